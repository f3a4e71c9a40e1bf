/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The day of a time, counted from 1970-01-01 (a Thursday), UTC. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

function median(values: Float64Array): number {
  return values.sort()[Math.floor((values.length - 1) / 2)]!;
}

/**
 * How often each value comes. Neighbours are mostly equal (the steps between bars, their days), so that they are counted
 * together: a million bars take milliseconds, which sorting them or looking each one up does not.
 */
function countEqual(length: number, valueAt: (i: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < length; ) {
    const value = valueAt(i);
    const first = i;
    do i++;
    while (i < length && valueAt(i) === value);
    counts.set(value, (counts.get(value) ?? 0) + i - first);
  }
  return counts;
}

/** Milliseconds between two bars: the median step, so that nights, weekends and gaps do not count. A day for fewer than 2 bars. */
export function barSize(time: Float64Array): number {
  if (time.length < 2) return DAY;
  const steps = countEqual(time.length - 1, (i) => time[i + 1]! - time[i]!);
  const sorted = Float64Array.from(steps.keys()).sort();
  let behind = Math.floor((time.length - 2) / 2);
  return sorted.find((step) => {
    behind -= steps.get(step)!;
    return behind < 0;
  })!;
}

/** Sizes of bars, in days from and to, that have a conventional number a year. */
const conventions = [
  { from: 5.5, to: 8.5, bars: 52 },
  { from: 27, to: 32, bars: 12 },
  { from: 85, to: 95, bars: 4 },
  { from: 360, to: 370, bars: 1 },
];

/** Bars of so many days or more are daily ones, though some come earlier than the day before. */
const WITHIN_A_DAY = 0.9;

const countByDay = (time: Float64Array): Map<number, number> => countEqual(time.length, (i) => dayOf(time[i]!));

/** How many bars a day has, by the median; 1 for bars of a day or more. */
export function barsPerDay(time: Float64Array): number {
  return barSize(time) / DAY < WITHIN_A_DAY ? median(Float64Array.from(countByDay(time).values())) : 1;
}

/**
 * By how many bars a year to annualise, as is the custom: 252 for daily bars, 365 if there are bars on Saturdays
 * (crypto), 52 weekly, 12 monthly, and for bars within a day the median number of bars a day times 252 or 365. Other
 * sizes count as they come. An estimate: an experiment may name another number.
 */
export function barsPerYear(time: Float64Array): number {
  const days = countByDay(time);
  const saturdays = [...days.keys()].filter((day) => (day + 5) % 7 === 0).length;
  const daysPerYear = saturdays * 14 > days.size ? 365 : 252;
  const size = barSize(time) / DAY;
  if (size < WITHIN_A_DAY) return daysPerYear * median(Float64Array.from(days.values()));
  if (size <= 1.5) return daysPerYear;
  const convention = conventions.find(({ from, to }) => from <= size && size <= to);
  return convention?.bars ?? Math.max(1, Math.round(365.25 / size));
}
