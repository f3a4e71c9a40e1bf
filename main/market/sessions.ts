import { barSize, barsPerDay, DAY, dayOf, HOUR, MINUTE } from './calendar.ts';

/**
 * How bars are told to belong to one day of trading.
 * - day: the session of a day starts `offset` milliseconds from its midnight, UTC; 22:00 on the evening before is −2 h.
 * - gap: a new session starts after more than `gap` milliseconds between two bars. Follows summer time by itself.
 */
export type SessionRule = { readonly by: 'day'; readonly offset: number } | { readonly by: 'gap'; readonly gap: number };

/** Shorter breaks than this (lunch in Asia, halts) end no session. */
const SHORTEST_NIGHT = 3 * HOUR;

/** Where there is no night, the daily break of an exchange that trades around the clock (CME: an hour). */
const SHORTEST_BREAK = 45 * MINUTE;

/** A session found by its gap that starts at 20:00 UTC or later is the next day's, as futures exchanges count it. */
const EVENING = 4 * HOUR;

export interface Sessions {
  /** The session of each bar, counted from 0. */
  readonly of: Uint32Array;
  /** Where each session starts, in milliseconds: the anchor of the bars within it. Its first bar may be later (by day). */
  readonly opens: Float64Array;
  /** When each session is over at the latest; infinity where only the next bar tells (by gap). */
  readonly closes: Float64Array;
  /** The day that each session counts for, from 1970-01-01. */
  readonly days: Float64Array;
  /** When such a day begins: `day · DAY + offset`. */
  readonly offset: number;
}

/**
 * By gap for bars within a day that pause every night, or for an hour a day as futures do; by UTC day for others: daily
 * bars, crypto, currencies.
 */
export function sessionRule(time: Float64Array): SessionRule {
  const size = barSize(time);
  if (size < DAY) {
    let days = 1;
    for (let t = 1; t < time.length; t++) if (dayOf(time[t]!) !== dayOf(time[t - 1]!)) days++;
    for (const gap of [Math.max(SHORTEST_NIGHT, 1.5 * size), Math.max(SHORTEST_BREAK + size, 1.5 * size)]) {
      const breaks = countGaps(time, gap);
      // Illiquid bars have more gaps than days.
      if (breaks * 2 > days && breaks < days * 1.2) return { by: 'gap', gap };
    }
  }
  return { by: 'day', offset: 0 };
}

function countGaps(time: Float64Array, gap: number): number {
  let count = 0;
  for (let t = 1; t < time.length; t++) if (time[t]! - time[t - 1]! > gap) count++;
  return count;
}

/** To which day of trading each bar belongs. */
export interface TradingDays {
  /** A number for each bar, the same for bars of one day, rising. */
  readonly of: Uint32Array;
  /** Bars a day, by the median. */
  readonly bars: number;
}

/** The days of bars within a day; undefined for bars of a day or more, which are days themselves. */
export function tradingDays(time: Float64Array): TradingDays | undefined {
  const bars = barsPerDay(time);
  return bars === 1 ? undefined : { of: sessions(time, sessionRule(time)).of, bars };
}

/** Cuts bars into sessions. Which session a bar belongs to depends on no later bar. */
export function sessions(time: Float64Array, rule: SessionRule): Sessions {
  const offset = rule.by === 'day' ? rule.offset : -EVENING;
  const of = new Uint32Array(time.length);
  const opens: number[] = [];
  const closes: number[] = [];
  const days: number[] = [];
  for (let t = 0; t < time.length; t++) {
    const day = dayOf(time[t]! - offset);
    const begins = t === 0 || (rule.by === 'day' ? day !== days.at(-1) : time[t]! - time[t - 1]! > rule.gap);
    if (begins) {
      opens.push(rule.by === 'day' ? day * DAY + offset : time[t]!);
      closes.push(rule.by === 'day' ? (day + 1) * DAY + offset : Number.POSITIVE_INFINITY);
      days.push(day);
    }
    of[t] = opens.length - 1;
  }
  return { of, opens: Float64Array.from(opens), closes: Float64Array.from(closes), days: Float64Array.from(days), offset };
}
