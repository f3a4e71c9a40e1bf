import { AnchorButton, Button } from '@blueprintjs/core';
import { Edit, History, Plus, Trash } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Run } from '../../../preload/contract.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { Empty, Failed, Loading } from '../../components/Notice.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Tags } from '../../components/Tags.tsx';
import { failure, formatFitness, formatObjective, metricText } from '../../format/fitness.ts';
import { count, NONE } from '../../format/numbers.ts';
import { duration, moment } from '../../format/time.ts';
import { addressOf, go } from '../../state/navigation.ts';
import { askToLabel } from '../../state/overlays.ts';
import { query } from '../../state/queries.ts';
import { DeleteRun } from './DeleteRun.tsx';
import { QueuePanel } from './QueuePanel.tsx';
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
      title: (run) => `${run.name} on ${run.dataset.name}${run.note ? `: ${run.note}` : ''}`,
    },
    {
      key: 'state',
      header: 'State',
      width: '104px',
      cell: (run) => <StateTag state={run.state} />,
      title: (run) => run.error ?? run.state,
    },
    {
      key: 'tags',
      header: 'Tags',
      width: '12%',
      cell: (run) => <Tags tags={run.tags} most={2} />,
      title: (run) => run.tags?.join(', ') ?? '',
    },
    { key: 'progress', header: 'Progress', width: '164px', cell: (run) => <RunProgress run={run} /> },
    {
      key: 'best',
      header: 'Best',
      width: '130px',
      align: 'right',
      cell: (run) => best(run),
      title: (run) => (run.best ? formatFitness(run.experiment.objectives, run.best.fitness) : ''),
    },
    { key: 'evaluations', header: 'Evaluations', width: '104px', from: 1000, align: 'right', cell: (run) => count(run.evaluations) },
    {
      key: 'started',
      header: 'Started',
      width: '140px',
      align: 'right',
      cell: (run) => (isUntouched(run) ? NONE : moment(run.startedAt)),
    },
    {
      key: 'duration',
      header: 'Duration',
      width: '92px',
      from: 1000,
      align: 'right',
      cell: (run) => (isUntouched(run) ? NONE : duration(run.seconds)),
    },
    {
      key: 'delete',
      header: '',
      width: '84px',
      cell: (run) => (
        <>
          <Button
            size="small"
            variant="minimal"
            icon={<Edit />}
            aria-label={`Rename, tag, note ${run.name}`}
            title="Rename, tag, note…"
            onClick={(event) => {
              event.stopPropagation();
              askToLabel(run);
            }}
          />
          <Button
            size="small"
            variant="minimal"
            icon={<Trash />}
            aria-label={`Delete ${run.name}`}
            title="Delete…"
            onClick={(event) => {
              event.stopPropagation();
              ask(run);
            }}
          />
        </>
      ),
    },
  ];
}

/** Whether nobody has computed anything of it yet. */
const isUntouched = ({ state, generation }: Run) => state === 'queued' && generation < 0;

/** The first objective of the best strategy, named: runs may have different ones. */
function best(run: Run): string {
  const { objectives } = run.experiment;
  if (!run.best) return NONE;
  const failed = failure(objectives, run.best.fitness);
  if (failed) return failed;
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
        {runs.data && <QueuePanel runs={runs.data} />}
        {runs.data && runs.data.length > 0 && (
          <DataTable
            label="Runs"
            className="fill runs-table"
            columns={columns(setAsked)}
            rows={runs.data}
            rowKey={(run) => run.id}
            onOpen={(run) => go({ name: 'run', run: run.id, tab: 'live' })}
            minWidth={820}
          />
        )}
      </div>
      {asked && <DeleteRun run={asked} close={() => setAsked(null)} />}
    </>
  );
}
