import type { Random } from '../../strategy/random.ts';
import { compareFitness } from '../compare.ts';
import type { Individual } from '../individual.ts';

/**
 * The best of `size` individuals that are drawn with replacement; among equals the first that was drawn
 * (DEAP's `selTournament` with k = 1: each place of the next generation has its own tournament and random stream).
 * Returns the individual itself, not a copy. Throws a `RangeError` when the population is empty or size is below 1.
 */
export function tournament(random: Random, weights: readonly number[], size: number, population: readonly Individual[]): Individual {
  if (size < 1) throw new RangeError(`a tournament needs at least 1 individual, not ${size}`);
  let winner = random.choice(population);
  for (let drawn = 1; drawn < size; drawn++) {
    const rival = random.choice(population);
    if (compareFitness(weights, rival.fitness, winner.fitness) > 0) winner = rival;
  }
  return winner;
}
