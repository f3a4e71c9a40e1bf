/** The parts of a strategy's report: what it did over a whole data set. On sealed bars it did nothing that is told. */

/** A condition in English, and under it those that it is put together of. */
export interface Condition {
  readonly text: string;
  readonly parts: readonly Condition[];
}

/** The rule in English, with the definitions that its words rest on. */
export interface ReadingView extends Condition {
  readonly notes: readonly string[];
}

/** Why a trade ended, by the number in `TradesView.ending`. */
export const tradeEndings = ['signal', 'end of data', 'sealed'] as const;

/** Trades in the order of time, a column each. Bought and sold at closes, without costs. */
export interface TradesView {
  readonly count: number;
  /** Bars, counted from 0, and when they opened (milliseconds since 1970, UTC). */
  readonly entry: Uint32Array;
  readonly exit: Uint32Array;
  readonly entryTime: Float64Array;
  readonly exitTime: Float64Array;
  readonly entryPrice: Float64Array;
  readonly exitPrice: Float64Array;
  /** Fractions; the greatest loss and gain on the way are measured at lows and highs. */
  readonly return: Float64Array;
  readonly mae: Float64Array;
  readonly mfe: Float64Array;
  readonly ending: Uint8Array;
}

/**
 * A point a bar or fewer: growth of 1, and the fall from the maximum as a fraction. As long as the holdout is sealed no curve
 * moves there, that of buy and hold neither: both would not be of the same time.
 */
export interface CurveView {
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly buyAndHold: Float64Array;
  readonly drawdown: Float64Array;
}

/** Returns by year and month (UTC): 13 cells a year, the last one the whole year. NaN where there are none. */
export interface MonthsView {
  readonly firstYear: number;
  readonly years: number;
  readonly strategy: Float64Array;
  readonly hold: Float64Array;
  /** 0: nothing of the month is sealed, 1: a part, which is left out, 2: all. */
  readonly sealed: Uint8Array;
}

/** Counts of values in [start + i · step, start + (i + 1) · step). */
export interface HistogramView {
  readonly start: number;
  readonly step: number;
  readonly counts: Uint32Array;
  readonly mean: number;
  readonly median: number;
}

export interface RollingView {
  /** How many days, or bars of more than a day. */
  readonly length: number;
  readonly time: Float64Array;
  /** NaN before there are so many, where nothing deviates, and on sealed bars. */
  readonly sharpe: Float64Array;
}

/** What beside objectives is told of a period; defined in main/backtest/analysis/risk.ts. NaN where there is none. */
export const riskMetrics = [
  'volatility',
  'drawdownBars',
  'ulcer',
  'var95',
  'cvar95',
  'tailRatio',
  'tradeWinRate',
  'payoff',
  'expectancy',
  'sqn',
] as const;
export type RiskMetric = (typeof riskMetrics)[number];

/** What is wrong with a text that is no strategy; `column` counts characters from 1. */
export interface StrategyProblem {
  readonly column: number;
  readonly message: string;
}

/** A text as it is being written: either what it says, or what is wrong with it. */
export type CheckedStrategy =
  | { readonly problem: null; readonly strategy: string; readonly reading: ReadingView; readonly size: number; readonly lookback: number }
  | { readonly problem: StrategyProblem };
