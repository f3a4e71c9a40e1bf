import { HTMLSelect } from '@blueprintjs/core';
import { Comparison as ComparisonIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { count } from '../../../format/numbers.ts';
import { moment } from '../../../format/time.ts';
import { query } from '../../../state/queries.ts';
import { ComparisonView } from './ComparisonView.tsx';

/** Milliseconds after which runs under way are compared again. */
const PACE = 5_000;

/** This run beside another one: where their settings differ, and how their fitness went. */
export function ComparePanel({ run }: { readonly run: Run }) {
  const runs = useQuery(query('runs.list', {}));
  const [chosen, setChosen] = useState<string | null>(null);
  const others = (runs.data ?? []).filter((other) => other.id !== run.id && other.generation >= 0);
  const other = others.find((o) => o.id === chosen) ?? others.find((o) => o.id === run.fork?.run) ?? others[0];
  const compared = useQuery({
    ...query('runs.compare', { runs: [run.id, other?.id ?? ''] }),
    enabled: other !== undefined,
    refetchOnMount: 'always',
    refetchInterval: [run, other].some((one) => one?.state === 'running') ? PACE : false,
  });
  if (runs.error) return <Failed what="The runs" error={runs.error} retry={() => runs.refetch()} />;
  if (runs.data && !other)
    return (
      <Empty icon={<ComparisonIcon size={40} />} title="Nothing to compare with">
        Start a second experiment, or fork this run at one of its generations, and see here what the change was worth.
      </Empty>
    );
  return (
    <div className="compare">
      <div className="toolbar">
        <span className="axis-choice">
          Compare with{' '}
          <HTMLSelect
            aria-label="Compare with"
            value={other?.id ?? ''}
            options={others.map((o) => ({ value: o.id, label: `${o.name} · ${moment(o.startedAt)}` }))}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          />
        </span>
        {compared.data && <span className="muted">{parting(compared.data.firstDifference, compared.data.generations.length)}</span>}
      </div>
      {compared.error ? <Failed what="The comparison" error={compared.error} retry={() => compared.refetch()} /> : null}
      {!compared.data && !compared.error && <Loading what="the comparison" />}
      {compared.data && <ComparisonView comparison={compared.data} />}
    </div>
  );
}

/** Where two runs part, to the last bit. */
function parting(first: number | null, generations: number): string {
  if (generations === 0) return '';
  if (first === null) return 'Every generation that both have is the same, to the last bit.';
  return first === 0 ? 'They differ from generation 0 on.' : `The same, to the last bit, up to generation ${count(first - 1)}.`;
}
