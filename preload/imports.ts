/** A file of bars on its way in: what was recognised, what is wrong, and what the user may choose. */
import { z } from 'zod';
import { datasetName, type ImportedDataset } from './datasets.ts';

export const barRoles = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
export type BarRole = (typeof barRoles)[number];

const rowPolicy = z.enum(['error', 'drop']);

/** What to take as given; what is left out is recognised. The flags of `organism import`. */
export const importOptionsSchema = z.strictObject({
  delimiter: z.enum(['\t', ';', '|', ',']).exactOptional(),
  decimal: z.enum(['.', ',']).exactOptional(),
  dateFormat: z.enum(['dmy', 'mdy', 'ymd']).exactOptional(),
  /** Of times that name none, such as `America/New_York`. */
  timeZone: z.string().min(1).max(100).exactOptional(),
  /** Names of columns by what they are; numbers from 1 without a header. */
  columns: z.partialRecord(z.enum(barRoles), z.string().min(1).max(1_000)).exactOptional(),
  /** Which instrument of several. */
  symbol: z.string().max(1_000).exactOptional(),
  emptyRows: rowPolicy.exactOptional(),
  badRows: rowPolicy.exactOptional(),
  duplicates: z.enum(['error', 'first', 'last']).exactOptional(),
  unordered: z.enum(['error', 'sort']).exactOptional(),
});
export type GivenImportOptions = z.infer<typeof importOptionsSchema>;

/** Problems of one kind have one remedy: see main/market/errors.ts. */
export type ImportFindingKind =
  | 'columns'
  | 'symbols'
  | 'date-order'
  | 'times'
  | 'time-zone'
  | 'numbers'
  | 'fields'
  | 'empty-rows'
  | 'ranges'
  | 'order'
  | 'duplicates'
  | 'volume'
  | 'gaps';

export interface ImportFinding {
  readonly line: number;
  readonly kind: ImportFindingKind;
  readonly message: string;
}

/** Findings of one sort: the first some thousand, and how many there are of each kind. */
export interface ImportFindings {
  readonly listed: readonly ImportFinding[];
  readonly count: number;
  readonly byKind: Readonly<Partial<Record<ImportFindingKind, number>>>;
}

/** How the file was understood. */
export interface Recognised {
  readonly format: 'csv' | 'parquet';
  /** Null for Parquet. */
  readonly delimiter: string | null;
  readonly decimal: '.' | ',';
  /** Its line; null when the file has none. */
  readonly header: number | null;
  readonly columns: Readonly<Record<BarRole, string | null>>;
  readonly ignoredColumns: readonly string[];
  readonly dateFormat: string;
  /** `none` for dates without a time of day. */
  readonly timeZone: string;
  readonly symbols: readonly string[];
  readonly order: 'oldest first' | 'newest first' | 'sorted';
  readonly lines: number;
  readonly duplicatesDropped: number;
  readonly emptyRowsDropped: number;
  readonly badRowsDropped: number;
  readonly otherSymbolsDropped: number;
}

/** What the bars will be. */
export interface BarFacts {
  readonly bars: number;
  /** First and last bar, milliseconds since 1970, UTC. */
  readonly from: number;
  readonly to: number;
  /** Milliseconds between two bars. */
  readonly barSize: number;
}

/** A file as it would be imported, before anything is kept of it. */
export interface ImportPreview {
  /** Until it is accepted or cancelled. */
  readonly id: string;
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** What the data set would be called. */
  readonly name: string;
  /** What findings count: lines of a text, rows of a table. */
  readonly place: 'line' | 'row';
  /** Of all columns, empty when none can be made out. */
  readonly columns: readonly string[];
  /** The first lines as they stand in the file. */
  readonly sample: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly recognised: Recognised | null;
  /** Null as long as there are problems. */
  readonly facts: BarFacts | null;
  /** Closing prices, thinned, to recognise the data by; null as long as there are problems. */
  readonly closes: { readonly time: Float64Array; readonly close: Float64Array } | null;
  readonly problems: ImportFindings;
  readonly warnings: ImportFindings;
  readonly gaps: ImportFindings;
  /** The data set that has these very bars already. */
  readonly known: { readonly id: string; readonly name: string } | null;
}

const id = z.string().min(1).max(100);

export const importCommands = {
  /** Asks with the native dialog for a file and examines it; null when the user cancels. */
  'imports.open': z.strictObject({}),
  /** Announces a file of so many bytes, which come in pieces. */
  'imports.begin': z.strictObject({ name: z.string().min(1).max(300), size: z.int().min(0) }),
  'imports.append': z.strictObject({ id, bytes: z.instanceof(Uint8Array) }),
  /** Reads the file with these options, as often as they change. */
  'imports.examine': z.strictObject({ id, options: importOptionsSchema }),
  /** Keeps the bars as they were examined last. */
  'imports.accept': z.strictObject({ id, name: datasetName }),
  'imports.cancel': z.strictObject({ id }),
} as const;

export interface ImportResults {
  'imports.open': ImportPreview | null;
  'imports.begin': { readonly id: string };
  'imports.append': null;
  'imports.examine': ImportPreview;
  'imports.accept': ImportedDataset;
  'imports.cancel': null;
}
