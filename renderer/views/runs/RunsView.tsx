import { AnchorButton, Button } from '@blueprintjs/core';
import { History, Plus, Trash } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../preload/contract.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { formatFitness, formatObjective, isFailed, metricText, NO_TRADES } from '../../format/fitness.ts';
import { count, NONE } from '../../format/numbers.ts';
import { duration, moment } from '../../format/time.ts';
import { addressOf, go } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { DeleteRun } from './DeleteRun.tsx';
import { RunProgress } from './RunProgress.tsx';

function columns(ask: (run: Run) => void): Column<Run>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      cell: (run) => (
        <a href={addressOf({ name: 'run', run: run.id, tab: 'live' })} onClick={(event) => event.stopPropagation()}>
          {run.name}
        </a>
      ),
      title: (run) => `${run.name} on ${run.dataset.name}`,
    },
    {
      key: 'state',
      header: 'State',
      width: '104px',
      cell: (run) => <StateTag state={run.state} />,
      title: (run) => run.error ?? run.state,
    },
    { key: 'progress', header: 'Progress', width: '150px', cell: (run) => <RunProgress run={run} /> },
    {
      key: 'best',
      header: 'Best',
      width: '15%',
      align: 'right',
      cell: (run) => best(run),
      title: (run) => (run.best ? formatFitness(run.experiment.objectives, run.best.fitness) : ''),
    },
    { key: 'evaluations', header: 'Evaluations', width: '104px', align: 'right', cell: (run) => count(run.evaluations) },
    { key: 'started', header: 'Started', width: '140px', align: 'right', cell: (run) => moment(run.startedAt) },
    { key: 'duration', header: 'Duration', width: '92px', align: 'right', cell: (run) => duration(run.seconds) },
    {
      key: 'delete',
      header: '',
      width: '44px',
      cell: (run) => (
        <Button
          size="small"
          variant="minimal"
          icon={<Trash />}
          aria-label={`Delete ${run.name}`}
          onClick={(event) => {
            event.stopPropagation();
            ask(run);
          }}
        />
      ),
    },
  ];
}

/** The first objective of the best strategy, named: runs may have different ones. */
function best(run: Run): string {
  const { objectives } = run.experiment;
  if (!run.best) return NONE;
  if (isFailed(objectives, run.best.fitness)) return NO_TRADES;
  return `${metricText[objectives[0]!.metric].short} ${formatObjective(objectives, run.best.fitness, 0)}`;
}

/** Every run there has been, the latest first. */
export function RunsView() {
  const runs = useQuery(query('runs.list', {}));
  const [asked, setAsked] = useState<Run | null>(null);
  return (
    <>
      <header className="view-head">
        <h1>Runs</h1>
        <p className="muted">{runs.data && runs.data.length > 0 ? `${count(runs.data.length)} stored, every generation of each` : ''}</p>
        <span className="spring" />
        <AnchorButton href={addressOf({ name: 'new' })} icon={<Plus />} text="New experiment" />
      </header>
      <div className="view-body">
        {runs.error && <Failed what="The runs" error={runs.error} retry={() => runs.refetch()} />}
        {runs.isLoading && <Loading what="the runs" />}
        {runs.data && runs.data.length === 0 && (
          <Empty
            icon={<History size={40} />}
            title="No runs yet"
            action={<AnchorButton intent="primary" href={addressOf({ name: 'new' })} text="Set up the first experiment" />}
          >
            Runs are kept here with every generation, so that they can be replayed, resumed and exported later.
          </Empty>
        )}
        {runs.data && runs.data.length > 0 && (
          <DataTable
            label="Runs"
            className="fill runs-table"
            columns={columns(setAsked)}
            rows={runs.data}
            rowKey={(run) => run.id}
            onOpen={(run) => go({ name: 'run', run: run.id, tab: 'live' })}
            minWidth={860}
          />
        )}
      </div>
      {asked && <DeleteRun run={asked} close={() => setAsked(null)} />}
    </>
  );
}
