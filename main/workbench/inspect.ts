import type { Experiment, StrategyReport } from '../../preload/contract.ts';
import { fitness } from '../backtest/fitness.ts';
import { equityCurve, periodReport } from '../backtest/report.ts';
import { signals } from '../backtest/signals.ts';
import type { Bars } from '../market/bars.ts';
import { downsample, pick } from '../market/downsample.ts';
import { height, lookback, size } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { print } from '../strategy/print.ts';
import { toTree } from '../strategy/tree.ts';
import { periodsOf } from './periods.ts';

/** Points of the equity curve: more than a chart has pixels. */
const CURVE_POINTS = 4_000;

/** All that is shown of one strategy on the data and periods of an experiment. @throws StrategyError for a text that is none */
export function inspect(text: string, experiment: Experiment, bars: Bars): StrategyReport {
  const { window } = experiment;
  const genome = parse(text, window);
  const periods = periodsOf(experiment, bars.length);
  const decisions = signals(genome, bars);
  const curve = equityCurve(decisions, bars);
  const places = downsample(curve.equity, CURVE_POINTS);
  return {
    strategy: print(genome),
    tree: toTree(genome),
    size: size(genome),
    height: height(genome),
    lookback: lookback(genome),
    fitness: fitness(decisions, bars.close, periods, window),
    periods: periods.map((period) => periodReport(decisions, bars, period, window)),
    curve: {
      time: pick(curve.time, places),
      equity: pick(curve.equity, places),
      buyAndHold: pick(curve.buyAndHold, places),
      drawdown: pick(curve.drawdown, places),
    },
  };
}
