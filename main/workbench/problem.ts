import type { Experiment } from '../../preload/contract.ts';
import type { ChosenObjective } from '../backtest/objectives/registry.ts';
import type { JudgedBars, Problem } from '../evaluation/problem.ts';
import { type SharedBars, shareBars, viewBars } from '../evaluation/shared-bars.ts';
import type { Period } from '../market/bars.ts';
import { barsPerYear } from '../market/calendar.ts';
import { TimeframeError } from '../market/errors.ts';
import { periodsOn, type Resampled, resample } from '../market/resample.ts';
import { checkPeriods } from '../market/splits.ts';
import { ExpectedError } from './errors.ts';
import { namedPeriodsOf, periodsOf } from './periods.ts';

/** The data set's own bars, among the experiment's timeframes. */
export const BASE = 'base';

/** The experiment's objectives, in their order, as main/backtest knows them. */
export const objectivesOf = ({ objectives }: Experiment): readonly ChosenObjective[] =>
  objectives.map(({ metric, weight }) => ({ name: metric, direction: weight > 0 ? 'max' : 'min' }));

/**
 * What the experiment asks of a strategy on these periods: its objectives on its timeframes.
 *
 * @param bars of the data set
 * @param periods bars [start, end) of the data set; absent: those of training
 * @throws {ExpectedError} for timeframes that cannot be made of the bars
 */
export function problemOf(
  experiment: Experiment,
  bars: SharedBars,
  periods: readonly Period[] = periodsOf(experiment, bars.length),
): Problem {
  const { window, minHeldBars, timeframes } = experiment;
  const ownPerYear = experiment.barsPerYear ?? perYear(bars);
  const own = { bars, periods, barsPerYear: ownPerYear };
  const problem = { ...own, window, minHeldBars, objectives: objectivesOf(experiment) };
  if (!timeframes) return problem;
  const judged = timeframes.map((name): JudgedBars => {
    if (name === BASE) return own;
    const larger = largerBars(experiment, bars, name);
    // Where the user says how many bars make a year, as many fewer as there are by the times.
    const ratio = experiment.barsPerYear === undefined ? 1 : experiment.barsPerYear / perYear(bars);
    const barsPerYear = perYear(larger.shared) * ratio;
    return {
      ...{ bars: larger.shared, periods: periodsOn(larger.resampled, periods, window), barsPerYear },
      minHeldBars: heldOn(minHeldBars, barsPerYear / ownPerYear),
    };
  });
  return { ...problem, timeframes: judged };
}

/** Of fewer bars than this mean and deviation make any ratio, however long the bars are. */
const FEWEST_HELD = 10;

/**
 * How many larger bars have to be held where so many of the data set's have to. As long a time, because then an annualised
 * ratio is as uncertain as on the bars of the data set (its standard error is √(bars a year ÷ bars held)): 100 days are 21
 * weeks. But no fewer than ten, unless fewer are asked for: 20 days are 10 weeks, not 4.
 *
 * @param ratio larger bars a year by those of the data set
 */
const heldOn = (minHeldBars: number, ratio: number): number =>
  Math.max(Math.round(minHeldBars * ratio), Math.min(minHeldBars, FEWEST_HELD));

/** @throws {ExpectedError} or a PeriodError that names the timeframe which does not fit the data, and how to mend it */
export function checkTimeframes(experiment: Experiment, bars: SharedBars): void {
  const { timeframes = [], window } = experiment;
  const twice = timeframes.find((name, i) => timeframes.indexOf(name) < i);
  if (twice !== undefined) throw new ExpectedError(`timeframes: ${twice} stands there twice.`);
  for (const name of timeframes) {
    if (name === BASE) continue;
    const { resampled } = largerBars(experiment, bars, name);
    for (const periods of Object.values(namedPeriodsOf(experiment, bars.length))) {
      const on = periodsOn(resampled, periods, window).map((period, i) => ({ ...period, name: `${periods[i]!.name} on bars of ${name}` }));
      if (on.length > 0) checkPeriods(on, resampled.bars.length, window);
    }
  }
}

interface LargerBars {
  readonly resampled: Resampled;
  readonly shared: SharedBars;
}

/** Made once for all runs on the same data, and gone with it. */
const made = new WeakMap<SharedArrayBuffer, Map<string, LargerBars>>();

function largerBars({ sessions }: Experiment, bars: SharedBars, timeframe: string): LargerBars {
  const known = made.get(bars.buffer) ?? new Map<string, LargerBars>();
  made.set(bars.buffer, known);
  const key = JSON.stringify([timeframe, sessions]);
  const found = known.get(key);
  if (found) return found;
  try {
    const resampled = resample(viewBars(bars), timeframe, sessions ? { sessions } : {});
    const larger = { resampled, shared: shareBars(resampled.bars) };
    known.set(key, larger);
    return larger;
  } catch (error) {
    if (!(error instanceof TimeframeError)) throw error;
    throw new ExpectedError(`timeframes: ${error.message}. \`${BASE}\` stands for the bars of the data set.`, [], { cause: error });
  }
}

const counted = new WeakMap<SharedArrayBuffer, number>();

/** By how many bars a year to annualise, counted once a data set. */
export function perYear(bars: SharedBars): number {
  const count = counted.get(bars.buffer) ?? barsPerYear(viewBars(bars).time);
  counted.set(bars.buffer, count);
  return count;
}
