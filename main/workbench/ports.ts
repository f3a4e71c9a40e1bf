import type { AppInfo, EventName, Events, MenuItem, Theme } from '../../preload/contract.ts';
import type { ClusterSettings } from './cluster.ts';

/** What a file dialog offers to choose from: a name for people, and extensions without the dot. */
export interface FileFilter {
  name: string;
  extensions: string[];
}

/** The native dialogs. Each answers with an absolute path, or null when the user cancels. */
export interface Dialogs {
  openFile(options: { readonly title: string; readonly filters: FileFilter[] }): Promise<string | null>;
  saveFile(options: { readonly title: string; readonly defaultName: string; readonly filters: FileFilter[] }): Promise<string | null>;
}

/** Where there is nobody to ask: every dialog is cancelled. */
export const noDialogs: Dialogs = {
  openFile: async () => null,
  saveFile: async () => null,
};

/** The desktop around the window. */
export interface Desktop {
  setTheme(theme: Theme): void;
  setMenu(items: readonly MenuItem[]): void;
}

export const noDesktop: Desktop = { setTheme() {}, setMenu() {} };

export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void;

export interface WorkbenchOptions {
  /** Absent: where the platform keeps data, or ORGANISM_DB. */
  readonly databaseFile?: string;
  /** The evaluation worker: main/evaluation/worker.ts, or the bundle that was made of it. */
  readonly workerFile: string;
  /** The thread for jobs on whole data sets: data-worker.ts, or its bundle. Absent: they are done where they are asked for. */
  readonly dataWorkerFile?: string;
  /** The threads for reports, correlations and exports: analysis/worker.ts, or its bundle. Absent: likewise. */
  readonly analysisWorkerFile?: string;
  /** The folder `resources`, with the sample data. */
  readonly resourcesFolder: string;
  readonly host?: AppInfo['host'];
  readonly dialogs?: Dialogs;
  readonly desktop?: Desktop;
  readonly emit?: Emit;
  /** Worker threads. Absent: as many as there are cores. */
  readonly workers?: number;
  /** How long a strategy may take before it is given up, in milliseconds. Absent: the pool's default. */
  readonly timeLimit?: number;
  /** The cluster that evaluates instead of worker threads. Absent: what the user has chosen; at first this machine alone, which needs no server. */
  readonly cluster?: ClusterSettings;
}
