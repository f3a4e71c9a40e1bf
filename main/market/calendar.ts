/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The day of a time, counted from 1970-01-01 (a Thursday), UTC. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

function median(values: Float64Array): number {
  return values.sort()[Math.floor((values.length - 1) / 2)]!;
}

/** Milliseconds between two bars: the median step, so that nights, weekends and gaps do not count. A day for fewer than 2 bars. */
export function barSize(time: Float64Array): number {
  if (time.length < 2) return DAY;
  return median(Float64Array.from({ length: time.length - 1 }, (_, i) => time[i + 1]! - time[i]!));
}

/** Sizes of bars, in days from and to, that have a conventional number a year. */
const conventions = [
  { from: 5.5, to: 8.5, bars: 52 },
  { from: 27, to: 32, bars: 12 },
  { from: 85, to: 95, bars: 4 },
  { from: 360, to: 370, bars: 1 },
];

/**
 * By how many bars a year to annualise, as is the custom: 252 for daily bars, 365 if there are bars on Saturdays
 * (crypto), 52 weekly, 12 monthly, and for bars within a day the median number of bars a day times 252 or 365. Other
 * sizes count as they come. An estimate: an experiment may name another number.
 */
export function barsPerYear(time: Float64Array): number {
  const days = new Map<number, number>();
  for (const t of time) days.set(dayOf(t), (days.get(dayOf(t)) ?? 0) + 1);
  const saturdays = [...days.keys()].filter((day) => (day + 5) % 7 === 0).length;
  const daysPerYear = saturdays * 14 > days.size ? 365 : 252;
  const size = barSize(time) / DAY;
  if (size < 0.9) return daysPerYear * median(Float64Array.from(days.values()));
  if (size <= 1.5) return daysPerYear;
  const convention = conventions.find(({ from, to }) => from <= size && size <= to);
  return convention?.bars ?? Math.max(1, Math.round(365.25 / size));
}
