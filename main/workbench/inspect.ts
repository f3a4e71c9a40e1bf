import type { Experiment, StrategyReport } from '../../preload/contract.ts';
import { fitness } from '../backtest/fitness.ts';
import { equityCurve, periodReport } from '../backtest/report.ts';
import { signals } from '../backtest/signals.ts';
import type { Bars, Period } from '../market/bars.ts';
import { downsample, pick } from '../market/downsample.ts';
import { returnsOf } from '../market/validation/split.ts';
import { height, lookback, size } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { print } from '../strategy/print.ts';
import { toTree } from '../strategy/tree.ts';
import { periodsOf } from './periods.ts';

/** Points of the equity curve: more than a chart has pixels. */
const CURVE_POINTS = 4_000;

/**
 * All that is shown of one strategy on the data and periods of an experiment.
 *
 * @param sealed whether the experiment has a holdout that has not been opened: then nothing is computed on it
 * @throws StrategyError for a text that is none
 */
export function inspect(text: string, experiment: Experiment, bars: Bars, sealed: boolean): StrategyReport {
  const { window, validation = [], holdout = [] } = experiment;
  const genome = parse(text, window);
  const periods = periodsOf(experiment, bars.length);
  const decisions = signals(genome, bars);
  const report = (period: Period) => periodReport(decisions, bars, period, window);
  const curve = equityCurve(sealed ? flatOn(holdout, decisions, window) : decisions, bars);
  const places = downsample(curve.equity, CURVE_POINTS);
  return {
    strategy: print(genome),
    tree: toTree(genome),
    size: size(genome),
    height: height(genome),
    lookback: lookback(genome),
    fitness: fitness(decisions, bars.close, periods, window),
    periods: periods.map(report),
    validation: validation.map(report),
    holdout: sealed ? null : holdout.map(report),
    curve: {
      time: pick(curve.time, places),
      equity: pick(curve.equity, places),
      buyAndHold: pick(curve.buyAndHold, places),
      drawdown: pick(curve.drawdown, places),
    },
  };
}

/** The decisions without those that hold a bar whose return these periods judge: a bar is held one after its decision. */
function flatOn(periods: readonly Period[], decisions: Uint8Array, window: number): Uint8Array {
  const flat = decisions.slice();
  for (const period of periods) {
    const { first, last } = returnsOf(period, window);
    flat.fill(0, first - 1, last - 1);
  }
  return flat;
}
