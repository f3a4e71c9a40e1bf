/** The databank: strategies that are kept across runs, how alike they are, and what is written of them into files. */
import { z } from 'zod';
import type { Experiment, Metric } from './experiment.ts';

const strategyText = z.string().min(1).max(100_000);
const entry = z.int().min(1);

/** A strategy of a run, any text; or one of the databank: its own, or another text on its experiment and data. */
export const strategyRefSchema = z.union([
  z.strictObject({ run: z.string().min(1), strategy: strategyText }),
  z.strictObject({ entry, strategy: strategyText.exactOptional() }),
]);
export type StrategyRef = z.infer<typeof strategyRefSchema>;

/** Every metric of a strategy, each the mean over the periods. */
export type MetricValues = Readonly<Partial<Record<Metric, number>>>;

export interface DatabankEntry {
  readonly id: number;
  readonly strategy: string;
  /** The run may have been deleted since. */
  readonly run: { readonly id: string; readonly name: string; readonly exists: boolean };
  /** The run's last generation when this was added; its place in the hall of fame from 1, null for what is no part of it. */
  readonly generation: number;
  readonly rank: number | null;
  readonly dataset: { readonly id: string; readonly name: string; readonly hash: string; readonly exists: boolean };
  readonly objectives: Experiment['objectives'];
  readonly window: number;
  readonly engine: string;
  /** In the order of the objectives. */
  readonly fitness: readonly number[];
  /** On training and validation; null for one that holds no bar in some period, or without such periods. */
  readonly training: MetricValues | null;
  readonly validation: MetricValues | null;
  readonly size: number;
  readonly pinned: boolean;
  readonly tags: readonly string[];
  readonly note: string;
  readonly addedAt: number;
}

const tag = z.string().trim().min(1).max(60);
export const entryChangeSchema = z.strictObject({
  pinned: z.boolean().exactOptional(),
  addTags: z.array(tag).max(50).exactOptional(),
  removeTags: z.array(z.string()).max(50).exactOptional(),
  note: z.string().max(10_000).exactOptional(),
});

/** How the returns of strategies go together, on days (or bars of more than a day) that none of them keeps sealed. */
export interface CorrelationView {
  /** A square, row after row; NaN between strategies of different data, and where one never moves. */
  readonly matrix: Float64Array;
  /** For each strategy the place in `data` of what it was evolved on. */
  readonly of: readonly number[];
  readonly data: readonly {
    readonly hash: string;
    readonly name: string;
    /** What is counted, how many of them, and from when to when. */
    readonly unit: 'day' | 'bar';
    readonly count: number;
    readonly from: number;
    readonly to: number;
  }[];
}

/** Why an entry is folded under another one. */
export type FoldReason = 'same rule' | 'same decisions' | 'correlated';

export interface FoldView {
  /** The first of each group stands for all; those behind it say why. Entries that are like no other have a group of their own. */
  readonly groups: readonly {
    readonly entry: number;
    readonly folded: readonly { readonly entry: number; readonly reason: FoldReason; readonly correlation: number }[];
  }[];
}

// ── Export ─────────────────────────────────────────────────────────────────────────────────────────────────────

export const exportFormats = ['json', 'csv', 'typescript', 'trades'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How a format is written; each format takes those that mean something to it. */
export const exportOptionsSchema = z.strictObject({
  /** JSON: on several lines. Absent: true. */
  indent: z.boolean().exactOptional(),
  /** JSON: each strategy as a tree, too. Absent: true. */
  trees: z.boolean().exactOptional(),
  /** JSON, TypeScript: each strategy in plain English, too. Absent: true. */
  reading: z.boolean().exactOptional(),
  /** CSV: what stands between cells. Absent: a comma. */
  separator: z.enum([',', ';', '\t']).exactOptional(),
  /** CSV of strategies: what each did in each training period, too. Absent: true. */
  periods: z.boolean().exactOptional(),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

const how = { format: z.enum(exportFormats), options: exportOptionsSchema.default({}) };

/** The best of a run's hall of fame, or any strategies. */
export const exportSchema = z.union([
  z.strictObject({ run: z.string().min(1), top: z.int().min(1).max(1_000), ...how }),
  z.strictObject({ strategies: z.array(strategyRefSchema).min(1).max(5_000), ...how }),
]);

/** The very text that would be written, from its beginning. */
export interface ExportPreview {
  readonly name: string;
  readonly text: string;
  /** Of the whole file; the text may be shorter. */
  readonly characters: number;
  readonly lines: number;
}

const ids = z.array(entry).min(1).max(5_000);

/** Commands, as in `contract.ts`. */
export const databankCommands = {
  /** All that is kept, newest first. */
  'databank.list': z.strictObject({}),
  /** Keeps a strategy of a run, or of an entry, for good; one that is there already is marked. */
  'databank.pin': z.strictObject({ strategy: strategyRefSchema }),
  'databank.change': z.strictObject({ entries: ids, change: entryChangeSchema }),
  /** They can be restored for thirty days. */
  'databank.remove': z.strictObject({ entries: ids }),
  'databank.restore': z.strictObject({ entries: ids }),
  /** Entries that are nearly another one, under the first of their kind in the order given. */
  'databank.fold': z.strictObject({ entries: z.array(entry).max(2_000), threshold: z.number().min(0).max(1) }),
  'strategies.correlate': z.strictObject({ strategies: z.array(strategyRefSchema).min(1).max(200) }),
  /** Asks with the native dialog where to save; null when the user cancels. */
  'exports.save': exportSchema,
  'exports.preview': exportSchema,
} as const satisfies Record<string, z.ZodType>;

export interface DatabankResults {
  'databank.list': readonly DatabankEntry[];
  'databank.pin': DatabankEntry;
  'databank.change': readonly DatabankEntry[];
  'databank.remove': null;
  'databank.restore': null;
  'databank.fold': FoldView;
  'strategies.correlate': CorrelationView;
  'exports.save': { readonly files: readonly string[] } | null;
  'exports.preview': ExportPreview;
}
