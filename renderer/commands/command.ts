import type { Run } from '../../preload/contract.ts';
import { useDock } from '../state/dock.ts';
import { useView, type View } from '../state/navigation.ts';
import { queryClient } from '../state/queries.ts';

/** The menus of the program, in their order. */
export const menus = ['File', 'Go', 'View', 'Panel', 'Run', 'Help'] as const;
export type CommandMenu = (typeof menus)[number];

/** What commands decide by: the view, and the run that it shows. */
export interface CommandState {
  readonly view: View;
  readonly run: Run | null;
  /** Whether the view has panels. */
  readonly docked: boolean;
}

/** Something that the user can do. Palette, keyboard, menus and tooltips are made of these and of nothing else. */
export interface Command {
  /** `noun.verb`, unique. */
  readonly id: string;
  /** As in a menu: in title case, with an ellipsis where a question follows. */
  readonly label: string;
  readonly menu: CommandMenu;
  /** As Blueprint writes them, such as `mod+k`; mod is Ctrl, or ⌘ on a Mac. */
  readonly keys?: string;
  /** Other words under which the palette finds it. */
  readonly words?: string;
  /** Absent: always. */
  readonly enabled?: (state: CommandState) => boolean;
  readonly run: (state: CommandState) => unknown;
}

/** As it is now. */
export function commandState(): CommandState {
  const { view } = useView.getState();
  const run = view.name === 'run' ? (queryClient.getQueryData<Run>(['runs.get', { run: view.run }]) ?? null) : null;
  return { view, run, docked: useDock.getState().dock !== null };
}

export const isEnabled = (command: Command, state: CommandState): boolean => command.enabled?.(state) ?? true;
