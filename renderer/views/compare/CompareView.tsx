import { AnchorButton, HTMLSelect, SegmentedControl } from '@blueprintjs/core';
import { Comparison as ComparisonIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../preload/contract.ts';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { moment } from '../../format/time.ts';
import { useCompared } from '../../state/compared.ts';
import { addressOf } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { ComparisonView } from '../run/compare/ComparisonView.tsx';
import { StrategiesCompared } from './StrategiesCompared.tsx';

/** Runs or strategies side by side. */
export function CompareView() {
  const what = useCompared((s) => s.what);
  return (
    <>
      <header className="view-head">
        <h1>Compare</h1>
        <p className="muted ellipsis">
          {what === 'runs'
            ? 'Where two runs differ in their settings, and what it was worth.'
            : 'What strategies earned, when, and how alike they are.'}
        </p>
        <span className="spring" />
        <SegmentedControl
          size="small"
          value={what}
          onValueChange={(value) => useCompared.setState({ what: value === 'runs' ? 'runs' : 'strategies' })}
          options={[
            { label: 'Runs', value: 'runs' },
            { label: 'Strategies', value: 'strategies' },
          ]}
          aria-label="Compare"
        />
      </header>
      <div className="view-body compare">{what === 'runs' ? <RunsCompared /> : <StrategiesCompared />}</div>
    </>
  );
}

/** Two runs: the latest two, until others are chosen. */
function RunsCompared() {
  const runs = useQuery(query('runs.list', {}));
  const [chosen, setChosen] = useState<readonly [string | null, string | null]>([null, null]);
  const shown = (runs.data ?? []).filter((run) => run.generation >= 0);
  const a = shown.find((run) => run.id === chosen[0]) ?? shown[1];
  const b = shown.find((run) => run.id === chosen[1] && run !== a) ?? shown.find((run) => run !== a);
  return (
    <>
      {runs.error && <Failed what="The runs" error={runs.error} retry={() => runs.refetch()} />}
      {runs.isLoading && <Loading what="the runs" />}
      {runs.data && !(a && b) && (
        <Empty
          icon={<ComparisonIcon size={40} />}
          title="Two runs are needed"
          action={<AnchorButton href={addressOf({ name: 'new' })} text="New experiment" />}
        >
          Start a second experiment, or fork a run at one of its generations, and see here what the change was worth.
        </Empty>
      )}
      {a && b && (
        <>
          <div className="toolbar">
            <RunChoice label="First run" runs={shown} run={a} onChange={(id) => setChosen([id, b.id])} />
            <span className="muted">and</span>
            <RunChoice label="Second run" runs={shown.filter((run) => run !== a)} run={b} onChange={(id) => setChosen([a.id, id])} />
          </div>
          <Compared key={`${a.id} ${b.id}`} a={a} b={b} />
        </>
      )}
    </>
  );
}

interface RunChoiceProps {
  readonly label: string;
  readonly runs: readonly Run[];
  readonly run: Run;
  readonly onChange: (id: string) => void;
}

function RunChoice({ label, runs, run, onChange }: RunChoiceProps) {
  return (
    <HTMLSelect
      aria-label={label}
      value={run.id}
      options={runs.map(({ id, name, startedAt }) => ({ value: id, label: `${name} · ${moment(startedAt)}` }))}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

function Compared({ a, b }: { readonly a: Run; readonly b: Run }) {
  const compared = useQuery({ ...query('runs.compare', { runs: [a.id, b.id] }), refetchOnMount: 'always' });
  if (compared.error) return <Failed what="The comparison" error={compared.error} retry={() => compared.refetch()} />;
  return compared.data ? <ComparisonView comparison={compared.data} /> : <Loading what="the comparison" />;
}
