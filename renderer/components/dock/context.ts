import { createContext, useContext } from 'react';
import type { DockPanel } from './panels.ts';

/** What the panels of a dock are, and what they show. */
export interface DockContent {
  readonly panels: readonly DockPanel<object>[];
  readonly content: object;
}

export const DockContext = createContext<DockContent>({ panels: [], content: {} });
export const useDockContent = () => useContext(DockContext);
