import type { Problem } from '../errors.ts';

export const delimiters = ['\t', ';', '|', ','] as const;
export type Delimiter = (typeof delimiters)[number];

/** Order of day, month and year in dates such as 03/04/2005. */
export type DateFormat = 'dmy' | 'mdy' | 'ymd';

/** The columns that bars are made of. `clock` is a time of day that stands apart from the date. */
export const roles = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
export type Role = (typeof roles)[number];

/** What to take as given; everything that is left out is recognised from the file. */
export interface ImportOptions {
  readonly delimiter?: Delimiter;
  /** The decimal sign of prices. */
  readonly decimal?: '.' | ',';
  readonly dateFormat?: DateFormat;
  /** Zone of the times that name none, such as `America/New_York`; UTC when absent. Dates without a time of day have no zone. */
  readonly timeZone?: string;
  /** Header names of columns (numbers from 1 where there is no header), such as `{ close: 'Settle' }`. */
  readonly columns?: Partial<Readonly<Record<Role, string>>>;
  /** Which instrument to take of a file that holds several. */
  readonly symbol?: string;
  /** What to do with a line whose four prices are empty, `null` or `NaN`: an error (the default), or drop and count it. */
  readonly emptyRows?: 'error' | 'drop';
  /** What to do with a line that cannot be read, or whose high is below its low: an error, or drop and count it. */
  readonly badRows?: 'error' | 'drop';
  /** Which of several bars of one time to take when they differ: none, which is an error, the first or the last of the file. */
  readonly duplicates?: 'error' | 'first' | 'last';
  /** What to do with lines that do not run one way in time: an error, or sort them. */
  readonly unordered?: 'error' | 'sort';
}

/** How the file was understood, and everything in it that a user should know of. */
export interface ImportReport {
  readonly format: 'csv' | 'parquet';
  /** Null for Parquet. */
  readonly delimiter: Delimiter | null;
  readonly decimal: '.' | ',';
  /** Line of the header, null when the file has none. */
  readonly header: number | null;
  /** Header name of each column that was used (a number, from 1, without a header); null where the file has none. */
  readonly columns: Readonly<Record<Role, string | null>>;
  /** Header names of the columns that were not used. */
  readonly ignoredColumns: readonly string[];
  /** Such as `yyyy-mm-dd`, `dd/mm/yyyy` or `epoch (ms)`. */
  readonly dateFormat: string;
  /** Of the times in the file: a name such as `America/New_York`, `UTC`, or `none` for dates without a time of day. */
  readonly timeZone: string;
  /** The instruments that the file holds, where a column says so. */
  readonly symbols: readonly string[];
  readonly order: 'oldest first' | 'newest first' | 'sorted';
  /** Lines of the file, blank ones included. */
  readonly lines: number;
  readonly blankLines: number;
  /** Lines that repeat the bar before them, value for value, and those that `duplicates` left out. */
  readonly duplicatesDropped: number;
  readonly emptyRowsDropped: number;
  readonly badRowsDropped: number;
  /** Lines of other instruments. */
  readonly otherSymbolsDropped: number;
  /** The first 20 of them, by line. */
  readonly warnings: readonly Problem[];
  readonly warningCount: number;
}
