import { compareObjective } from '../compare.ts';
import type { Individual } from '../individual.ts';
import { shuffled } from '../shuffle.ts';
import type { Cases } from './cases.ts';
import type { Selection } from './selection.ts';

/** How far below the best one may be in a case and stay: given the values that are left, which way is irrelevant. */
type Tolerance = (values: readonly number[]) => number;

/**
 * Lexicase selection (Spector 2012; DEAP's `selLexicase`): for each place the cases come in a random order, and in each
 * only those stay that are best among those that are left; of the last ones anybody. Specialists that are best in
 * some cases survive although their average is poor.
 */
export const lexicase = (cases: Cases): Selection => filtering(cases, () => 0);

/** As `lexicase`, but who is within `epsilon` of the best stays too (La Cava et al. 2016, ε_y; DEAP's `selEpsilonLexicase`). */
export function epsilonLexicase(cases: Cases, epsilon: number): Selection {
  if (!(epsilon >= 0)) throw new RangeError(`epsilon is 0 or more, not ${epsilon}`);
  return filtering(cases, () => epsilon);
}

/**
 * As `epsilonLexicase`, with an epsilon of its own for each case: the median absolute deviation among those who are
 * left (La Cava et al. 2016, λ-ε_y, dynamic; DEAP's `selAutomaticEpsilonLexicase`).
 */
export const automaticEpsilonLexicase = (cases: Cases): Selection => filtering(cases, medianAbsoluteDeviation);

interface Candidate {
  readonly individual: Individual;
  readonly values: readonly number[];
}

const filtering =
  (cases: Cases, tolerance: Tolerance): Selection =>
  (streams, population, k) => {
    const { weights } = cases;
    const everybody: readonly Candidate[] = population.map((individual) => ({ individual, values: cases.of(individual) }));
    const numbers = weights.map((_, i) => i);
    // By far the most work is the first case of each order, and always one of the same few.
    const afterFirst = numbers.map((): readonly Candidate[] | undefined => undefined);
    return Array.from({ length: k }, (_, place) => {
      const random = streams(place);
      let left = everybody;
      for (const i of shuffled(random, numbers)) {
        if (left.length <= 1) break;
        if (left === everybody) {
          afterFirst[i] ??= bestIn(i, weights[i]!, left, tolerance);
          left = afterFirst[i];
        } else left = bestIn(i, weights[i]!, left, tolerance);
      }
      return random.choice(left).individual;
    });
  };

/** Who is best in a case, or close enough. */
function bestIn(i: number, weight: number, left: readonly Candidate[], tolerance: Tolerance): readonly Candidate[] {
  const values = left.map((candidate) => candidate.values[i]!);
  const top = values.reduce((a, b) => (compareObjective(weight, b, a) > 0 ? b : a));
  const slack = tolerance(values);
  // The best stays, infinities and NaN included, where a difference would be NaN.
  return left.filter((_, j) => compareObjective(weight, values[j]!, top) >= 0 || Math.abs(values[j]! - top) <= slack);
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
