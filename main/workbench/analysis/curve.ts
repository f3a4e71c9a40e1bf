import type { CurveView, Experiment } from '../../../preload/contract.ts';
import { flatOn, sealedSteps } from '../../backtest/analysis/sealed.ts';
import { type EquityCurve, equityCurve } from '../../backtest/report.ts';
import { type Bars, firstFrom } from '../../market/bars.ts';
import { downsample, pick } from '../../market/downsample.ts';
import { returnsOf } from '../../market/validation/split.ts';
import { parse } from '../../strategy/parse.ts';
import type { AnalysedData } from './data.ts';

/** Points of a curve: more than a chart has pixels. */
export const CURVE_POINTS = 4_000;

/** What may be told of a strategy's decisions: on a holdout that is sealed it holds nothing, and nothing moves. */
export function toldOf(decisions: Uint8Array, { holdout = [], window }: Experiment, bars: Bars, sealed: boolean) {
  const hidden = sealed ? holdout.map((period) => returnsOf(period, window)) : [];
  const told = flatOn(hidden, decisions);
  const still = sealedSteps(hidden, bars.length);
  return { hidden, told, still, curve: equityCurve(told, bars, still) };
}

/** The bars from `from` up to and without `to`, with all extremes of the equity that can be seen. */
export function curveView(curve: EquityCurve, from: number, to: number): CurveView {
  const places = downsample(curve.equity.subarray(from, to), CURVE_POINTS).map((place) => place + from);
  const at = (column: Float64Array) => pick(column, places);
  return { time: at(curve.time), equity: at(curve.equity), buyAndHold: at(curve.buyAndHold), drawdown: at(curve.drawdown) };
}

/**
 * The curve of a strategy's report from one time to another (milliseconds since 1970), with the bars on either side, to which
 * its lines run.
 *
 * @throws StrategyError for a text that is none
 */
export function curveWithin(
  text: string,
  experiment: Experiment,
  data: AnalysedData,
  sealed: boolean,
  from: number,
  to: number,
): CurveView {
  const decisions = data.decisions(parse(text, experiment.window));
  const { curve } = toldOf(decisions, experiment, data.bars, sealed);
  const { time, length } = data.bars;
  return curveView(curve, Math.max(0, firstFrom(time, from) - 1), Math.min(length, firstFrom(time, to) + 1));
}
