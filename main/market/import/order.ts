import type { Findings } from '../errors.ts';
import type { ImportOptions, ImportReport } from './options.ts';
import type { Rows } from './rows.ts';

export interface Order {
  /** The rows to keep, oldest first. */
  readonly rows: Uint32Array;
  readonly order: ImportReport['order'];
  readonly duplicatesDropped: number;
}

export interface OrderParts {
  readonly options: ImportOptions;
  readonly problems: Findings;
  readonly warnings: Findings;
}

/**
 * Brings rows into the order of time. They have to run one way, forward or back; anything else is a problem, because
 * sorting would hide that a file was put together wrongly, unless the user asks for it. A row that repeats its neighbour
 * is dropped with a warning; of two that have one time and other values, the user says which one is meant.
 */
export function orderRows(rows: Rows, time: Float64Array, { problems, warnings, options }: OrderParts): Order {
  let forward = 0;
  let back = 0;
  for (let i = 1; i < rows.count; i++) {
    if (time[i]! > time[i - 1]!) forward++;
    else if (time[i]! < time[i - 1]!) back++;
  }
  const newestFirst = back > forward;
  const sorted = options.unordered === 'sort' && Math.min(forward, back) > 0;
  const order = sorted ? sortedPlaces(rows, time, warnings) : Uint32Array.from({ length: rows.count }, (_, i) => i);
  const kept = new Uint32Array(rows.count);
  let count = 0;
  for (let k = 0; k < rows.count; k++) {
    const i = order[k]!;
    const last = k === 0 ? i : order[k - 1]!;
    const step = k === 0 ? 1 : (time[i]! - time[last]!) * (newestFirst && !sorted ? -1 : 1);
    if (step > 0) kept[count++] = i;
    else if (step < 0) problems.add(rows.lines[i]!, outOfOrder(rows, time, i, newestFirst), 'order');
    else if (sameValues(rows, last, i)) warnings.add(rows.lines[i]!, `dropped: it repeats line ${rows.lines[last]}`, 'duplicates');
    else if (options.duplicates === 'first') {
      warnings.add(rows.lines[i]!, `dropped: ${iso(time[i]!)} stands already on line ${rows.lines[last]}`, 'duplicates');
    } else if (options.duplicates === 'last') {
      warnings.add(rows.lines[last]!, `dropped: ${iso(time[i]!)} stands again on line ${rows.lines[i]}`, 'duplicates');
      kept[count - 1] = i;
    } else {
      const message = `${iso(time[i]!)} stands already on line ${rows.lines[last]}, with other values: take one of the two lines out`;
      problems.add(rows.lines[i]!, message, 'duplicates');
    }
  }
  const result = kept.subarray(0, count);
  if (newestFirst && !sorted) result.reverse();
  const direction = sorted ? 'sorted' : newestFirst ? 'newest first' : 'oldest first';
  return { rows: result, order: direction, duplicatesDropped: rows.count - count };
}

/** The rows by time, those of one time as they stand in the file. Each that does not go on from the ones before it is told. */
function sortedPlaces(rows: Rows, time: Float64Array, warnings: Findings): Uint32Array {
  let latest = time[0]!;
  for (let i = 1; i < rows.count; i++) {
    if (time[i]! < latest) warnings.add(rows.lines[i]!, `moved to its place in time, ${iso(time[i]!)}`, 'order');
    else latest = time[i]!;
  }
  return Uint32Array.from({ length: rows.count }, (_, i) => i).sort((a, b) => time[a]! - time[b]! || a - b);
}

function outOfOrder(rows: Rows, time: Float64Array, i: number, newestFirst: boolean): string {
  const expected = newestFirst ? 'earlier' : 'later';
  return `expected a time ${expected} than ${iso(time[i - 1]!)} on line ${rows.lines[i - 1]}, found ${iso(time[i]!)}: sort the lines by time`;
}

const sameValues = (rows: Rows, a: number, b: number) =>
  (['open', 'high', 'low', 'close', 'volume'] as const).every((column) => rows[column][a] === rows[column][b]);

/** A date, with its time of day unless that is midnight. */
export const iso = (time: number) =>
  new Date(time)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace(/\.000Z$/, 'Z');
