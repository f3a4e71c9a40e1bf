import { create } from 'zustand';
import type { ExportFormat, StrategyRef } from '../../preload/contract.ts';
import { go } from './navigation.ts';

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

/** What the export dialog writes: the best of a run, or these strategies. */
export type ExportTarget =
  | { readonly run: string }
  | { readonly strategies: readonly StrategyRef[] /** Which format is asked for first. */; readonly format?: ExportFormat };

interface WindowState {
  readonly inspected: Inspected | null;
  readonly exporting: ExportTarget | null;
  /** Whose ancestors are shown. */
  readonly traced: Place | null;
  /** Where the replay is to go; it takes this away when it has gone there. */
  readonly visited: Place | null;
}

/** What is chosen in the views, and what lies over them. */
export const useWindow = create<WindowState>(() => ({
  inspected: null,
  exporting: null,
  traced: null,
  visited: null,
}));

/** Shows a strategy in the inspector of its run. */
export function inspect(inspected: Inspected): void {
  useWindow.setState({ inspected });
  go({ name: 'run', run: inspected.run, tab: 'inspector' });
}

export const openExport = (run: string) => useWindow.setState({ exporting: { run } });
export const exportStrategies = (strategies: readonly StrategyRef[], format?: ExportFormat) =>
  useWindow.setState({ exporting: { strategies, ...(format ? { format } : {}) } });
export const closeExport = () => useWindow.setState({ exporting: null });
export const trace = (traced: Place | null) => useWindow.setState({ traced });
export const visit = (visited: Place | null) => useWindow.setState({ visited });
