import type { Run } from '../../preload/contract.ts';
import { knownQueue, orderQueue } from '../state/queue.ts';
import { order } from '../state/run-orders.ts';
import type { Command, CommandState } from './command.ts';

const inState =
  (...states: readonly Run['state'][]) =>
  ({ run }: CommandState) =>
    run !== null && states.includes(run.state);

export const queueCommands: readonly Command[] = [
  {
    id: 'queue.go',
    label: 'Start Queue',
    menu: 'Run',
    words: 'queued runs go on',
    enabled: () => !knownQueue().going && knownQueue().runs.length > 0,
    run: () => orderQueue('queue.go', {}),
  },
  {
    id: 'queue.hold',
    label: 'Hold Queue',
    menu: 'Run',
    words: 'queued runs wait',
    enabled: () => knownQueue().going,
    run: () => orderQueue('queue.hold', {}),
  },
  {
    id: 'queue.start',
    label: 'Start Queued Run Now',
    menu: 'Run',
    keys: 'alt+p',
    enabled: inState('queued'),
    run: ({ run }) => run && order('runs.resume', run),
  },
  {
    id: 'queue.add',
    label: 'Add Run to Queue',
    menu: 'Run',
    words: 'resume later',
    enabled: inState('stopped', 'interrupted', 'failed'),
    run: ({ run }) => run && orderQueue('queue.add', { run: run.id }),
  },
  {
    id: 'queue.remove',
    label: 'Remove Run from Queue',
    menu: 'Run',
    enabled: inState('queued'),
    run: ({ run }) => run && orderQueue('queue.remove', { run: run.id }),
  },
];
