import { type DockHandle, useDock } from '../state/dock.ts';
import { go } from '../state/navigation.ts';
import { runPanels } from '../views/run/panels.tsx';
import type { Command, CommandState } from './command.ts';

const docked = ({ docked }: CommandState) => docked;
const onDock = (act: (dock: DockHandle) => void) => () => {
  const { dock } = useDock.getState();
  if (dock) act(dock);
};

/** One for each panel of the run view, then those that arrange panels. A function: the panels may use commands themselves. */
export const panelCommands = (): readonly Command[] => [
  ...runPanels.map(
    ({ id, title }, i): Command => ({
      id: `panel.${id}`,
      label: title,
      menu: 'Panel',
      ...(i < 9 ? { keys: `alt+${i + 1}` } : {}),
      words: 'open show panel',
      enabled: ({ view }) => view.name === 'run',
      run: ({ view }) => {
        if (view.name === 'run') go({ ...view, tab: id });
        useDock.getState().dock?.open(id);
      },
    }),
  ),
  { id: 'panels.next', label: 'Next Panel', menu: 'Panel', keys: 'alt+pagedown', enabled: docked, run: onDock((dock) => dock.step(1)) },
  {
    id: 'panels.previous',
    label: 'Previous Panel',
    menu: 'Panel',
    keys: 'alt+pageup',
    enabled: docked,
    run: onDock((dock) => dock.step(-1)),
  },
  {
    id: 'panels.nextGroup',
    label: 'Next Group of Panels',
    menu: 'Panel',
    keys: 'alt+g',
    enabled: docked,
    run: onDock((dock) => dock.nextGroup()),
  },
  {
    id: 'panels.splitRight',
    label: 'Move Panel into a Group at the Right',
    menu: 'Panel',
    keys: 'alt+shift+right',
    words: 'split',
    enabled: docked,
    run: onDock((dock) => dock.split('right')),
  },
  {
    id: 'panels.splitDown',
    label: 'Move Panel into a Group Below',
    menu: 'Panel',
    keys: 'alt+shift+down',
    words: 'split',
    enabled: docked,
    run: onDock((dock) => dock.split('down')),
  },
  {
    id: 'panels.move',
    label: 'Move Panel to the Next Group',
    menu: 'Panel',
    keys: 'alt+shift+g',
    enabled: docked,
    run: onDock((dock) => dock.moveToNextGroup()),
  },
  {
    id: 'panels.maximise',
    label: 'Maximise Panel, or Back',
    menu: 'Panel',
    keys: 'alt+m',
    enabled: docked,
    run: onDock((dock) => dock.toggleMaximised()),
  },
  {
    id: 'panels.close',
    label: 'Close Panel',
    menu: 'Panel',
    keys: 'alt+w',
    enabled: docked,
    run: onDock((dock) => {
      const active = dock.active();
      if (active !== null) dock.close(active);
    }),
  },
  {
    id: 'panels.reset',
    label: 'Reset Layout',
    menu: 'Panel',
    words: 'panels default',
    enabled: docked,
    run: onDock((dock) => dock.reset()),
  },
];
