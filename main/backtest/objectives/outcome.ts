import type { Period } from '../../market/bars.ts';
import type { TradingDays } from '../../market/sessions.ts';
import { barReturns, heldReturns, holdings } from '../positions.ts';

/** Trading days a year: the usual number of daily bars of exchanges. */
export const DAYS_PER_YEAR = 252;

/** What decisions are taken on and judged by: one timeframe of the data set. */
export interface Decided {
  /** One byte a bar, as `signals` gives them: 1 = hold. */
  readonly decisions: Uint8Array;
  readonly close: Float64Array;
  /** Bars at the start of each period that are only history. */
  readonly window: number;
  /** By how many bars a year ratios are annualised, see main/market/calendar.ts. Absent: 252, right for daily bars. */
  readonly barsPerYear?: number;
  /** Of bars within a day: to which day each belongs. Absent: a bar is a day, or more. */
  readonly days?: TradingDays | undefined;
  /** Nodes of the strategy. Absent: 0. */
  readonly size?: number;
}

/**
 * What a strategy did in one period: everything that an objective may be computed from, each part computed when it is
 * first asked for.
 */
export class Outcome {
  readonly #decided: Decided;
  readonly #period: Period;
  #held: Float64Array | undefined;
  #returns: Float64Array | undefined;
  #holdings: Uint8Array | undefined;
  #daily: Float64Array | undefined;

  constructor(decided: Decided, period: Period) {
    this.#decided = decided;
    this.#period = period;
  }

  get barsPerYear(): number {
    return this.#decided.barsPerYear ?? DAYS_PER_YEAR;
  }

  get size(): number {
    return this.#decided.size ?? 0;
  }

  /** Returns of the bars held, in their order, as fractions. */
  get held(): Float64Array {
    this.#held ??= heldReturns(this.#decided.decisions, this.#decided.close, this.#period, this.#decided.window);
    return this.#held;
  }

  /** The return of every bar that could be held: 0 where the strategy was flat. */
  get returns(): Float64Array {
    this.#returns ??= barReturns(this.#decided.decisions, this.#decided.close, this.#period, this.#decided.window);
    return this.#returns;
  }

  /**
   * What ratios of mean and deviation are made of, with how many of them a year has: the returns of days where bars are
   * smaller, each compounded from those of the bars that close on it, else `returns` themselves. Returns of bars within a
   * day would make the same strategy look better the smaller they are, by the noise between them.
   */
  get daily(): { readonly returns: Float64Array; readonly perYear: number } {
    const { days } = this.#decided;
    if (!days) return { returns: this.returns, perYear: this.barsPerYear };
    this.#daily ??= byDay(this.returns, days.of, this.#period.start + this.#decided.window + 1);
    return { returns: this.#daily, perYear: this.barsPerYear / days.bars };
  }

  /** For each of the bars of `returns` 1 when it was held. */
  get holdings(): Uint8Array {
    this.#holdings ??= holdings(this.#decided.decisions, this.#period, this.#decided.window);
    return this.#holdings;
  }
}

/** @param first the bar at whose close the first of the returns ends */
function byDay(returns: Float64Array, dayOf: Uint32Array, first: number): Float64Array {
  const daily: number[] = [];
  let growth = 1;
  for (let i = 0; i < returns.length; i++) {
    growth *= 1 + returns[i]!;
    if (i + 1 < returns.length && dayOf[first + i] === dayOf[first + i + 1]) continue;
    daily.push(growth - 1);
    growth = 1;
  }
  return Float64Array.from(daily);
}
