import type { Individual } from '../individual.ts';

/**
 * What lexicase selection looks at: a vector of numbers for each individual, given beside its fitness (the value of
 * an objective in each period and timeframe), and which way each of them is better. It has to be a function of the
 * genome alone, as the fitness is, so that a run that goes on from a stored generation sees the same cases.
 */
export interface Cases {
  /** One a case; only the sign counts. */
  readonly weights: readonly number[];
  of(individual: Individual): readonly number[];
}

/** The values of the objectives, one a case: what DEAP's lexicase selections look at. */
export const objectivesAsCases = (weights: readonly number[]): Cases => ({ weights, of: (individual) => individual.fitness });
