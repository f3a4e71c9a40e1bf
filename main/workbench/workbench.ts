import type { AppInfo, Comparison, ExportFormat, ExportOptions, Verification } from '../../preload/contract.ts';
import { WorkLog } from '../evaluation/work-log.ts';
import type { Period } from '../market/bars.ts';
import { databasePath } from '../store/database-path.ts';
import { openStore } from '../store/store.ts';
import { analysisThreads } from './analysis/threads.ts';
import { compare } from './compare.ts';
import { dataThreads } from './data-threads.ts';
import { Databank } from './databank.ts';
import { Engine } from './engine.ts';
import { estimate } from './estimate.ts';
import { type Evaluated, evaluateOn, evaluateStrategies } from './evaluate-strategies.ts';
import { type ExportRequest, Exports } from './exports.ts';
import { createHandlers, type Handlers } from './handlers.ts';
import { Holdouts } from './holdout.ts';
import { Imports } from './imports.ts';
import { Library } from './library.ts';
import { Pools } from './pools.ts';
import { type Emit, noDesktop, noDialogs, type WorkbenchOptions } from './ports.ts';
import { Presets } from './presets.ts';
import { problemOf } from './problem.ts';
import { Records } from './records.ts';
import { Replay } from './replay.ts';
import { RunQueue } from './run-queue.ts';
import { Runs } from './runs.ts';
import { SettingsKeeper } from './settings.ts';
import { Similarity } from './similarity.ts';
import { type Tuned, tune } from './tune.ts';
import { Underway } from './underway.ts';
import { Verifications } from './verifications.ts';
import type { VerifyOptions } from './verify.ts';
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
  /** What handlers are busy with, for the dispatcher. */
  readonly underway: Underway;
  readonly datasets: Library;
  readonly presets: Presets;
  readonly runs: Runs;
  readonly queue: RunQueue;
  readonly records: Records;
  readonly holdouts: Holdouts;
  readonly engine: Engine;
  /** The fitness of each strategy, or why it does not parse, in their order. */
  evaluateStrategies(options: EvaluateOptions): Promise<Evaluated[]>;
  /** The same as a run evaluates them: its objectives, training periods, timeframes and bars to be held. */
  evaluateAsRun(run: string, strategies: readonly string[], workers?: number): Promise<Evaluated[]>;
  /** Two runs side by side. */
  compare(run: string, other: string): Comparison;
  /** Looks for better numbers and periods in strategies of a run; see tune.ts. */
  tune(run: string, strategies: readonly string[], steps: number, signal?: AbortSignal): AsyncGenerator<Tuned, void, undefined>;
  /** Computes a stored run again and compares. */
  verify(run: string, options?: VerifyOptions): Promise<Verification>;
  /** Writes the best strategies of a run into the folder; returns the path of the file. */
  writeExport(run: string, format: ExportFormat, top: number, folder: string, options?: ExportOptions): Promise<string>;
  /** As `writeExport`, for strategies of any runs and of the databank. */
  exportTo(request: ExportRequest, folder: string): Promise<string>;
  readonly databank: Databank;
  readonly similarity: Similarity;
  /** Ends runs so that they can be resumed, then threads and database. Nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

/** @throws StoreError when the database cannot be used: the message names the file and the remedy */
export function createWorkbench(options: WorkbenchOptions): Workbench {
  const {
    databaseFile = databasePath(),
    workerFile,
    resourcesFolder,
    host = 'browser',
    dialogs = noDialogs,
    desktop = noDesktop,
  } = options;
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
  const log = new WorkLog();
  const pools = new Pools({
    workerFile,
    ...(workers === undefined ? {} : { workers }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
    log,
  });
  const engine = new Engine({ store, pools, emit, observer: log.hosts, given: cluster });
  const library = new Library(store, resourcesFolder, () => emit('datasets.changed', null), dataThreads(options.dataWorkerFile));
  const imports = new Imports(library, dialogs);
  const presets = new Presets(store, emit);
  const runs = new Runs({ store, library, pools, emit, onEnded: () => queue.runEnded(), onFinished: (run) => databank.addHallOfFame(run) });
  const queue: RunQueue = new RunQueue({ store, runs, emit });
  const databank: Databank = new Databank({ store, library, pools, emit });
  const analysis = analysisThreads(options.analysisWorkerFile);
  const similarity = new Similarity(store, library, analysis);
  const records = new Records(store);
  const replay = new Replay(store);
  const holdouts = new Holdouts({ store, library, pools, runs });
  const verifications = new Verifications({ store, library, pools, emit });
  const exports = new Exports({ store, library, pools, analysis }, dialogs);
  const underway = new Underway();
  const settings = new SettingsKeeper(store, desktop, emit);
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
    engine.close();
    queue.close();
    await Promise.all([runs.close(), verifications.close(), databank.close(), analysis.close()]);
    await pools.close();
    store.close();
  };

  return {
    info,
    handlers: createHandlers({
      ...{ store, databank, similarity, analysis, underway },
      info,
      engine,
      library,
      imports,
      presets,
      estimate: (experiment, measure) => estimate({ store, library, pools }, experiment, measure),
      runs,
      queue,
      records,
      replay,
      holdouts,
      verifications,
      exports,
      activity: (since) => log.view(since),
      dialogs,
      desktop,
      settings,
      compare: compareRuns,
      tune: tuneOne,
    }),
    underway,
    datasets: library,
    presets,
    runs,
    queue,
    records,
    holdouts,
    engine,
    evaluateStrategies: async ({ data, ...rest }) => evaluateStrategies(pools, library.shared((await library.get(data)).id), rest),
    evaluateAsRun: async (run, strategies, threads) => {
      const { experiment, dataset } = runs.get(run);
      return evaluateOn(pools, problemOf(experiment, library.shared(dataset.id)), strategies, threads);
    },
    compare: compareRuns,
    tune: tuneStrategies,
    verify: (run, verifyOptions) => verifications.verify(run, verifyOptions),
    writeExport: (run, format, top, folder, exportOptions) => exports.write(run, format, top, folder, exportOptions),
    exportTo: (request, folder) => exports.writeTo(request, folder),
    databank,
    similarity,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
