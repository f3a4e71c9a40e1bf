/** Data sets as the window is shown them, and what can be asked of them. */
import { z } from 'zod';

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

/** Where bars are missing: behind the bar at `after`, so many of the usual size as there is room for. */
export interface GapView {
  readonly after: number;
  readonly from: number;
  readonly to: number;
  readonly bars: number;
}

/** A stretch of a data set as candles of `step` bars each, begun at multiples of it. Columns of equal length. */
export interface CandlesView {
  /** Of the whole data set. */
  readonly bars: number;
  readonly step: number;
  /** The place of each candle's first bar. */
  readonly start: Float64Array;
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** In the stretch; of a great many the largest. */
  readonly gaps: readonly GapView[];
}

export interface DatasetDetail {
  /** Milliseconds between two bars. */
  readonly barSize: number;
  readonly barsPerYear: number;
  readonly low: number;
  readonly high: number;
  readonly hasVolume: boolean;
  /** The first of them. */
  readonly gaps: readonly GapView[];
  readonly gapCount: number;
  /** The numbers of the runs that were made on it. */
  readonly runs: readonly string[];
}

const dataset = z.string().min(1);
const place = z.number().min(-1e9).max(1e9);
export const datasetName = z.string().trim().min(1).max(200);

export const datasetCommands = {
  'datasets.list': z.strictObject({}),
  /** Imports the text of a CSV file at once, without a preview. */
  'datasets.import': z.strictObject({ name: z.string().min(1).max(300), text: z.string() }),
  /** Closing prices, thinned so that no extreme is lost: of all bars, or of those that opened from one time to another. */
  'datasets.bars': z.strictObject({
    dataset,
    points: z.int().min(2).max(20_000),
    from: z.number().exactOptional(),
    to: z.number().exactOptional(),
  }),
  /** The bars [from, to) as about `count` candles. */
  'datasets.candles': z.strictObject({ dataset, from: place, to: place, count: z.int().min(1).max(20_000) }),
  'datasets.detail': z.strictObject({ dataset }),
  'datasets.rename': z.strictObject({ dataset, name: datasetName }),
  /** Refused as long as there are runs on it. */
  'datasets.delete': z.strictObject({ dataset }),
} as const;

export interface DatasetResults {
  'datasets.list': readonly Dataset[];
  'datasets.import': ImportedDataset;
  'datasets.bars': BarsView;
  'datasets.candles': CandlesView;
  'datasets.detail': DatasetDetail;
  'datasets.rename': Dataset;
  'datasets.delete': null;
}
