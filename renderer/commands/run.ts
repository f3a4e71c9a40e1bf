import type { Run } from '../../preload/contract.ts';
import { askToDelete, askToLabel, askToVerify } from '../state/overlays.ts';
import { againFrom, forkFrom, order } from '../state/run-orders.ts';
import type { Command, CommandState } from './command.ts';

const onRun =
  (act: (run: Run) => unknown) =>
  ({ run }: CommandState) =>
    run && act(run);
const inState =
  (...states: readonly Run['state'][]) =>
  ({ run }: CommandState) =>
    run !== null && states.includes(run.state);

export const runCommands: readonly Command[] = [
  {
    id: 'run.pause',
    label: 'Pause Run',
    menu: 'Run',
    keys: 'alt+p',
    enabled: inState('running'),
    run: onRun((run) => order('runs.pause', run)),
  },
  {
    id: 'run.resume',
    label: 'Resume Run',
    menu: 'Run',
    keys: 'alt+p',
    enabled: inState('paused', 'interrupted', 'stopped', 'failed'),
    run: onRun((run) => order('runs.resume', run)),
  },
  {
    id: 'run.stop',
    label: 'Stop Run',
    menu: 'Run',
    keys: 'alt+s',
    enabled: inState('running', 'paused'),
    run: onRun((run) => order('runs.stop', run)),
  },
  {
    id: 'run.fork',
    label: 'Fork Run at Its Last Generation…',
    menu: 'Run',
    keys: 'alt+f',
    enabled: ({ run }) => run !== null && run.generation >= 0,
    run: onRun((run) => forkFrom(run, run.generation)),
  },
  { id: 'run.again', label: 'New Experiment from This Run', menu: 'Run', enabled: ({ run }) => run !== null, run: onRun(againFrom) },
  {
    id: 'run.label',
    label: 'Rename, Tag and Note Run…',
    menu: 'Run',
    keys: 'alt+l',
    words: 'name tags note label',
    enabled: ({ run }) => run !== null,
    run: onRun(askToLabel),
  },
  {
    id: 'run.verify',
    label: 'Verify Run…',
    menu: 'Run',
    words: 'compute again reproducible digest',
    enabled: ({ run }) => run !== null && run.generation >= 0,
    run: onRun(askToVerify),
  },
  { id: 'run.delete', label: 'Delete Run…', menu: 'Run', enabled: ({ run }) => run !== null, run: onRun(askToDelete) },
];
