import { create } from 'zustand';

/** Where a panel stands before the user has moved it: the large part of the view, or beside it. */
export type DockHome = 'main' | 'side';
export type DockDirection = 'left' | 'right' | 'up' | 'down';

export interface DockPanelState {
  readonly id: string;
  readonly title: string;
  readonly open: boolean;
}

/** The panels of the view that is shown, as commands and menus move them. */
export interface DockHandle {
  /** Every panel that there is, open or not, in the order of their table. */
  panels(): readonly DockPanelState[];
  /** Brings a panel to the front, opening it if need be, and puts the focus into it. */
  open(id: string): void;
  close(id: string): void;
  /** The panel in use, null when all are closed. */
  active(): string | null;
  /** Brings the next (1) or the previous (−1) panel of the group in use to the front. */
  step(by: 1 | -1): void;
  /** Puts the focus into the next group. */
  nextGroup(): void;
  /** Moves the panel in use into a group of its own beside the one that it stands in. */
  split(direction: DockDirection): void;
  /** Moves the panel in use into the next group. */
  moveToNextGroup(): void;
  /** Gives the whole view to the group in use, or takes it back. */
  toggleMaximised(): void;
  /** As it was before the user moved anything. */
  reset(): void;
}

export const useDock = create<{ readonly dock: DockHandle | null }>(() => ({ dock: null }));
