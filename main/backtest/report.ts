import type { Bars, Period } from '../market/bars.ts';
import { maxDrawdown, sharpe, totalReturn, winRate } from './metrics.ts';
import { heldReturns } from './positions.ts';

/** What a strategy did in one period. The first three numbers are those that the fitness averages. */
export interface PeriodReport {
  /** Bars [start, end), and when the first and the last of them opened (milliseconds since 1970, UTC). */
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
  readonly winRate: number;
  readonly heldBars: number;
  /** Compounded return of the held bars, as a fraction. */
  readonly totalReturn: number;
  /** Return of holding over the same bars without a break: those on which the strategy could decide. */
  readonly buyAndHoldReturn: number;
}

/** Growth of 1 over all bars of a data set, one point a bar. */
export interface EquityCurve {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  /** The same for holding from the first close to the last. */
  readonly buyAndHold: Float64Array;
  /** Fall of the equity from its maximum so far, as a fraction from 0 to 1. */
  readonly drawdown: Float64Array;
}

/**
 * One period of a strategy. A period without a held bar has a Sharpe ratio, drawdown, win rate and return of 0 (its
 * fitness is the worst one all the same).
 *
 * @param signals one byte a bar
 * @param window bars at the start of the period that are only history
 */
export function periodReport(signals: Uint8Array, bars: Bars, period: Period, window: number): PeriodReport {
  const { start, end } = period;
  const returns = heldReturns(signals, bars.close, period, window);
  const first = start + window;
  return {
    start,
    end,
    from: bars.time[start]!,
    to: bars.time[end - 1]!,
    sharpe: sharpe(returns),
    maxDrawdown: maxDrawdown(returns),
    winRate: winRate(returns),
    heldBars: returns.length,
    totalReturn: totalReturn(returns),
    buyAndHoldReturn: first < end ? bars.close[end - 1]! / bars.close[first]! - 1 : 0,
  };
}

/**
 * The equity curve of a strategy over the whole data set, with the timing of the fitness: a bar is held from its close
 * to the next close if the signal one bar before it is true. It starts at 1; the first change can show at the third bar.
 *
 * @param sealed a byte a bar, as `sealedSteps` gives them: buy and hold stands still there, as a strategy does that is told to
 */
export function equityCurve(signals: Uint8Array, bars: Bars, sealed?: Uint8Array): EquityCurve {
  const { length, time, close } = bars;
  const equity = new Float64Array(length);
  const buyAndHold = new Float64Array(length);
  const drawdown = new Float64Array(length);
  let value = 1;
  let peak = 1;
  let base = close[0]!;
  for (let t = 0; t < length; t++) {
    if (t >= 2 && signals[t - 2] === 1) value *= 1 + (close[t]! - close[t - 1]!) / close[t - 1]!;
    peak = Math.max(peak, value);
    equity[t] = value;
    if (sealed?.[t] === 1) base *= close[t]! / close[t - 1]!;
    buyAndHold[t] = close[t]! / base;
    drawdown[t] = (peak - value) / peak;
  }
  return { time, equity, buyAndHold, drawdown };
}
