/** A strategy as the window is shown it: tree, and what it is worth period by period. */
import type { Metric } from './experiment.ts';
import type { CurveView, HistogramView, MonthsView, ReadingView, RiskMetric, RollingView, TradesView } from './report.ts';

/** A node of a strategy's tree as it is drawn. */
export interface TreeNode {
  readonly label: string;
  readonly type: 'series' | 'signal' | 'period';
  readonly children: readonly TreeNode[];
}

export interface PeriodReport {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly sharpe: number;
  readonly maxDrawdown: number;
  readonly winRate: number;
  readonly heldBars: number;
  readonly totalReturn: number;
  readonly buyAndHoldReturn: number;
  /** Every metric there is; NaN where a strategy that never trades has none, or nothing can be divided by. */
  readonly metrics: Readonly<Record<Metric | RiskMetric, number>>;
}

/**
 * A period on one timeframe. The search judges a strategy by the mean over all cases of training; `start`, `end` and what
 * is counted in bars are in bars of the timeframe.
 */
export interface CaseReport extends PeriodReport {
  readonly role: 'training' | 'validation' | 'holdout';
  /** Its name, `period 1` where the experiment gives none. */
  readonly period: string;
  /** `base`, or as the experiment writes it: `1w`. */
  readonly timeframe: string;
  /** Bars that have to be held here. */
  readonly minHeldBars: number;
  /**
   * Whether it holds so many, and no value is infinite. Where that fails in one case of training the strategy has the
   * worst fitness.
   */
  readonly judged: boolean;
}

export interface StrategyReport {
  readonly strategy: string;
  readonly tree: TreeNode;
  readonly size: number;
  readonly height: number;
  readonly lookback: number;
  /** [sharpe, maxDrawdown, winRate] averaged over the periods, on base bars: the fitness of the language. */
  readonly fitness: readonly number[];
  /** What the search sees: the experiment's objectives in their order, each the mean over the cases of training. */
  readonly objectives: readonly { readonly metric: Metric; readonly weight: number; readonly value: number }[];
  /** Whether it could be judged. If not, the values of `objectives` are the worst ones. */
  readonly judged: boolean;
  /** Every period on every timeframe of the experiment: training, then validation, then the holdout unless that is sealed. */
  readonly cases: readonly CaseReport[];
  /** Training on base bars, also where the experiment does not judge on them. */
  readonly periods: readonly PeriodReport[];
  /** The same for the validation periods of the experiment, and for its holdout: null as long as that is sealed. */
  readonly validation?: readonly PeriodReport[];
  readonly holdout?: readonly PeriodReport[] | null;
  /** Over all bars of the data set. */
  readonly curve: CurveView;
  /** Whether that has a point for every bar: `strategies.curve` gives more of a stretch of one that has not. */
  readonly everyBar: boolean;
  /** In English. */
  readonly reading: ReadingView;
  readonly trades: TradesView;
  readonly months: MonthsView;
  /** Of the held bars, the trades and the months. */
  readonly spread: { readonly bars: HistogramView; readonly trades: HistogramView; readonly months: HistogramView };
  /** Sharpe ratio over the last quarter, half and whole year. */
  readonly rolling: readonly RollingView[];
  /** What the rolling ratios are made of: days, or bars of a day and more; and by how many of them a year is counted. */
  readonly calendar: { readonly unit: 'day' | 'bar'; readonly perYear: number };
  /** Id of the data set, and how many bars a decision may look back on. */
  readonly dataset: string;
  readonly window: number;
  /** When the periods of a holdout that has not been opened begin and end (milliseconds); empty where there is none. */
  readonly sealed: readonly { readonly from: number; readonly to: number }[];
}
