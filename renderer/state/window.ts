import { create } from 'zustand';
import type { Failure } from '../../preload/contract.ts';

/** The strategy that the inspector shows, and of which run. */
export interface Inspected {
  readonly run: string;
  readonly strategy: string;
  /** Where it was chosen, as a title: "Rank 1", "Generation 12, slot 7". */
  readonly origin: string;
}

/** An individual of a stored generation. */
export interface Place {
  readonly run: string;
  readonly generation: number;
  readonly slot: number;
}

interface WindowState {
  readonly inspected: Inspected | null;
  readonly exporting: string | null;
  /** Whose ancestors are shown. */
  readonly traced: Place | null;
  /** Where the replay is to go; it takes this away when it has gone there. */
  readonly visited: Place | null;
  /** An import that failed: the file's name and every problem in it. */
  readonly importProblem: { readonly file: string; readonly failure: Failure } | null;
}

/** What lies over the views: inspector, dialogs. */
export const useWindow = create<WindowState>(() => ({
  inspected: null,
  exporting: null,
  traced: null,
  visited: null,
  importProblem: null,
}));

export const inspect = (inspected: Inspected | null) => useWindow.setState({ inspected });
export const openExport = (run: string | null) => useWindow.setState({ exporting: run });
export const trace = (traced: Place | null) => useWindow.setState({ traced });
export const visit = (visited: Place | null) => useWindow.setState({ visited });
