import { ticks } from './ticks.ts';

/** A stretch of time that is in sight. */
export type Sight = readonly [from: number, to: number];

/** From the first moment to the last. */
export const wholeOf = (time: Float64Array): Sight => [time[0] ?? 0, time.at(-1) ?? 0];

/**
 * The smallest and the largest value in sight, with the neighbours on either side, to which lines run; of everything when
 * sight is null. Null when there is no value.
 */
export function extentWithin(
  time: Float64Array,
  columns: readonly Float64Array[],
  sight: Sight | null,
): readonly [low: number, high: number] | null {
  const [from, to] = sight ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const after = time.findIndex((t) => t >= from);
  const first = Math.max(0, (after < 0 ? time.length : after) - 1);
  const beyond = time.findIndex((t) => t > to);
  const last = beyond < 0 ? time.length - 1 : beyond;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const column of columns) {
    for (let i = first; i <= last; i++) {
      const value = column[i]!;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

/** The ends of an axis around these values, with round numbers for its labels and as many digits as tell those apart. */
export function roundAxis([low, high]: readonly [number, number], wanted = 6) {
  const room = (high - low) * 0.02 || Math.abs(high) * 0.001 || 1;
  const marks = ticks(low - room, high + room, wanted);
  const interval = marks.length > 1 ? marks[1]! - marks[0]! : high - low + 2 * room;
  const digits = Math.max(0, Math.min(10, Math.ceil(-Math.log10(interval) - 1e-9)));
  const end = (value: number) => Number((value * interval).toFixed(digits));
  return { min: end(Math.floor((low - room) / interval)), max: end(Math.ceil((high + room) / interval)), interval, digits };
}
