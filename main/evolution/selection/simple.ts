import type { Random } from '../../strategy/random.ts';
import { compareFitness } from '../compare.ts';
import type { Individual } from '../individual.ts';

/**
 * The k best, best first, equals in their order (DEAP's `selBest`; truncation selection); all when there are fewer.
 */
export function best(weights: readonly number[], population: readonly Individual[], k: number): Individual[] {
  return population.toSorted((a, b) => compareFitness(weights, b.fitness, a.fitness)).slice(0, k);
}

/** The k worst, worst first, equals in their order (DEAP's `selWorst`). */
export function worst(weights: readonly number[], population: readonly Individual[], k: number): Individual[] {
  return population.toSorted((a, b) => compareFitness(weights, a.fitness, b.fitness)).slice(0, k);
}

/** Anybody, with replacement (DEAP's `selRandom` with k = 1): no pressure at all, to compare others with. */
export const anybody = (random: Random, population: readonly Individual[]): Individual => random.choice(population);
