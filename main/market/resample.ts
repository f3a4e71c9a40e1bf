import { type Bars, barsOver, type Period } from './bars.ts';
import { barSize, DAY } from './calendar.ts';
import { type SessionRule, type Sessions, sessionRule, sessions } from './sessions.ts';
import { checkTimeframe, parseTimeframe, type Timeframe } from './timeframe.ts';

/** Larger bars, and of which bars of the data set (base bars) each is made. */
export interface Resampled {
  /** Open of the first, highest high, lowest low, close of the last and sum of the volumes; stamped when its first opened. */
  readonly bars: Bars;
  /** The base bars [from, to) of each. They have no gaps between them, save where a partial bar was left out at an end. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** The base bar at whose close each is known to be complete: its last one, or the first one after it. */
  readonly knownAt: Uint32Array;
}

export interface ResampleOptions {
  /** Absent: `sessionRule` of the times. */
  readonly sessions?: SessionRule;
  /** Milliseconds between base bars. Absent: `barSize` of the times. */
  readonly barSize?: number;
}

/** Where a larger bar begins and ends at the latest, in milliseconds. */
interface Edges {
  readonly left: number;
  readonly right: number;
}

/** The first day of the week (Monday) or month of a day, and that of the next one. */
function calendarEdges(unit: 'week' | 'month', day: number): Edges {
  if (unit === 'week') {
    const monday = Math.floor((day + 3) / 7) * 7 - 3;
    return { left: monday, right: monday + 7 };
  }
  const date = new Date(day * DAY);
  const first = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months) / DAY;
  return { left: first(0), right: first(1) };
}

function edgesAt(timeframe: Timeframe, { of, opens, closes, days, offset }: Sessions, time: Float64Array, t: number): Edges {
  const session = of[t]!;
  const open = opens[session]!;
  const close = closes[session]!;
  if (timeframe.unit === 'session') return { left: open, right: close };
  if (timeframe.unit === 'slot') {
    const left = open + Math.floor((time[t]! - open) / timeframe.step) * timeframe.step;
    return { left, right: Math.min(left + timeframe.step, close) };
  }
  const { left, right } = calendarEdges(timeframe.unit, days[session]!);
  return { left: left * DAY + offset, right: right * DAY + offset };
}

/**
 * Puts bars together to larger ones: left-closed (a bar belongs where it opens), within a day anchored at the start of
 * the session, weeks from Monday. The first is left out unless the data begins at its very start (of sessions found by
 * gaps the first one is left out as a whole, since its start is not known), the last unless the data shows that it is
 * over. What is known at a bar depends on no later bar.
 *
 * @param timeframe as `parseTimeframe` reads it
 * @throws {TimeframeError} when there is no such timeframe, or the bars are too large for it
 */
export function resample(bars: Bars, timeframe: string, options: ResampleOptions = {}): Resampled {
  const { time, length } = bars;
  const size = options.barSize ?? barSize(time);
  checkTimeframe(timeframe, size);
  const parsed = parseTimeframe(timeframe);
  const rule = options.sessions ?? sessionRule(time);
  const cut = sessions(time, rule);
  // A daily bar fills its day, whatever time of that day it is stamped with.
  const day = (t: number) => cut.days[cut.of[t]!]! * DAY + cut.offset;
  const begins = (t: number) => (size < DAY ? time[t]! : day(t));
  const ends = (t: number) => (size < DAY ? time[t]! + size : day(t) + DAY);

  const from: number[] = [];
  const to: number[] = [];
  const knownAt: number[] = [];
  let first = 0;
  if (rule.by === 'gap') while (first < length && cut.of[first] === 0) first++;
  for (let a = first, b = first; a < length; a = b) {
    const { left, right } = edgesAt(parsed, cut, time, a);
    for (b = a + 1; b < length && edgesAt(parsed, cut, time, b).left === left; ) b++;
    const over = ends(b - 1) >= right ? b - 1 : b;
    const cutOff = a === first && (a === 0 ? begins(a) !== left : edgesAt(parsed, cut, time, a - 1).left === left);
    if (cutOff || over === length) continue;
    from.push(a);
    to.push(b);
    knownAt.push(over);
  }
  return { bars: aggregate(bars, from, to), from: Uint32Array.from(from), to: Uint32Array.from(to), knownAt: Uint32Array.from(knownAt) };
}

function aggregate(bars: Bars, from: readonly number[], to: readonly number[]): Bars {
  const larger = barsOver(new ArrayBuffer(from.length * 48), from.length);
  for (const [i, a] of from.entries()) {
    larger.time[i] = bars.time[a]!;
    larger.open[i] = bars.open[a]!;
    larger.high[i] = bars.high[a]!;
    larger.low[i] = bars.low[a]!;
    for (let t = a; t < to[i]!; t++) {
      larger.high[i] = Math.max(larger.high[i]!, bars.high[t]!);
      larger.low[i] = Math.min(larger.low[i]!, bars.low[t]!);
      larger.volume[i]! += bars.volume[t]!;
    }
    larger.close[i] = bars.close[to[i]! - 1]!;
  }
  return larger;
}

/**
 * For each base bar the latest larger bar that is known at its close, −1 before the first: what a decision at that bar
 * may look at. A larger bar that is still under way, or that later bars may still join, is not seen.
 *
 * @param length number of base bars
 */
export function latestKnown({ knownAt }: Resampled, length: number): Int32Array {
  const latest = new Int32Array(length);
  let known = -1;
  for (let t = 0; t < length; t++) {
    while (known + 1 < knownAt.length && knownAt[known + 1]! <= t) known++;
    latest[t] = known;
  }
  return latest;
}

/**
 * The same periods on larger bars: those whose base bars all lie where the period is judged (its first `window` bars
 * are history), and before them as many larger bars of history, which may begin before the period. Where the data has
 * not so many, less is judged. May come out too short: see `checkPeriods`.
 */
export function periodsOn({ from, to }: Resampled, periods: readonly Period[], window: number): Period[] {
  return periods.map(({ start, end }) => {
    let first = 0;
    while (first < from.length && from[first]! < start + window) first++;
    let last = first;
    while (last < to.length && to[last]! <= end) last++;
    return { start: Math.max(0, first - window), end: last };
  });
}

/** The most base bars that a decision on larger bars reads back: `window` of them at their longest. What to purge by. */
export function reach({ from, to }: Resampled, window: number): number {
  let longest = 0;
  for (let i = window - 1; i < to.length; i++) longest = Math.max(longest, to[i]! - from[i - window + 1]!);
  return longest;
}
