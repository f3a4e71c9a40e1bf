import { call } from '../client.ts';
import { compareToo } from '../state/compared.ts';
import { toast, toastError } from '../state/toaster.ts';
import { exportStrategies, type Inspected, useWindow } from '../state/window.ts';
import type { Command, CommandState } from './command.ts';

/** The strategy that the inspector of the run shows. */
function inspectedIn({ run }: CommandState): Inspected | null {
  const { inspected } = useWindow.getState();
  return run !== null && inspected?.run === run.id ? inspected : null;
}

const onStrategy = (command: Pick<Command, 'id' | 'label' | 'words'>, carryOut: (inspected: Inspected) => unknown): Command => ({
  ...command,
  menu: 'Run',
  enabled: (state) => inspectedIn(state) !== null,
  run: (state) => {
    const inspected = inspectedIn(state);
    if (inspected) carryOut(inspected);
  },
});

/** What can be done with the strategy in the inspector. */
export const strategyCommands: readonly Command[] = [
  onStrategy({ id: 'strategy.pin', label: 'Pin Strategy to Databank', words: 'keep inspector' }, ({ run, strategy }) =>
    call('databank.pin', { strategy: { run, strategy } }).then(() => toast('Pinned: it is kept in the databank', 'success'), toastError),
  ),
  onStrategy({ id: 'strategy.compare', label: 'Add Strategy to Comparison', words: 'side by side' }, ({ run, strategy, origin }) =>
    compareToo({ ref: { run, strategy }, name: origin }),
  ),
  onStrategy({ id: 'strategy.export', label: 'Export This Strategy…', words: 'save json csv typescript trades' }, ({ run, strategy }) =>
    exportStrategies([{ run, strategy }]),
  ),
];
