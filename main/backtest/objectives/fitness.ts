import type { Period } from '../../market/bars.ts';
import type { Fitness } from '../../strategy/fitness.ts';
import { type Decided, Outcome } from './outcome.ts';
import { type ChosenObjective, type ObjectiveName, objectives } from './registry.ts';

/** One timeframe and the periods on which its decisions are judged. */
export interface Judged extends Decided {
  readonly periods: readonly Period[];
  /** Bars that have to be held in each of them. Absent: what holds for all timeframes. */
  readonly minHeldBars?: number | undefined;
}

/** The values of objectives for one strategy in one period, in the order of their names. */
export function objectiveValues(names: readonly ObjectiveName[], decided: Decided, period: Period): number[] {
  const outcome = new Outcome(decided, period);
  return names.map((name) => objectives[name].value(outcome));
}

/** What a strategy gets that cannot be judged, in the order of the objectives. */
export const worstFitness = (chosen: readonly ChosenObjective[]): Fitness =>
  chosen.map(({ name, direction }) => objectives[name].worst[direction ?? objectives[name].direction]);

/** A loop, because a callback for each of thousands of returns costs as much as an objective. */
function areFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
  return true;
}

/**
 * The values in every case (timeframe × period, the periods of the first timeframe first), a row a case: what lexicase
 * selection compares. Null when the strategy cannot be judged: in some case it holds fewer than `minHeldBars` bars, or
 * a return or a value is not finite (a price of 0).
 *
 * @param minHeldBars at least 1: without a held bar nothing is judged
 */
export function caseValues(names: readonly ObjectiveName[], timeframes: readonly Judged[], minHeldBars = 1): number[][] | null {
  const cases: number[][] = [];
  for (const decided of timeframes) {
    for (const period of decided.periods) {
      const outcome = new Outcome(decided, period);
      if (outcome.held.length < Math.max(1, decided.minHeldBars ?? minHeldBars)) return null;
      // A limited ratio would hide an infinite return.
      if (!areFinite(outcome.held)) return null;
      const values = names.map((name) => objectives[name].value(outcome));
      if (!values.every(Number.isFinite)) return null;
      cases.push(values);
    }
  }
  return cases;
}

/**
 * The fitness of a strategy for any objectives: of each the mean over all cases, added up in their order and divided by
 * their number. For `languageObjectives` on one timeframe it is, to the last bit, that of ../fitness.ts.
 *
 * @returns `worstFitness` of the objectives when the strategy cannot be judged, see `caseValues`
 */
export function objectiveFitness(chosen: readonly ChosenObjective[], timeframes: readonly Judged[], minHeldBars = 1): Fitness {
  const names = chosen.map(({ name }) => name);
  return fitnessOfCases(chosen, caseValues(names, timeframes, minHeldBars));
}

/** The same from the values in every case, as `caseValues` gives them. */
export function fitnessOfCases(chosen: readonly ChosenObjective[], cases: readonly (readonly number[])[] | null): Fitness {
  if (cases === null) return worstFitness(chosen);
  const means = chosen.map((_, k) => cases.reduce((sum, values) => sum + values[k]!, 0) / cases.length);
  return means.every(Number.isFinite) ? means : worstFitness(chosen);
}
