import type { ProblemList } from '../errors.ts';
import type { Rows } from './rows.ts';

export interface Order {
  /** The rows to keep, oldest first. */
  readonly rows: Uint32Array;
  readonly order: 'oldest first' | 'newest first';
  readonly duplicatesDropped: number;
}

/**
 * Brings rows into the order of time. They have to run one way, forward or back; anything else is a problem, because
 * sorting would hide that a file was put together wrongly. A row that repeats its neighbour is dropped with a warning,
 * one that has its time but other values is a problem.
 */
export function orderRows(rows: Rows, time: Float64Array, problems: ProblemList, warnings: ProblemList): Order {
  let forward = 0;
  let back = 0;
  for (let i = 1; i < rows.count; i++) {
    if (time[i]! > time[i - 1]!) forward++;
    else if (time[i]! < time[i - 1]!) back++;
  }
  const newestFirst = back > forward;
  const kept = new Uint32Array(rows.count);
  let count = 0;
  for (let i = 0; i < rows.count; i++) {
    const step = i === 0 ? 1 : (time[i]! - time[i - 1]!) * (newestFirst ? -1 : 1);
    if (step > 0) kept[count++] = i;
    else if (step < 0) problems.add(rows.lines[i]!, outOfOrder(rows, time, i, newestFirst));
    else if (sameValues(rows, i - 1, i)) warnings.add(rows.lines[i]!, `dropped: it repeats line ${rows.lines[i - 1]}`);
    else {
      const message = `${iso(time[i]!)} stands already on line ${rows.lines[i - 1]}, with other values: take one of the two lines out`;
      problems.add(rows.lines[i]!, message);
    }
  }
  const result = kept.subarray(0, count);
  if (newestFirst) result.reverse();
  return { rows: result, order: newestFirst ? 'newest first' : 'oldest first', duplicatesDropped: rows.count - count };
}

function outOfOrder(rows: Rows, time: Float64Array, i: number, newestFirst: boolean): string {
  const expected = newestFirst ? 'earlier' : 'later';
  return `expected a time ${expected} than ${iso(time[i - 1]!)} on line ${rows.lines[i - 1]}, found ${iso(time[i]!)}: sort the lines by time`;
}

const sameValues = (rows: Rows, a: number, b: number) =>
  (['open', 'high', 'low', 'close', 'volume'] as const).every((column) => rows[column][a] === rows[column][b]);

/** A date, with its time of day unless that is midnight. */
const iso = (time: number) =>
  new Date(time)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, 'Z');
