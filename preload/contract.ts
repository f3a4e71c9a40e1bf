/**
 * What the window may ask of the main process, and what it is told: the one file that both sides import. What it is shown
 * stands beside it by noun (datasets, experiment, runs, strategies).
 * A command is a line in `commands` (name → zod schema of its input) and in `Results` (name → type of its result);
 * its handler stands in main/workbench. Nothing here runs beyond zod.
 */
import { z } from 'zod';
import { type DatabankResults, databankCommands, strategyRefSchema } from './databank.ts';
import { type DatasetResults, datasetCommands } from './datasets.ts';
import { type EngineStatus, engineSchema } from './engine.ts';
import { type Experiment, experimentSchema, splitSchema } from './experiment.ts';
import { type ImportResults, importCommands } from './imports.ts';
import { type PresetResults, presetCommands } from './presets.ts';
import { type Queue, whenSchema } from './queue.ts';
import type { AncestryColumns, IndividualDetail, PopulationColumns } from './replay.ts';
import type { CheckedStrategy, CurveView } from './report.ts';
import type {
  Catalogue,
  HoldoutOpening,
  HoldoutReport,
  SetReport,
  SplitPreview,
  TunedStrategy,
  UnusedSetting,
  ValidationRow,
} from './results.ts';
import type {
  Champion,
  Comparison,
  FailureView,
  GenerationView,
  LineageView,
  LogbookRow,
  OperatorCredit,
  OriginView,
  Run,
  Verification,
} from './runs.ts';
import { menuItemSchema, type Settings, settingsChangeSchema } from './settings.ts';
import type { StrategyReport } from './strategies.ts';
import type { WorkerActivity } from './workers.ts';

export * from './databank.ts';
export type * from './datasets.ts';
export * from './engine.ts';
export * from './experiment.ts';
export type * from './imports.ts';
export type * from './presets.ts';
export { type Queue, type When, whens } from './queue.ts';
export type * from './replay.ts';
export * from './report.ts';
export type * from './results.ts';
export type * from './runs.ts';
export {
  algorithmNames,
  crossoverNames,
  deduplicationNames,
  initialisationNames,
  islandAlgorithmNames,
  mutationNames,
  selectionNames,
} from './search.ts';
export * from './settings.ts';
export type * from './strategies.ts';
export type * from './workers.ts';

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

export interface ExportedFiles {
  readonly files: readonly string[];
}

export const replayFormats = ['gif', 'webm'] as const;
export type ReplayFormat = (typeof replayFormats)[number];

/** Separated by tabs, which spreadsheets take from the clipboard, or by commas. */
export const logbookFormats = ['tsv', 'csv'] as const;
export type LogbookFormat = (typeof logbookFormats)[number];

// ── Commands ───────────────────────────────────────────────────────────────────────────────────────────────────

const nothing = z.strictObject({});
const run = z.string().min(1);
const place = { generation: z.int().min(0), slot: z.int().min(0) };

/** Commands that may take seconds to answer, and can be told that nobody waits any more: `commands.cancel`. */
export const cancellable = ['strategies.inspect', 'strategies.curve', 'strategies.correlate', 'databank.fold', 'exports.preview'] as const;
export type Cancellable = (typeof cancellable)[number];

/** Every command, `noun.verb`, with the schema of its input. */
export const commands = {
  ...databankCommands,
  'app.info': nothing,
  'engine.status': nothing,
  /** Evaluates there from now on, when it can be reached; remembered. */
  'engine.use': engineSchema,
  'settings.get': nothing,
  'settings.change': settingsChangeSchema,
  /** What the window can do now, for the native menu; choosing a line there comes back as `menu.chosen`. */
  'menu.set': z.strictObject({ items: z.array(menuItemSchema).max(300) }),
  ...datasetCommands,
  ...importCommands,
  ...presetCommands,
  'experiments.defaults': nothing,
  /** Everything that the experiment file can name. */
  'experiments.catalogue': nothing,
  /** What the primitive set of an experiment and its limits make possible, before anything runs. */
  'experiments.checkSet': z.strictObject({ experiment: experimentSchema }),
  /** What the experiment sets and nothing in it looks at: no mistake, but worth a line. */
  'experiments.unused': z.strictObject({ experiment: experimentSchema }),
  /** The periods that a split would become on a data set. */
  'experiments.split': z.strictObject({ data: z.string().min(1), window: experimentSchema.shape.window, split: splitSchema }),
  'experiments.start': z.strictObject({ experiment: experimentSchema, settings: runSettingsSchema, when: whenSchema.default('now') }),
  'runs.list': nothing,
  'runs.get': z.strictObject({ run }),
  'runs.pause': z.strictObject({ run }),
  'runs.resume': z.strictObject({ run }),
  'runs.stop': z.strictObject({ run }),
  'runs.delete': z.strictObject({ run }),
  'runs.logbook': z.strictObject({ run }),
  /** Every column of the logbook, for a spreadsheet or a script. */
  'runs.logbookText': z.strictObject({ run, format: z.enum(logbookFormats) }),
  'runs.generation': z.strictObject({ run, generation: z.int().min(0) }),
  'runs.hallOfFame': z.strictObject({ run }),
  /** The best strategy of each generation on training and validation. */
  'runs.validation': z.strictObject({ run }),
  /** Every strategy of all generations that no other one dominates. */
  'runs.front': z.strictObject({ run }),
  /** How often each operator made a child better than its parent. */
  'runs.operators': z.strictObject({ run }),
  /** Null as long as the holdout is sealed. */
  'runs.holdout': z.strictObject({ run }),
  /** Which other runs had bars of this run's holdout opened: before it was opened itself, or so far. Oldest first. */
  'runs.holdoutOpenings': z.strictObject({ run }),
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
    when: whenSchema.default('now'),
  }),
  /** Computes it again from its seed and compares; asked again while that goes on, it waits for the same answer. */
  'runs.verify': z.strictObject({ run }),
  /** Whoever waits for `runs.verify` of this run is answered that it was cancelled. */
  'runs.cancelVerify': z.strictObject({ run }),
  'runs.compare': z.strictObject({ runs: z.tuple([run, run]) }),
  /** Generations `from` to `to`, both included, as columns. */
  'runs.populations': z
    .strictObject({ run, from: z.int().min(0), to: z.int().min(0) })
    .refine(({ from, to }) => from <= to && to - from < 64, { error: 'from 1 to 64 generations, in their order' }),
  /** A strategy with its tree, and what is different from its first parent, or from the individual at `against`. */
  'runs.individual': z.strictObject({ run, ...place, against: z.strictObject(place).nullable().default(null) }),
  /** An individual with all its ancestors, as columns. */
  'runs.ancestry': z.strictObject({ run, ...place }),
  'runs.origin': z.strictObject({ run, generation: z.int().min(0), slot: z.int().min(0) }),
  'runs.lineage': z.strictObject({ run, generation: z.int().min(0), slot: z.int().min(0) }),
  'queue.get': nothing,
  /** Puts a run that was stopped, interrupted or failed at the end of the queue. */
  'queue.add': z.strictObject({ run, settings: runSettingsSchema.default({}) }),
  /** To this place, from 1. */
  'queue.move': z.strictObject({ run, place: z.int().min(1) }),
  'queue.remove': z.strictObject({ run }),
  /** Starts the first one unless another run is computed, and each next one when that has ended. */
  'queue.go': nothing,
  /** What is computed goes on; no other run is started. */
  'queue.hold': nothing,
  /** What the workers did after `since` (milliseconds since 1970), and have in hand. Meant to be asked ten times a second at most. */
  'workers.activity': z.strictObject({ since: z.number() }),
  /** Whoever waits for this command with this input, as it was sent, is answered that it was cancelled. */
  'commands.cancel': z.strictObject({ command: z.enum(cancellable), input: z.unknown() }),
  'strategies.inspect': strategyRefSchema,
  /** The curve of its report from one time to another, with all the points that such a stretch needs. */
  'strategies.curve': z
    .strictObject({ of: strategyRefSchema, from: z.number(), to: z.number() })
    .refine(({ from, to }) => from <= to, { error: 'must not end before it begins' }),
  /** Reads a text as a strategy while it is being written; nothing is evaluated and nothing stored. */
  'strategies.check': z.strictObject({ strategy: z.string().max(100_000), window: experimentSchema.shape.window }),
  /** Looks for better numbers and periods in a strategy, by CMA-ES on the run's training periods. */
  'strategies.tune': z.strictObject({ run, strategy: z.string().min(1).max(100_000), steps: z.int().min(1).max(10_000).default(20) }),
  /** The logbook as CSV: asks as well; null when the user cancels. */
  'exports.logbook': z.strictObject({ run }),
  /** A replay that the window has drawn: asks with the native dialog where to save it; null when the user cancels. */
  'exports.saveReplay': z.strictObject({
    run,
    format: z.enum(replayFormats),
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0, { error: 'has to hold something' }),
  }),
} as const satisfies Record<string, z.ZodType>;

export type CommandName = keyof typeof commands;
/** Commands about experiments to start from, and about what is said of runs. */
export type PresetCommand = keyof PresetResults;
/** Commands about data sets and files of them. */
export type DataCommand = keyof DatasetResults | keyof ImportResults;
export type CommandInput<C extends CommandName> = z.input<(typeof commands)[C]>;
export type ParsedInput<C extends CommandName> = z.output<(typeof commands)[C]>;

export interface Results extends DatabankResults, DatasetResults, ImportResults, PresetResults {
  'app.info': AppInfo;
  'engine.status': EngineStatus;
  'engine.use': EngineStatus;
  'settings.get': Settings;
  'settings.change': Settings;
  'menu.set': null;
  'experiments.defaults': Experiment;
  'experiments.catalogue': Catalogue;
  'experiments.checkSet': SetReport;
  'experiments.unused': readonly UnusedSetting[];
  'experiments.split': SplitPreview;
  'experiments.start': Run;
  'runs.list': readonly Run[];
  'runs.get': Run;
  'runs.pause': Run;
  'runs.resume': Run;
  'runs.stop': Run;
  'runs.delete': null;
  'runs.logbook': readonly LogbookRow[];
  'runs.logbookText': string;
  'runs.generation': GenerationView;
  'runs.hallOfFame': readonly Champion[];
  'runs.validation': readonly ValidationRow[];
  'runs.front': readonly Champion[];
  'runs.operators': readonly OperatorCredit[];
  'runs.holdout': HoldoutReport | null;
  'runs.holdoutOpenings': readonly HoldoutOpening[];
  'runs.openHoldout': HoldoutReport;
  'runs.failures': readonly FailureView[];
  'runs.fork': Run;
  'runs.verify': Verification;
  'runs.cancelVerify': null;
  'runs.compare': Comparison;
  'runs.populations': readonly PopulationColumns[];
  'runs.individual': IndividualDetail;
  'runs.ancestry': AncestryColumns;
  'runs.origin': OriginView;
  'runs.lineage': LineageView;
  'queue.get': Queue;
  'queue.add': Queue;
  'queue.move': Queue;
  'queue.remove': Queue;
  'queue.go': Queue;
  'queue.hold': Queue;
  'workers.activity': WorkerActivity;
  'commands.cancel': null;
  'strategies.inspect': StrategyReport;
  'strategies.curve': CurveView;
  'strategies.check': CheckedStrategy;
  'strategies.tune': TunedStrategy;
  'exports.logbook': ExportedFiles | null;
  'exports.saveReplay': ExportedFiles | null;
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
  /** It is not computed any more: finished, failed, stopped or interrupted. */
  'run.ended': Run;
  /** Of `runs.verify`: the generations 0 to `generation`, of which the run has `last` after the first, are the same. As often. */
  'run.verifying': { readonly run: string; readonly generation: number; readonly last: number };
  'runs.changed': null;
  'datasets.changed': null;
  'presets.changed': null;
  /** Who computes: at most about once a second. */
  'engine.changed': EngineStatus;
  'settings.changed': Settings;
  /** The id of the command that the user chose in the native menu. */
  'menu.chosen': string;
  'databank.changed': null;
}
export type EventName = keyof Events;
export const eventNames = [
  'run.progress',
  'run.generation',
  'run.ended',
  'run.verifying',
  'runs.changed',
  'datasets.changed',
  'presets.changed',
  'engine.changed',
  'settings.changed',
  'menu.chosen',
  'databank.changed',
] as const satisfies readonly EventName[];

/** What the preload puts on `window.organism`. */
export interface Bridge {
  invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Reply<Results[C]>>;
  /** Calls back for every event of this name; returns the function that ends it. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void;
}

/** Names of the two IPC channels. */
export const channels = { invoke: 'organism:invoke', event: 'organism:event' } as const;
