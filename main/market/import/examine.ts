import { type Bars, barsOver } from '../bars.ts';
import { type Finding, Findings, MarketDataError, type ProblemKind } from '../errors.ts';
import { findGaps } from '../gaps.ts';
import type { ImportOptions, ImportReport } from './options.ts';
import { iso, orderRows } from './order.ts';
import type { Rows } from './rows.ts';
import { readTimes, type TimeColumn } from './times.ts';
import { withTimeZone } from './wall-clock.ts';

/** What is in a file: how it was understood, its bars if there is nothing that forbids it, and every problem found. */
export interface Examination {
  /** What the numbers of findings count. */
  readonly place: 'line' | 'row';
  /** The names of all columns, and the first lines as they stand there. */
  readonly columns: readonly string[];
  readonly sample: readonly Sample[];
  /** Null when no columns can be made out. */
  readonly report: ImportReport | null;
  /** Null as long as there is a problem. */
  readonly bars: Bars | null;
  readonly problems: Findings;
  readonly warnings: Findings;
  /** Stretches without bars, beside the warnings: they are no fault of the file. */
  readonly gaps: readonly Finding[];
}

/** As `TimeColumn`. */
export type TypedTimes = Pick<TimeColumn, 'format' | 'local'>;

export interface Sample {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How many lines a sample shows. */
export const SAMPLED = 8;

/** What the reader of a format has found out, before times and order are looked at. */
export interface FoundRows {
  readonly place: 'line' | 'row';
  readonly columns: readonly string[];
  readonly sample: readonly Sample[];
  readonly rows: Rows;
  /** Of the last line, when there is no row to name. */
  readonly totalLines: number;
  readonly layout: Pick<ImportReport, 'format' | 'delimiter' | 'header' | 'columns' | 'ignoredColumns' | 'lines' | 'blankLines'>;
  /** Where the format has a type for times, the cells are milliseconds; otherwise they are texts that have to be read. */
  readonly typed?: TypedTimes;
  readonly options: ImportOptions;
  readonly problems: Findings;
  readonly warnings: Findings;
}

/** Reads the times, brings the rows into their order, and says how everything was understood. */
export function examineRows(found: FoundRows): Examination {
  const { rows, options, problems, warnings, place, columns, sample, layout } = found;
  const { symbols } = rows;
  if (rows.count === 0 && problems.count === 0) {
    const message =
      options.symbol !== undefined && symbols.length > 0
        ? `expected lines of ${options.symbol}, found ${listed(symbols)}`
        : 'expected lines of prices, found none';
    problems.add(found.totalLines, message, options.symbol === undefined ? 'columns' : 'symbols');
  }
  if (symbols.length > 1 && options.symbol === undefined) {
    const message = `expected one instrument, found ${symbols.length}: ${listed(symbols)}: take one of them with the option symbol`;
    problems.add(rows.lines[0] ?? 1, message, 'symbols');
  }
  const times = rows.count === 0 ? NO_TIMES : readTimesOf(found);
  const zone = withTimeZone(times, rows, options, sinkOf(found));
  const dropped = withoutTimes(rows, zone.time);
  if (problems.count === 0 && dropped.rows.count === 0) problems.add(found.totalLines, 'expected lines of prices, found none', 'columns');
  // Bad lines do not hide what else is wrong; times that mean nothing yet would only seem to be out of order.
  const readable = dropped.rows.count > 0 && meaningless.every((kind) => !problems.counts.has(kind));
  const order = readable ? orderRows(dropped.rows, dropped.time, found) : null;
  const bars = order && problems.count === 0 ? barsOf(dropped.rows, dropped.time, order.rows) : null;
  const report: ImportReport = {
    ...layout,
    decimal: rows.decimal,
    dateFormat: times.format,
    timeZone: zone.name,
    symbols,
    order: order?.order ?? 'oldest first',
    duplicatesDropped: order?.duplicatesDropped ?? 0,
    emptyRowsDropped: rows.emptyRowsDropped,
    badRowsDropped: rows.badRowsDropped + (options.badRows === 'drop' ? dropped.count : 0),
    otherSymbolsDropped: rows.otherSymbolsDropped,
    warnings: warnings.listed.slice(0, REPORTED).map(({ line, message }) => ({ line, message })),
    warningCount: warnings.count,
  };
  const gaps = bars && order ? gapFindings(bars, (bar) => dropped.rows.lines[order.rows[bar]!]!) : [];
  return { place, columns, sample, report, bars, problems, warnings, gaps };
}

const meaningless = ['columns', 'date-order', 'symbols'] as const satisfies readonly ProblemKind[];

/** How many warnings a report holds. */
const REPORTED = 20;

const NO_TIMES: TimeColumn = { time: new Float64Array(0), format: 'unknown', local: false };

const listed = (names: readonly string[]) => `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;

/** Where what is wrong with a single time goes: to the problems, or to what was dropped. */
function sinkOf({ options, problems, warnings }: FoundRows) {
  return {
    add(line: number, message: string, kind: ProblemKind): void {
      const drop = options.badRows === 'drop' && (kind === 'times' || kind === 'time-zone');
      if (drop) warnings.add(line, `dropped: ${message}`, kind);
      else problems.add(line, message, kind);
    },
  };
}

function readTimesOf(found: FoundRows): TimeColumn {
  const { rows, options, typed } = found;
  if (typed) {
    const time = Float64Array.from(rows.times, (cell) => (typeof cell === 'number' ? cell : Number.NaN));
    const sink = sinkOf(found);
    time.forEach((t, i) => {
      if (Number.isNaN(t)) sink.add(rows.lines[i]!, 'time: expected a timestamp, found nothing', 'times');
    });
    return { ...typed, time };
  }
  return readTimes({ cells: rows.times.map(String), lines: rows.lines }, sinkOf(found), options.dateFormat);
}

/** The rows whose time could be read. */
function withoutTimes(rows: Rows, time: Float64Array): { rows: Rows; time: Float64Array; count: number } {
  const count = time.reduce((sum, t) => sum + (Number.isNaN(t) ? 1 : 0), 0);
  if (count === 0) return { rows, time, count };
  const kept = (_: unknown, i: number) => !Number.isNaN(time[i]!);
  const { lines, times, open, high, low, close, volume } = rows;
  const columns = { open: open.filter(kept), high: high.filter(kept), low: low.filter(kept), close: close.filter(kept) };
  const rest = { lines: lines.filter(kept), times: times.filter(kept), volume: volume.filter(kept), count: rows.count - count };
  return { rows: { ...rows, ...columns, ...rest }, time: time.filter(kept), count };
}

function barsOf(rows: Rows, time: Float64Array, kept: Uint32Array): Bars {
  const bars = barsOver(new ArrayBuffer(kept.length * 48), kept.length);
  for (let i = 0; i < kept.length; i++) {
    const row = kept[i]!;
    bars.time[i] = time[row]!;
    bars.open[i] = rows.open[row]!;
    bars.high[i] = rows.high[row]!;
    bars.low[i] = rows.low[row]!;
    bars.close[i] = rows.close[row]!;
    bars.volume[i] = rows.volume[row]!;
  }
  return bars;
}

const gapFindings = (bars: Bars, lineOf: (bar: number) => number): Finding[] =>
  findGaps(bars.time).map(({ after, from, to, bars: missing }) => ({
    line: lineOf(after + 1),
    message: `no bars between ${iso(from)} and ${iso(to)}: room for ${missing.toLocaleString('en-US')}`,
    kind: 'gaps',
  }));

/** An examination of a file in which not even columns can be made out. */
export function refusedExamination(error: MarketDataError, sample: readonly Sample[], limit: number): Examination {
  const problems = new Findings(limit);
  for (const { line, message } of error.problems) problems.add(line, message, error.kind);
  const { place, columns = [] } = error;
  return { place, columns, sample, report: null, bars: null, problems, warnings: new Findings(limit), gaps: [] };
}

/** @throws MarketDataError with its problems, when it has any */
export function checkExamination({ bars, report, problems, place }: Examination): { readonly bars: Bars; readonly report: ImportReport } {
  if (bars && report) return { bars, report };
  throw new MarketDataError(problems.listed, { count: problems.count, place });
}
