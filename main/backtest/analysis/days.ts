import type { Bars } from '../../market/bars.ts';
import { barSize, barsPerYear, DAY } from '../../market/calendar.ts';
import { sessionRule, sessions } from '../../market/sessions.ts';

/** On which days returns are counted: a day's bars together where they are smaller than a day, else the bars themselves. */
export interface Calendar {
  readonly unit: 'day' | 'bar';
  /** By how many of them a year to annualise. */
  readonly perYear: number;
  /** When each bar opened, or midnight (UTC) of the session's day. The first bar of all has no return and no day of its own. */
  readonly time: Float64Array;
  /** The day of each bar. */
  readonly of: Uint32Array;
}

/** Returns by day. */
export interface Days extends Calendar {
  /** Of the strategy, 0 where it was flat, and of buy and hold; both NaN where a part is sealed. */
  readonly strategy: Float64Array;
  readonly hold: Float64Array;
}

/** Below this many days a bar is one of several a day. */
const WITHIN_A_DAY = 0.9;

/** @param perYear for bars of a day or more; absent: as is the custom for their times */
export function calendarOf({ time, length }: Bars, perYear?: number): Calendar {
  if (length < 2) return { unit: 'bar', perYear: perYear ?? barsPerYear(time), time: new Float64Array(), of: new Uint32Array(length) };
  if (barSize(time) >= WITHIN_A_DAY * DAY) {
    const of = Uint32Array.from({ length }, (_, t) => Math.max(0, t - 1));
    return { unit: 'bar', perYear: perYear ?? barsPerYear(time), time: time.slice(1), of };
  }
  const cut = sessions(time, sessionRule(time));
  const first = cut.of[1]!;
  const of = cut.of.map((session) => Math.max(0, session - first));
  const times = cut.days.slice(first).map((day) => day * DAY);
  return { unit: 'day', perYear: barsPerYear(times), time: times, of };
}

/**
 * The first bar has no return: there is no close before it.
 *
 * @param decisions one byte a bar, as `flatOn` leaves them
 * @param sealed one byte a bar, as `sealedSteps` gives them
 */
export function daysOf(decisions: Uint8Array, bars: Bars, sealed: Uint8Array, calendar: Calendar = calendarOf(bars)): Days {
  const { length, close } = bars;
  const { of, time } = calendar;
  const strategy = new Float64Array(time.length).fill(1);
  const hold = new Float64Array(time.length).fill(1);
  for (let t = 1; t < length; t++) {
    const day = of[t]!;
    const growth = sealed[t] === 1 ? Number.NaN : close[t]! / close[t - 1]!;
    hold[day]! *= growth;
    strategy[day]! *= (t >= 2 && decisions[t - 2] === 1) || sealed[t] === 1 ? growth : 1;
  }
  for (let day = 0; day < time.length; day++) {
    strategy[day]! -= 1;
    hold[day]! -= 1;
  }
  return { ...calendar, strategy, hold };
}
