const MINUTE = 60_000;
const steps = [
  ['5m', 5 * MINUTE],
  ['15m', 15 * MINUTE],
  ['30m', 30 * MINUTE],
  ['1h', 60 * MINUTE],
  ['4h', 240 * MINUTE],
  ['1d', 1440 * MINUTE],
  ['1w', 7 * 1440 * MINUTE],
  ['1M', 30 * 1440 * MINUTE],
] as const;

/**
 * Timeframes that these bars can be put together to, their own first; `time` holds all of them or every so many. Main
 * checks the sizes to the letter when the experiment starts.
 */
export function timeframesFor(time: ArrayLike<number> | undefined, bars: number): string[] {
  if (!time || time.length < 2) return ['base'];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < time.length; i++) least = Math.min(least, time[i]! - time[i - 1]!);
  const size = (least * (time.length - 1)) / Math.max(1, bars - 1);
  return ['base', ...steps.filter(([, step]) => step >= size * 1.5).map(([name]) => name)];
}
