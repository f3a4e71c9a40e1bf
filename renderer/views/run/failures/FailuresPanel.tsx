import { Tag } from '@blueprintjs/core';
import { TickCircle } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { FailureView, Run } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { type Column, DataTable } from '../../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../../components/Notice.tsx';
import { count } from '../../../format/numbers.ts';
import { query } from '../../../state/queries.ts';

const columns: Column<FailureView>[] = [
  { key: 'generation', header: 'Gen', width: '56px', align: 'right', cell: (f) => count(f.generation) },
  {
    key: 'state',
    header: 'State',
    width: '112px',
    cell: (f) => (
      <Tag minimal intent={f.quarantined ? 'danger' : 'warning'}>
        {f.quarantined ? 'Quarantined' : 'Failed'}
      </Tag>
    ),
    title: (f) => (f.quarantined ? 'It hung or killed its worker twice, and is never tried again' : 'It got the worst fitness'),
  },
  { key: 'reason', header: 'Reason', width: '34%', cell: (f) => f.reason, title: (f) => f.reason },
  { key: 'strategy', header: 'Strategy', mono: true, cell: (f) => f.strategy, title: (f) => f.strategy },
  {
    key: 'reproducer',
    header: 'Evaluate again',
    width: '172px',
    cell: (f) => <CopyButton label="Copy command" text={() => f.reproducer} />,
    title: (f) => f.reproducer,
  },
];

function summaryOf(failures: readonly FailureView[]): string {
  const shut = failures.filter(({ quarantined }) => quarantined).length;
  const threw = failures.length - shut;
  const strategies = (n: number) => `${count(n)} ${n === 1 ? 'strategy' : 'strategies'}`;
  const parts = [
    ...(shut > 0 ? [`${strategies(shut)} in quarantine`] : []),
    ...(threw > 0 ? [`${strategies(threw)} that could not be evaluated`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** For a spreadsheet. */
const listOf = (failures: readonly FailureView[]) =>
  [
    ['generation', 'quarantined', 'reason', 'strategy', 'reproducer'],
    ...failures.map((f) => [f.generation, f.quarantined ? 'yes' : 'no', f.reason.replace(/\s+/g, ' '), f.strategy, f.reproducer]),
  ]
    .map((line) => line.join('\t'))
    .join('\n');

/** Milliseconds. */
const PACE = 2_000;

/** Strategies that could not be evaluated, with the reason and a line for the shell that tries it again. */
export function FailuresPanel({ run }: { readonly run: Run }) {
  const alive = run.state === 'running' || run.state === 'paused';
  const failures = useQuery({
    ...query('runs.failures', { run: run.id }),
    refetchOnMount: 'always',
    // Failures are rare: nobody tells of them, they are asked for.
    refetchInterval: alive ? PACE : false,
  });
  // Those of the last generation come when the run has ended.
  const { refetch } = failures;
  useEffect(() => {
    if (!alive) void refetch();
  }, [alive, refetch]);
  if (failures.error) return <Failed what="The failures" error={failures.error} retry={() => failures.refetch()} />;
  if (!failures.data) return <Loading what="the failures" />;
  if (failures.data.length === 0)
    return (
      <Empty icon={<TickCircle size={40} />} title={alive ? 'No failures so far' : 'No failures'}>
        Every strategy of this run could be evaluated{alive ? ' so far' : ''}. One that throws, hangs or kills its worker would be listed
        here with the reason; the run goes on without it.
      </Empty>
    );
  return (
    <div className="hall">
      <div className="toolbar">
        <span className="muted">{summaryOf(failures.data)} Each got the worst fitness; the command evaluates it again, alone.</span>
        <span className="spring" />
        <CopyButton label="Copy list" text={() => listOf(failures.data)} />
      </div>
      <DataTable label="Failures" className="fill" columns={columns} rows={failures.data} rowKey={(f) => f.strategy} minWidth={720} />
    </div>
  );
}
