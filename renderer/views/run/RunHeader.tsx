import { Button, Menu, MenuItem, PopoverNext } from '@blueprintjs/core';
import { Duplicate, Export, GitBranch, More, Pause, Play, Stop, Trash } from '@blueprintjs/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ForkPoint, Run } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { count } from '../../format/numbers.ts';
import { algorithmText } from '../../format/search.ts';
import { draftFork, draftOf, useDraft } from '../../state/draft.ts';
import { addressOf, go } from '../../state/navigation.ts';
import { query, queryClient } from '../../state/queries.ts';
import { toastError } from '../../state/toaster.ts';
import { openExport } from '../../state/window.ts';
import { DeleteRun } from '../runs/DeleteRun.tsx';
import { RunBar } from './RunBar.tsx';

type Order = 'runs.pause' | 'runs.resume' | 'runs.stop';

/** Name, state and commands of a run, and how far it has come. */
export function RunHeader({ run }: { readonly run: Run }) {
  const [deleting, setDeleting] = useState(false);
  const order = useMutation({
    mutationFn: (command: Order) => call(command, { run: run.id }),
    onSuccess: (changed) => queryClient.setQueryData(['runs.get', { run: run.id }], changed),
    onError: toastError,
  });
  const waits = (command: Order) => order.isPending && order.variables === command;
  const resumable = run.state === 'paused' || run.state === 'interrupted' || run.state === 'stopped';
  const { experiment, dataset } = run;

  return (
    <header className="run-head">
      <div className="run-title">
        <h1 className="ellipsis" title={run.name}>
          {run.name}
        </h1>
        <StateTag state={run.state} />
        <span className="spring" />
        {run.state === 'running' && (
          <Button icon={<Pause />} text="Pause" loading={waits('runs.pause')} onClick={() => order.mutate('runs.pause')} />
        )}
        {resumable && (
          <Button
            intent="primary"
            icon={<Play />}
            text="Resume"
            loading={waits('runs.resume')}
            onClick={() => order.mutate('runs.resume')}
          />
        )}
        {(run.state === 'running' || run.state === 'paused') && (
          <Button icon={<Stop />} text="Stop" loading={waits('runs.stop')} onClick={() => order.mutate('runs.stop')} />
        )}
        <Button icon={<Export />} text="Export…" disabled={run.best === null} onClick={() => openExport(run.id)} />
        <PopoverNext
          placement="bottom-end"
          content={
            <Menu>
              <MenuItem
                icon={<Duplicate />}
                text="New experiment from this one"
                onClick={() => {
                  useDraft.setState({ draft: draftOf({ ...experiment, data: dataset.id }), before: null });
                  go({ name: 'new' });
                }}
              />
              <MenuItem
                icon={<GitBranch />}
                text={`Fork at generation ${run.generation}…`}
                disabled={run.generation < 0}
                onClick={() => {
                  draftFork({ run: run.id, name: run.name, generation: run.generation, experiment: { ...experiment, data: dataset.id } });
                  go({ name: 'new' });
                }}
              />
              <MenuItem icon={<Trash />} intent="danger" text="Delete run…" onClick={() => setDeleting(true)} />
            </Menu>
          }
        >
          <Button variant="minimal" icon={<More />} aria-label="More commands" />
        </PopoverNext>
      </div>
      <p className="run-subtitle muted ellipsis">
        {dataset.name} · {count(experiment.population)} strategies · {experiment.primitives} primitives · seed {experiment.seed}
        {experiment.algorithm && experiment.algorithm !== 'eaSimple' ? ` · ${algorithmText[experiment.algorithm]}` : ''}
        {run.fork && <ForkOf fork={run.fork} />}
      </p>
      <RunBar run={run} />
      {deleting && <DeleteRun run={run} close={() => setDeleting(false)} />}
    </header>
  );
}

/** Where a fork went off, with the way there as long as its parent is kept. */
function ForkOf({ fork }: { readonly fork: ForkPoint }) {
  const parent = useQuery(query('runs.list', {})).data?.find((run) => run.id === fork.run);
  return (
    <>
      {` · forked at generation ${count(fork.generation)} from `}
      {parent ? <a href={addressOf({ name: 'run', run: parent.id, tab: 'live' })}>{parent.name}</a> : 'a run that was deleted'}
    </>
  );
}
