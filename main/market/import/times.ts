import type { ProblemKind } from '../errors.ts';
import { parseClock } from './clock.ts';
import type { DateFormat } from './options.ts';

export interface TimeColumn {
  /** Milliseconds since 1970, those without a zone as if they were UTC. NaN for what cannot be read. */
  readonly time: Float64Array;
  readonly format: string;
  /** Whether times that name no zone stand on a clock somewhere: not for epochs. */
  readonly local: boolean;
}

interface Sink {
  add(line: number, message: string, kind: ProblemKind): void;
}

interface Cells {
  readonly cells: readonly string[];
  /** The line on which each cell stands. */
  readonly lines: ArrayLike<number>;
}

/** Numbers smaller than this, as an epoch in seconds, are days of 1970 to 1973: more likely they are no epoch at all. */
const SMALLEST_EPOCH = 1e8;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A way of writing dates in which day, month and year are told apart by their form alone. */
interface Calendar {
  readonly format: string;
  readonly pattern: RegExp;
  /** Which groups of the pattern hold the year, the month and the day; the rest of the cell is the last group. */
  readonly groups: readonly [year: number, month: number, day: number];
}

const calendars: readonly Calendar[] = [
  { format: 'yyyy-mm-dd', pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(.*)$/, groups: [1, 2, 3] },
  { format: 'yyyy.mm.dd', pattern: /^(\d{4})\.(\d{1,2})\.(\d{1,2})(?!\d)(.*)$/, groups: [1, 2, 3] },
  { format: 'yyyy/mm/dd', pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?!\d)(.*)$/, groups: [1, 2, 3] },
  {
    format: 'yyyymmdd',
    pattern: /^((?:18|19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])((?:[ T].*|\d{4}|\d{6})?)$/,
    groups: [1, 2, 3],
  },
  { format: 'mmm d yyyy', pattern: /^([a-z]{3,9})\.? +(\d{1,2}),? +(\d{4}|\d\d)(?!\d)(.*)$/i, groups: [3, 1, 2] },
  { format: 'd mmm yyyy', pattern: /^(\d{1,2})[- ]([a-z]{3,9})\.?[-, ] *(\d{4}|\d\d)(?!\d)(.*)$/i, groups: [3, 2, 1] },
];
const numeric = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)(?!\d)(.*)$/;
const epoch = /^-?\d+(\.\d+)?$/;

/**
 * Reads a whole column of dates, dates with times, or epochs. The form of the first cell that is a time has to be that
 * of all; which of day and month comes first is decided by every cell together. What cannot be read goes to `problems`.
 */
export function readTimes(column: Cells, problems: Sink, dateFormat?: DateFormat): TimeColumn {
  const { cells, lines } = column;
  for (const cell of cells) {
    const calendar = calendars.find(({ pattern }) => pattern.test(cell));
    if (calendar) return readCalendar(column, calendar, problems);
    if (numeric.test(cell)) return readNumeric(column, problems, dateFormat);
    if (epoch.test(cell)) return readEpochs(column, problems);
  }
  problems.add(lines[0]!, `time: expected ${EXPECTED}, found '${cells[0]}'`, 'columns');
  return { time: new Float64Array(cells.length), format: 'unknown', local: false };
}

const EXPECTED = 'a date such as 2020-01-31, 20200131, 31.01.2020 or 31-Jan-2020, or an epoch in s, ms, us or ns';

function readCalendar({ cells, lines }: Cells, { format, pattern, groups }: Calendar, problems: Sink): TimeColumn {
  const time = cells.map((cell, i) => {
    const parts = pattern.exec(cell);
    const at = parts ? moment(yearOf(parts[groups[0]]!), monthOf(parts[groups[1]]!), Number(parts[groups[2]]), parts[4]!) : Number.NaN;
    if (Number.isNaN(at)) problems.add(lines[i]!, `time: expected ${format}, with or without a time of day, found '${cell}'`, 'times');
    return at;
  });
  return { time: Float64Array.from(time), format, local: true };
}

function readNumeric(column: Cells, problems: Sink, dateFormat?: DateFormat): TimeColumn {
  const order = dateFormat ?? decideOrder(column, problems);
  const separator = numeric.exec(column.cells.find((cell) => numeric.test(cell)) ?? '')?.[2] ?? '/';
  const [first, second, third] = { dmy: ['dd', 'mm', 'yyyy'], mdy: ['mm', 'dd', 'yyyy'], ymd: ['yy', 'mm', 'dd'] }[order ?? 'dmy'];
  const format = `${first}${separator}${second}${separator}${third}`;
  const time = new Float64Array(column.cells.length);
  if (order === null) return { time, format, local: true };
  column.cells.forEach((cell, i) => {
    const [, a = '', , b = '', c = '', rest = ''] = numeric.exec(cell) ?? [];
    const [year, month, day] = { dmy: [c, b, a], mdy: [c, a, b], ymd: [a, b, c] }[order] as [string, string, string];
    time[i] = moment(yearOf(year), Number(month || Number.NaN), Number(day), rest);
    if (Number.isNaN(time[i]))
      problems.add(column.lines[i]!, `time: expected ${format}, with or without a time of day, found '${cell}'`, 'times');
  });
  return { time, format, local: true };
}

/** Which of two numbers is the day: the one that is larger than 12 somewhere in the column. Null when nothing tells. */
function decideOrder({ cells, lines }: Cells, problems: Sink): 'dmy' | 'mdy' | null {
  let firstIsDay = -1;
  let secondIsDay = -1;
  cells.forEach((cell, i) => {
    const [, a, , b] = numeric.exec(cell) ?? [];
    if (firstIsDay < 0 && Number(a) > 12) firstIsDay = i;
    if (secondIsDay < 0 && Number(b) > 12) secondIsDay = i;
  });
  if (firstIsDay >= 0 && secondIsDay >= 0) {
    const [early, late] = [Math.min(firstIsDay, secondIsDay), Math.max(firstIsDay, secondIsDay)];
    const message = `time: '${cells[late]}' does not have day and month in the order of '${cells[early]}' on line ${lines[early]}: write all dates the same way`;
    problems.add(lines[late]!, message, 'date-order');
    return null;
  }
  if (firstIsDay >= 0) return 'dmy';
  if (secondIsDay >= 0) return 'mdy';
  // Between dots the day comes first wherever dates are written so.
  if (numeric.exec(cells[0]!)?.[2] === '.') return 'dmy';
  problems.add(
    lines[0]!,
    `time: '${cells[0]}' may begin with the day or the month, and no date of the file tells: give the option date-format, dmy or mdy`,
    'date-order',
  );
  return null;
}

function readEpochs({ cells, lines }: Cells, problems: Sink): TimeColumn {
  const units = new Set<string>();
  let largest = 0;
  const time = Float64Array.from(cells, (cell, i) => {
    if (!epoch.test(cell)) {
      problems.add(lines[i]!, `time: expected an epoch in s, ms, us or ns, found '${cell}'`, 'times');
      return Number.NaN;
    }
    const value = Number(cell);
    const size = Math.abs(value);
    largest = Math.max(largest, size);
    if (size < 1e11) return units.add('s') && value * 1000;
    if (size < 1e14) return units.add('ms') && value;
    if (size < 1e17) return units.add('us') && value / 1000;
    units.add('ns');
    // More digits than a float64 holds: the milliseconds are cut off as text.
    const digits = cell.replace(/\..*/, '');
    return Number(digits.slice(0, -6)) + Math.sign(value) * (Number(digits.slice(-6)) / 1e6);
  });
  if (largest < SMALLEST_EPOCH) problems.add(lines[0]!, `time: expected ${EXPECTED}, found '${cells[0]}'`, 'columns');
  return { time, format: `epoch (${[...units].join(' and ')})`, local: false };
}

/** Two-digit years as POSIX reads them: 69 to 99 lie in the 1900s. */
const yearOf = (text: string): number => (text.length > 2 ? Number(text) : Number(text) + (Number(text) < 69 ? 2000 : 1900));

function monthOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const month = MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? Number.NaN : month;
}

/** Milliseconds since 1970, NaN for a day that the calendar does not have or a time that cannot be read. */
function moment(year: number, month: number, day: number, rest: string): number {
  if (!(year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return Number.NaN;
  return Date.UTC(year, month - 1, day) + parseClock(rest);
}

const daysIn = (year: number, month: number) => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
};
