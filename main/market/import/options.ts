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
  /** Header names of columns, such as `{ close: 'Settle' }`. */
  readonly columns?: Partial<Readonly<Record<Role, string>>>;
  /** What to do with a line whose four prices are empty, `null` or `NaN`: an error (the default), or drop and count it. */
  readonly emptyRows?: 'error' | 'drop';
}

/** How the file was understood, and everything in it that a user should know of. */
export interface ImportReport {
  readonly delimiter: Delimiter;
  readonly decimal: '.' | ',';
  /** Line of the header, null when the file has none. */
  readonly header: number | null;
  /** Header name of each column that was used (a number, from 1, without a header); null where the file has none. */
  readonly columns: Readonly<Record<Role, string | null>>;
  /** Header names of the columns that were not used. */
  readonly ignoredColumns: readonly string[];
  /** Such as `yyyy-mm-dd`, `dd/mm/yyyy` or `epoch (ms)`. Times without a zone are taken as UTC. */
  readonly dateFormat: string;
  readonly order: 'oldest first' | 'newest first';
  /** Lines of the file, blank ones included. */
  readonly lines: number;
  readonly blankLines: number;
  /** Lines that repeat the bar before them, value for value. */
  readonly duplicatesDropped: number;
  readonly emptyRowsDropped: number;
  /** The first 20 of them, by line. */
  readonly warnings: readonly Problem[];
  readonly warningCount: number;
}
