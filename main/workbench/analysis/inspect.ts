import type {
  CaseReport,
  Experiment,
  HistogramView,
  PeriodReport,
  RollingView,
  StrategyReport,
  TradesView,
} from '../../../preload/contract.ts';
import { type Days, daysOf } from '../../backtest/analysis/days.ts';
import { histogram } from '../../backtest/analysis/histogram.ts';
import { COLUMNS, monthsOf } from '../../backtest/analysis/months.ts';
import { periodMetrics } from '../../backtest/analysis/period-metrics.ts';
import { rollingSharpe, rollingWindows } from '../../backtest/analysis/rolling-sharpe.ts';
import { type Trades, tradesOf } from '../../backtest/analysis/trades.ts';
import { fitness } from '../../backtest/fitness.ts';
import { periodReport } from '../../backtest/report.ts';
import { signals } from '../../backtest/signals.ts';
import { timeframesOf } from '../../evaluation/problem.ts';
import { type SharedBars, tradingDaysOf, viewBars } from '../../evaluation/shared-bars.ts';
import { answering, judging } from '../../evaluation/strategy-evaluator.ts';
import type { Bars, Period } from '../../market/bars.ts';
import { downsample, pick } from '../../market/downsample.ts';
import { type Role, roles } from '../../market/validation/split.ts';
import { english } from '../../strategy/english/english.ts';
import { type Genome, height, lookback, size } from '../../strategy/genome.ts';
import { parse } from '../../strategy/parse.ts';
import { print } from '../../strategy/print.ts';
import { toTree } from '../../strategy/tree.ts';
import { periodsOf } from '../periods.ts';
import { BASE, problemOf } from '../problem.ts';
import { caseReports } from './case-reports.ts';
import { CURVE_POINTS, curveView, toldOf } from './curve.ts';
import type { AnalysedData } from './data.ts';
import type { Checkpoint } from './jobs.ts';

/**
 * All that is shown of one strategy on the data and periods of an experiment.
 *
 * @param sealed whether the experiment has a holdout that has not been opened: then nothing is computed on it
 * @param checkpoint called between the parts, each of which takes a fraction of a second on a million bars
 * @throws StrategyError for a text that is none
 */
export function inspect(
  text: string,
  experiment: Experiment,
  data: AnalysedData,
  sealed: boolean,
  checkpoint: Checkpoint = () => {},
): StrategyReport {
  const { window, validation = [], holdout = [] } = experiment;
  const { bars, shared } = data;
  const genome = parse(text, window);
  const periods = periodsOf(experiment, bars.length);
  const decisionsOn = deciding(genome, data, checkpoint);
  const decisions = decisionsOn(shared);
  const barsPerYear = experiment.barsPerYear ?? data.perYear;

  const { hidden, told, still, curve } = toldOf(decisions, experiment, bars, sealed);
  checkpoint();
  const shown = sealed ? (['training', 'validation'] as const) : roles;
  const cases = caseReports(genome, experiment, shared, shown, decisionsOn, checkpoint);
  const reportsOf = (role: Role, of: readonly Period[]) =>
    baseReports(cases, role) ??
    of.map((period) => {
      checkpoint();
      const decided = { decisions, close: bars.close, window, barsPerYear, days: tradingDaysOf(shared), size: size(genome) };
      return { ...periodReport(decisions, bars, period, window), metrics: periodMetrics(decided, period) };
    });
  const problem = problemOf(experiment, shared);
  const judge = judging(problem, (_, timeframe) => decisionsOn(timeframesOf(problem)[timeframe]!.bars));
  const values = answering(problem)(judge(genome));
  checkpoint();
  const trades = tradesOf(decisions, bars, hidden);
  checkpoint();
  const days = daysOf(told, bars, still, data.calendar(barsPerYear));
  const months = monthsOf(days);
  checkpoint();
  return {
    strategy: print(genome),
    tree: toTree(genome),
    reading: english(genome),
    size: size(genome),
    height: height(genome),
    lookback: lookback(genome),
    fitness: fitness(decisions, bars.close, periods, window),
    objectives: experiment.objectives.map(({ metric, weight }, i) => ({ metric, weight, value: values[i]! })),
    judged: cases.every((one) => one.role !== 'training' || one.judged),
    cases,
    periods: reportsOf('training', periods),
    validation: reportsOf('validation', validation),
    holdout: sealed ? null : reportsOf('holdout', holdout),
    curve: curveView(curve, 0, bars.length),
    everyBar: bars.length <= CURVE_POINTS,
    trades: tradesView(trades, bars),
    months,
    spread: {
      bars: spreadOf(heldReturns(told, bars)),
      trades: spreadOf(trades.return),
      months: spreadOf(months.strategy.filter((_, cell) => cell % COLUMNS !== COLUMNS - 1)),
    },
    rolling: rollingWindows(days.perYear).map((length) => rollingView(days, length)),
    calendar: { unit: days.unit, perYear: days.perYear },
    dataset: experiment.data,
    window,
    sealed: sealed ? holdout.map(({ start, end }) => ({ from: bars.time[start]!, to: bars.time[end - 1]! })) : [],
  };
}

/** The decisions of a strategy on the bars of each timeframe, computed when they are first asked for. */
function deciding(genome: Genome, data: AnalysedData, checkpoint: Checkpoint): (bars: SharedBars) => Uint8Array {
  const decided = new Map<SharedArrayBuffer, Uint8Array>();
  return (bars) => {
    const known = decided.get(bars.buffer);
    if (known) return known;
    const decisions = bars.buffer === data.shared.buffer ? data.decisions(genome) : signals(genome, viewBars(bars));
    decided.set(bars.buffer, decisions);
    checkpoint();
    return decisions;
  };
}

/** What was computed for a role on the bars of the data set already; undefined when the strategy is not judged on those. */
function baseReports(cases: readonly CaseReport[], role: Role): PeriodReport[] | undefined {
  const own = cases.filter((one) => one.role === role && one.timeframe === BASE);
  if (own.length === 0) return undefined;
  return own.map(({ role: _r, period: _p, timeframe: _t, minHeldBars: _m, judged: _j, ...report }) => report);
}

/** The returns of all bars held, over the whole data set. */
function heldReturns(decisions: Uint8Array, { close, length }: Bars): Float64Array {
  const returns = new Float64Array(length);
  let held = 0;
  for (let b = 1; b <= length - 2; b++) if (decisions[b - 1] === 1) returns[held++] = close[b + 1]! / close[b]! - 1;
  return returns.subarray(0, held);
}

function tradesView({ entry, exit, ...rest }: Trades, { time, close }: Bars): TradesView {
  return {
    ...rest,
    entry,
    exit,
    entryTime: pick(time, entry),
    exitTime: pick(time, exit),
    entryPrice: pick(close, entry),
    exitPrice: pick(close, exit),
  };
}

function spreadOf(values: Float64Array): HistogramView {
  const sorted = values.filter(Number.isFinite).sort();
  const n = sorted.length;
  const middle = n === 0 ? Number.NaN : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
  return { ...histogram(sorted), mean: sorted.reduce((sum, value) => sum + value, 0) / n, median: middle };
}

function rollingView({ strategy, time, perYear }: Days, length: number): RollingView {
  const sharpe = rollingSharpe(strategy, length, perYear);
  const places = downsample(sharpe, CURVE_POINTS);
  return { length, time: pick(time, places), sharpe: pick(sharpe, places) };
}
