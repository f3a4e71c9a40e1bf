import type { AppInfo, Comparison, ExportFormat } from '../../preload/contract.ts';
import type { Period } from '../market/bars.ts';
import { databasePath } from '../store/database-path.ts';
import { openStore } from '../store/store.ts';
import { clusterEngine } from './cluster.ts';
import { compare } from './compare.ts';
import { type Evaluated, evaluateStrategies } from './evaluate-strategies.ts';
import { Exports } from './exports.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { Holdouts } from './holdout.ts';
import { Library } from './library.ts';
import { Pools } from './pools.ts';
import { type Emit, noDialogs, type WorkbenchOptions } from './ports.ts';
import { Records } from './records.ts';
import { Runs } from './runs.ts';
import { type Tuned, tune } from './tune.ts';
import { type Verification, type VerifyOptions, verify } from './verify.ts';
import { version } from './version.ts';

export interface EvaluateOptions {
  /** Id or name of a data set. */
  readonly data: string;
  readonly strategies: readonly string[];
  readonly periods: readonly Period[];
  readonly window: number;
  readonly workers?: number | undefined;
}

/** The application. `handlers` is what the window may ask; the rest is for programs, the command line first. */
export interface Workbench {
  readonly info: AppInfo;
  readonly handlers: Handlers;
  readonly datasets: Library;
  readonly runs: Runs;
  readonly records: Records;
  readonly holdouts: Holdouts;
  /** The fitness of each strategy, or why it does not parse, in their order. */
  evaluateStrategies(options: EvaluateOptions): Promise<Evaluated[]>;
  /** Two runs side by side. */
  compare(run: string, other: string): Comparison;
  /** Looks for better numbers and periods in strategies of a run; see tune.ts. */
  tune(run: string, strategies: readonly string[], steps: number, signal?: AbortSignal): AsyncGenerator<Tuned, void, undefined>;
  /** Computes a stored run again and compares. */
  verify(run: string, options?: VerifyOptions): Promise<Verification>;
  /** Writes the best strategies of a run into the folder; returns the path of the file. */
  writeExport(run: string, format: ExportFormat, top: number, folder: string): string;
  /** Ends runs so that they can be resumed, then threads and database. Nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

/** @throws StoreError when the database cannot be used: the message names the file and the remedy */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const { databaseFile = databasePath(), workerFile, resourcesFolder, host = 'browser', dialogs = noDialogs } = options;
  const { workers, timeLimit, cluster } = options;
  const emit: Emit = (event, payload) => {
    try {
      options.emit?.(event, payload);
    } catch (error) {
      // A window that is just going away must not end a run.
      console.error(error);
    }
  };
  const store = openStore(databaseFile);
  const pools = new Pools({
    workerFile,
    ...(workers === undefined ? {} : { workers }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
    ...(cluster === undefined ? {} : { cluster: clusterEngine(cluster) }),
  });
  const library = new Library(store, resourcesFolder, () => emit('datasets.changed', null));
  const runs = new Runs({ store, library, pools, emit });
  const records = new Records(store);
  const holdouts = new Holdouts({ store, library, pools, runs });
  const exports = new Exports(store, library, dialogs);
  const info: AppInfo = { name: 'Organism', version, host, database: databaseFile, workers: pools.workers };

  const compareRuns = (run: string, other: string) =>
    compare({ run: runs.get(run), rows: records.logbook(run) }, { run: runs.get(other), rows: records.logbook(other) });

  async function* tuneStrategies(run: string, strategies: readonly string[], steps: number, signal?: AbortSignal) {
    const lease = pools.lease();
    const parts = { store, pool: lease.pool, bars: (dataset: string) => library.shared(dataset) };
    try {
      yield* tune(parts, run, strategies, { steps, ...(signal ? { signal } : {}) });
    } finally {
      await lease.release();
    }
  }
  const tuneOne = async (run: string, strategy: string, steps: number) => {
    for await (const { untuned: _, ...tuned } of tuneStrategies(run, [strategy], steps)) return tuned;
    throw new Error('nothing was tuned');
  };

  let closed: Promise<void> | undefined;
  const close = async () => {
    await runs.close();
    await pools.close();
    store.close();
  };

  return {
    info,
    handlers: createHandlers({ info, library, runs, records, holdouts, exports, dialogs, compare: compareRuns, tune: tuneOne }),
    datasets: library,
    runs,
    records,
    holdouts,
    evaluateStrategies: async ({ data, ...rest }) => evaluateStrategies(pools, library.shared((await library.get(data)).id), rest),
    compare: compareRuns,
    tune: tuneStrategies,
    verify: async (run, verifyOptions) => {
      const lease = pools.lease();
      try {
        return await verify({ store, library, pool: lease.pool }, run, verifyOptions);
      } finally {
        await lease.release();
      }
    },
    writeExport: (run, format, top, folder) => exports.write(run, format, top, folder),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
