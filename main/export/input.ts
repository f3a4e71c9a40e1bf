import type { ObjectiveName } from '../backtest/objectives/registry.ts';
import type { Bars, Period } from '../market/bars.ts';
import type { Returns } from '../market/validation/split.ts';
import type { Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';

/** Everything that an export may tell about strategies of one run: no format reads a file or a database. */
export interface ExportInput {
  /** The run's id. */
  readonly run: string;
  /** Version of the program that evolved the strategies. */
  readonly engine: string;
  /** The parameters of the experiment: anything that JSON can hold, written as it stands. */
  readonly experiment: object;
  readonly dataset: {
    readonly name: string;
    readonly source: string;
    /** SHA-256 of the bars (`dataHash`), hexadecimal. */
    readonly hash: string;
    readonly bars: number;
    /** First and last bar: milliseconds since 1970, UTC. */
    readonly from: number;
    readonly to: number;
  };
  /** The bars of that data set, for dates and for metrics of each period. */
  readonly bars: Bars;
  readonly periods: readonly Period[];
  readonly window: number;
  readonly seed: number;
  /** The names that fitness values go by, in their order. A positive weight: more is better. */
  readonly objectives: readonly { readonly metric: ObjectiveName; readonly weight: number }[];
  /** Best first. */
  readonly strategies: readonly ExportedStrategy[];
  /** Returns of a holdout that nobody has opened: nothing that is written tells of them. Absent: none. */
  readonly sealed?: readonly Returns[];
}

/** How a format is written; each takes those that mean something to it. */
export interface ExportOptions {
  /** JSON: on several lines, set in. Absent: true. */
  readonly indent?: boolean;
  /** JSON: each strategy as a tree, too. Absent: true. */
  readonly trees?: boolean;
  /** JSON, TypeScript: each strategy in plain English, too. Absent: true. */
  readonly reading?: boolean;
  /** CSV: what stands between cells. Absent: a comma. */
  readonly separator?: ',' | ';' | '\t';
  /** CSV of strategies: what each did in each period of its training, too. Absent: true. */
  readonly periods?: boolean;
}

export interface ExportedStrategy {
  readonly genome: Genome;
  /** A value for each of the objectives, in their order. */
  readonly fitness: Fitness;
}

/** A file to write: its name without a folder, and its text. */
export interface ExportFile {
  readonly name: string;
  readonly text: string;
}
