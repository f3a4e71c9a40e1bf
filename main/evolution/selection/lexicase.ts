import type { Random } from '../../strategy/random.ts';
import { compareObjective } from '../compare.ts';
import type { Individual } from '../individual.ts';
import { shuffled } from '../shuffle.ts';
import type { Cases } from './cases.ts';

/** How far below the best one may be in a case and stay: given the values that are left, which way is irrelevant. */
type Tolerance = (values: readonly number[]) => number;

/**
 * Lexicase selection (Spector 2012; DEAP's `selLexicase` with k = 1): the cases come in a random order, and in each
 * only those stay that are best among those that are left; of the last ones anybody. Specialists that are best in
 * some cases survive although their average is poor.
 */
export const lexicase = (random: Random, cases: Cases, population: readonly Individual[]): Individual =>
  filter(random, cases, population, () => 0);

/** As `lexicase`, but who is within `epsilon` of the best stays too (La Cava et al. 2016, ε_y; DEAP's `selEpsilonLexicase`). */
export const epsilonLexicase = (random: Random, cases: Cases, epsilon: number, population: readonly Individual[]): Individual => {
  if (!(epsilon >= 0)) throw new RangeError(`epsilon is 0 or more, not ${epsilon}`);
  return filter(random, cases, population, () => epsilon);
};

/**
 * As `epsilonLexicase`, with an epsilon of its own for each case: the median absolute deviation among those who are
 * left (La Cava et al. 2016, λ-ε_y, dynamic; DEAP's `selAutomaticEpsilonLexicase`).
 */
export const automaticEpsilonLexicase = (random: Random, cases: Cases, population: readonly Individual[]): Individual =>
  filter(random, cases, population, medianAbsoluteDeviation);

function filter(random: Random, { weights, of }: Cases, population: readonly Individual[], tolerance: Tolerance): Individual {
  const order = shuffled(
    random,
    weights.map((_, i) => i),
  );
  let left = population.map((individual) => ({ individual, values: of(individual) }));
  for (const i of order) {
    if (left.length <= 1) break;
    const weight = weights[i]!;
    const values = left.map((candidate) => candidate.values[i]!);
    const top = values.reduce((a, b) => (compareObjective(weight, b, a) > 0 ? b : a));
    // The best stays, infinities and NaN included, where a difference would be NaN.
    const slack = tolerance(values);
    left = left.filter((_, j) => compareObjective(weight, values[j]!, top) >= 0 || Math.abs(values[j]! - top) <= slack);
  }
  return random.choice(left).individual;
}

/** The median distance from the median, of the values that are numbers. 0 when there is none. */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return 0;
  const middle = median(finite);
  return median(finite.map((value) => Math.abs(value - middle)));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
