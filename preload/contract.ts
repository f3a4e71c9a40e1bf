/**
 * What the window may ask of the main process, and what it is told: the one file that both sides import.
 * A command is a line in `commands` (name → zod schema of its input) and in `Results` (name → type of its result);
 * its handler stands in main/workbench. Nothing here runs beyond zod.
 */
import { z } from 'zod';
import { type Experiment, experimentSchema, type Metric, splitSchema } from './experiment.ts';
import type { Catalogue, HoldoutReport, Quartiles, SplitPreview, TunedStrategy, ValidationRow } from './results.ts';

export * from './experiment.ts';
export type * from './results.ts';
export { algorithmNames, crossoverNames, mutationNames, selectionNames } from './search.ts';

/** How a run is carried out. Never changes a bit of its result. */
export const runSettingsSchema = z.strictObject({
  /** Worker threads. Absent: as many as there are cores. */
  workers: z.int().min(1).max(256).optional(),
  /** Seconds of computing after which it stops, at the end of a generation; it can be resumed. Absent: no limit. */
  maxSeconds: z.number().gt(0).max(1e9).optional(),
});
export type RunSettings = z.infer<typeof runSettingsSchema>;

// ── What the window is shown ───────────────────────────────────────────────────────────────────────────────────

export interface AppInfo {
  readonly name: string;
  readonly version: string;
  readonly host: 'desktop' | 'browser';
  readonly database: string;
  readonly workers: number;
}

export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly bars: number;
  /** First and last bar, milliseconds since 1970, UTC. */
  readonly from: number;
  readonly to: number;
  /** SHA-256 of the columns, hexadecimal. */
  readonly hash: string;
}

export type RunState = 'running' | 'paused' | 'stopped' | 'finished' | 'failed' | 'interrupted';

export interface Run {
  readonly id: string;
  readonly name: string;
  readonly state: RunState;
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The last generation that is stored, −1 before the first. */
  readonly generation: number;
  readonly evaluations: number;
  readonly distinct: number;
  /** Seconds of computing so far, pauses left out. */
  readonly seconds: number;
  /** Evaluations a second of late, and estimated seconds left; null when not running. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly error: string | null;
  /** First line of the hall of fame, null before the first generation. */
  readonly best: Champion | null;
  /** Version of the engine that computes it, or computed it last. */
  readonly engine?: string;
  /** The run it went off from, and the last generation they share; null for a run that began by itself. */
  readonly fork?: ForkPoint | null;
}

/** The parent may have been deleted since: a fork holds all its generations itself. */
export interface ForkPoint {
  readonly run: string;
  readonly generation: number;
}

export interface Champion {
  readonly strategy: string;
  /** In the order of the experiment's objectives. */
  readonly fitness: readonly number[];
}

/** Minimum, average, maximum and deviation of one number over the population. */
export interface Summary {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly std: number;
}

/** One line of the logbook. Summaries of fitness leave out strategies with the worst fitness (they never traded). */
export interface LogbookRow {
  readonly generation: number;
  readonly evaluations: number;
  /** Of the distinct strategies met so far in the run. */
  readonly distinct: number;
  /** Individuals of this generation that have the worst fitness. */
  readonly failed: number;
  /** A summary per objective, in their order; null when every strategy failed. */
  readonly fitness: readonly (Summary | null)[];
  readonly size: Summary;
  readonly height: Summary;
  readonly seconds: number;
  /** SHA-256, hexadecimal, of the whole generation: genomes, fitnesses, and where the random numbers stand. */
  readonly digest: string;

  // Below, what rows of older versions do not have.

  /** Of the best of the generation on the validation periods, in the order of the objectives; null without such periods. */
  readonly validation?: readonly number[] | null;
  /** A line per objective as in `fitness`, then those of the size. */
  readonly quartiles?: { readonly fitness: readonly (Quartiles | null)[]; readonly size: Quartiles };
  /** Share of distinct strategies: as they are written, and those that differ only in the order of arguments counted once. */
  readonly diversity?: { readonly genomes: number; readonly structure: number };
  /** Of the front of the population, measured from doing nothing; null for a single objective. See main/workbench/row-statistics.ts. */
  readonly hypervolume?: number | null;
}

export interface IndividualView {
  readonly slot: number;
  readonly strategy: string;
  readonly fitness: readonly number[];
  readonly size: number;
  readonly height: number;
  /** Slots in the generation before; empty in generation 0. */
  readonly parents: readonly number[];
  readonly operator: string;
}

/** A part of a strategy: as text, and the nodes [start, end) of the strategy in postfix order (arguments before functions). */
export interface SubtreeView {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How an individual came to be. */
export interface OriginView {
  readonly generation: number;
  readonly slot: number;
  readonly strategy: string;
  readonly fitness: readonly number[];
  readonly operator: string;
  /** In the generation before; the first one is the one in whose place it stands. Empty in generation 0. */
  readonly parents: readonly { readonly slot: number; readonly strategy: string; readonly fitness: readonly number[] }[];
  /** The smallest subtree that differs from the first parent, there and here; null where nothing does. */
  readonly change: { readonly before: SubtreeView; readonly after: SubtreeView } | null;
}

export interface AncestorView {
  readonly generation: number;
  readonly slot: number;
  readonly operator: string;
  readonly parents: readonly number[];
  readonly fitness: readonly number[];
}

export interface LineageView {
  /** From the individual back along first parents, with what changed at each step. */
  readonly line: readonly OriginView[];
  /** The individual and all its ancestors, each once, by falling generation and then by slot. */
  readonly ancestors: readonly AncestorView[];
}

/** A strategy that could not be evaluated and got the worst fitness. */
export interface FailureView {
  readonly strategy: string;
  readonly reason: string;
  /** In which it was first met. */
  readonly generation: number;
  /** It hung or killed its worker, twice: the run never tries it again. */
  readonly quarantined: boolean;
  /** A line for the shell that evaluates it again. */
  readonly reproducer: string;
}

/** Two runs side by side. */
export interface Comparison {
  readonly runs: readonly [Run, Run];
  /** The settings in which they differ, by their names in the experiment file; undefined where a run does not have one. */
  readonly settings: readonly { readonly name: string; readonly values: readonly [unknown, unknown] }[];
  /** The metrics that are objectives of both, and the direction in which each is better in the first run. */
  readonly objectives: readonly { readonly metric: Metric; readonly better: 'higher' | 'lower' }[];
  /** A line for each generation that at least one of them has; null where one does not have it, or nobody traded. */
  readonly generations: readonly {
    readonly generation: number;
    /** For each of `objectives` the best and the mean of its population, for both runs. */
    readonly values: readonly { readonly best: Pair; readonly mean: Pair }[];
  }[];
  /** The first generation that both have and that is not the same to the last bit; null when there is none. */
  readonly firstDifference: number | null;
}
export type Pair = readonly [number | null, number | null];

export interface GenerationView {
  readonly row: LogbookRow;
  readonly individuals: readonly IndividualView[];
  readonly champion: IndividualView;
}

/** A node of a strategy's tree as it is drawn. */
export interface TreeNode {
  readonly label: string;
  readonly type: 'series' | 'signal' | 'period';
  readonly children: readonly TreeNode[];
}

export interface PeriodReport {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
  readonly winRate: number;
  readonly heldBars: number;
  readonly totalReturn: number;
  readonly buyAndHoldReturn: number;
}

export interface StrategyReport {
  readonly strategy: string;
  readonly tree: TreeNode;
  readonly size: number;
  readonly height: number;
  readonly lookback: number;
  /** [sharpe, maxDrawdown, winRate] averaged over the periods. */
  readonly fitness: readonly number[];
  readonly periods: readonly PeriodReport[];
  /** The same for the validation periods of the experiment, and for its holdout: null as long as that is sealed. */
  readonly validation?: readonly PeriodReport[];
  readonly holdout?: readonly PeriodReport[] | null;
  /**
   * Over all bars of the data set, a point a bar or fewer: growth of 1, and the fall from the maximum as a fraction. As long as the
   * holdout is sealed the strategy counts as flat there: neither curve moves.
   */
  readonly curve: {
    readonly time: Float64Array;
    readonly equity: Float64Array;
    readonly buyAndHold: Float64Array;
    readonly drawdown: Float64Array;
  };
}

/** A data set that was just imported, with what the user should know of how its file was understood. */
export interface ImportedDataset extends Dataset {
  readonly report?: {
    /** Such as `yyyy-mm-dd`, `dd/mm/yyyy` or `epoch (ms)`. */
    readonly dateFormat: string;
    /** Header names by the column of the bars that they became; null where the file has none. */
    readonly columns: Readonly<Record<string, string | null>>;
    readonly ignoredColumns: readonly string[];
    readonly duplicatesDropped: number;
    /** The first of them, by line; `warningCount` counts all. */
    readonly warnings: readonly { readonly line: number; readonly message: string }[];
    readonly warningCount: number;
  };
}

export interface BarsView {
  readonly time: Float64Array;
  readonly close: Float64Array;
}

export interface ExportedFiles {
  readonly files: readonly string[];
}

export const exportFormats = ['json', 'csv', 'typescript'] as const;
export type ExportFormat = (typeof exportFormats)[number];

// ── Commands ───────────────────────────────────────────────────────────────────────────────────────────────────

const nothing = z.strictObject({});
const run = z.string().min(1);

/** Every command, `noun.verb`, with the schema of its input. */
export const commands = {
  'app.info': nothing,
  'datasets.list': nothing,
  /** Imports text of a CSV file that the user dropped or chose in the window. */
  'datasets.import': z.strictObject({ name: z.string().min(1).max(300), text: z.string() }),
  /** Asks with the native dialog for a CSV file and imports it; null when the user cancels. */
  'datasets.open': nothing,
  'datasets.bars': z.strictObject({ dataset: z.string().min(1), points: z.int().min(2).max(20_000) }),
  'experiments.defaults': nothing,
  /** Everything that the experiment file can name. */
  'experiments.catalogue': nothing,
  /** The periods that a split would become on a data set. */
  'experiments.split': z.strictObject({ data: z.string().min(1), window: experimentSchema.shape.window, split: splitSchema }),
  'experiments.start': z.strictObject({ experiment: experimentSchema, settings: runSettingsSchema }),
  'runs.list': nothing,
  'runs.get': z.strictObject({ run }),
  'runs.pause': z.strictObject({ run }),
  'runs.resume': z.strictObject({ run }),
  'runs.stop': z.strictObject({ run }),
  'runs.delete': z.strictObject({ run }),
  'runs.logbook': z.strictObject({ run }),
  'runs.generation': z.strictObject({ run, generation: z.int().min(0) }),
  'runs.hallOfFame': z.strictObject({ run }),
  /** The best strategy of each generation on training and validation. */
  'runs.validation': z.strictObject({ run }),
  /** Null as long as the holdout is sealed. */
  'runs.holdout': z.strictObject({ run }),
  /** Opens the holdout; once it is open, the report that was made then. Every time is noted. */
  'runs.openHoldout': z.strictObject({ run }),
  /** Strategies that threw, hung or killed their worker. */
  'runs.failures': z.strictObject({ run }),
  /** A new run that shares generations 0 to `generation` and goes on with other settings. */
  'runs.fork': z.strictObject({
    run,
    generation: z.int().min(0),
    /** Fields of the experiment; those not named stay as they are, null takes away one that may be absent. */
    changes: z.record(z.string(), z.unknown()).default({}),
    settings: runSettingsSchema.default({}),
  }),
  'runs.compare': z.strictObject({ runs: z.tuple([run, run]) }),
  'runs.origin': z.strictObject({ run, generation: z.int().min(0), slot: z.int().min(0) }),
  'runs.lineage': z.strictObject({ run, generation: z.int().min(0), slot: z.int().min(0) }),
  'strategies.inspect': z.strictObject({ run, strategy: z.string().min(1).max(100_000) }),
  /** Looks for better numbers and periods in a strategy, by CMA-ES on the run's training periods. */
  'strategies.tune': z.strictObject({ run, strategy: z.string().min(1).max(100_000), steps: z.int().min(1).max(10_000).default(20) }),
  /** Asks with the native dialog where to save; null when the user cancels. */
  'exports.save': z.strictObject({ run, format: z.enum(exportFormats), top: z.int().min(1).max(1_000) }),
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof commands;
export type CommandInput<C extends CommandName> = z.input<(typeof commands)[C]>;
export type ParsedInput<C extends CommandName> = z.output<(typeof commands)[C]>;

export interface Results {
  'app.info': AppInfo;
  'datasets.list': readonly Dataset[];
  'datasets.import': ImportedDataset;
  'datasets.open': ImportedDataset | null;
  'datasets.bars': BarsView;
  'experiments.defaults': Experiment;
  'experiments.catalogue': Catalogue;
  'experiments.split': SplitPreview;
  'experiments.start': Run;
  'runs.list': readonly Run[];
  'runs.get': Run;
  'runs.pause': Run;
  'runs.resume': Run;
  'runs.stop': Run;
  'runs.delete': null;
  'runs.logbook': readonly LogbookRow[];
  'runs.generation': GenerationView;
  'runs.hallOfFame': readonly Champion[];
  'runs.validation': readonly ValidationRow[];
  'runs.holdout': HoldoutReport | null;
  'runs.openHoldout': HoldoutReport;
  'runs.failures': readonly FailureView[];
  'runs.fork': Run;
  'runs.compare': Comparison;
  'runs.origin': OriginView;
  'runs.lineage': LineageView;
  'strategies.inspect': StrategyReport;
  'strategies.tune': TunedStrategy;
  'exports.save': ExportedFiles | null;
}

// ── Replies and events ─────────────────────────────────────────────────────────────────────────────────────────

/** cancelled: say nothing. expected: the user can act on it. bug: ours; shown with a request to report it. */
export type ErrorKind = 'cancelled' | 'expected' | 'bug';

export interface Failure {
  readonly code: ErrorKind;
  readonly message: string;
  /** More lines for an expected error, such as every problem of a form or a file. */
  readonly details: readonly string[];
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** What main tells without being asked. `run.progress` comes at most ten times a second for each run. */
export interface Events {
  'run.progress': Run;
  'run.generation': { readonly run: string; readonly row: LogbookRow };
  'runs.changed': null;
  'datasets.changed': null;
}
export type EventName = keyof Events;
export const eventNames = ['run.progress', 'run.generation', 'runs.changed', 'datasets.changed'] as const satisfies readonly EventName[];

/** What the preload puts on `window.organism`. */
export interface Bridge {
  invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Reply<Results[C]>>;
  /** Calls back for every event of this name; returns the function that ends it. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}

/** Names of the two IPC channels. */
export const channels = { invoke: 'organism:invoke', event: 'organism:event' } as const;
