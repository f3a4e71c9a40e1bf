import { create } from 'zustand';
import type { Failure } from '../../preload/contract.ts';

/** The strategy that the inspector shows, and of which run. */
export interface Inspected {
  readonly run: string;
  readonly strategy: string;
  /** Where it was chosen, as a title: "Rank 1", "Generation 12, slot 7". */
  readonly origin: string;
}

interface WindowState {
  readonly inspected: Inspected | null;
  readonly exporting: string | null;
  /** An import that failed: the file's name and every problem in it. */
  readonly importProblem: { readonly file: string; readonly failure: Failure } | null;
}

/** What lies over the views: inspector, dialogs. */
export const useWindow = create<WindowState>(() => ({ inspected: null, exporting: null, importProblem: null }));

export const inspect = (inspected: Inspected | null) => useWindow.setState({ inspected });
export const openExport = (run: string | null) => useWindow.setState({ exporting: run });
