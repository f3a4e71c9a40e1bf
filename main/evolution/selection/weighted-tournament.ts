import type { Random } from '../../strategy/random.ts';
import type { Individual } from '../individual.ts';

/**
 * As `tournament`, but who is better is decided by the sum of all values times their weights (scalarisation; the
 * weighted sum of Zadeh 1963): the one selection to which the size of a weight means something. In DEAP weights look
 * like this and are compared one after the other, only by their signs (issues 377, 745). A sum that is no number loses.
 *
 * @throws {RangeError} when the population is empty or size is below 1
 */
export function weightedTournament(
  random: Random,
  weights: readonly number[],
  size: number,
  population: readonly Individual[],
): Individual {
  if (size < 1) throw new RangeError(`a tournament needs at least 1 individual, not ${size}`);
  let winner = random.choice(population);
  let most = weightedSum(weights, winner);
  for (let drawn = 1; drawn < size; drawn++) {
    const rival = random.choice(population);
    const sum = weightedSum(weights, rival);
    if (sum > most || (Number.isNaN(most) && !Number.isNaN(sum))) [winner, most] = [rival, sum];
  }
  return winner;
}

const weightedSum = (weights: readonly number[], { fitness }: Individual): number =>
  weights.reduce((sum, weight, i) => sum + weight * fitness[i]!, 0);
