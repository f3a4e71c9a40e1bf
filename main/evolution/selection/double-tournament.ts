import { size } from '../../strategy/genome.ts';
import type { Random } from '../../strategy/random.ts';
import { compareFitness } from '../compare.ts';
import type { Individual } from '../individual.ts';
import { tournament } from './tournament.ts';

/**
 * Two tournaments on top of each other, one for the fitness and one against size (Luke and Panait 2002; DEAP's
 * `selDoubleTournament` with k = 1): of two, the smaller wins with probability `parsimony` / 2; of two of the same size
 * each with ½. With `fitnessFirst` the two come from fitness tournaments, otherwise the fitness tournament is between
 * winners against size.
 *
 * @param fitnessSize how many meet in a fitness tournament, at least 1
 * @param parsimony from 1 (size does not matter) to 2 (the smaller always wins)
 * @throws {RangeError} when one of them is out of range, or nobody is there
 */
export function doubleTournament(
  random: Random,
  weights: readonly number[],
  fitnessSize: number,
  parsimony: number,
  fitnessFirst: boolean,
  population: readonly Individual[],
): Individual {
  if (!(parsimony >= 1 && parsimony <= 2)) throw new RangeError(`parsimony goes from 1 to 2, ${parsimony} is outside`);
  if (fitnessFirst) return smaller(random, parsimony, () => tournament(random, weights, fitnessSize, population));
  if (fitnessSize < 1) throw new RangeError(`a tournament needs at least 1 individual, not ${fitnessSize}`);
  const aspirant = () => smaller(random, parsimony, () => random.choice(population));
  let winner = aspirant();
  for (let drawn = 1; drawn < fitnessSize; drawn++) {
    const rival = aspirant();
    if (compareFitness(weights, rival.fitness, winner.fitness) > 0) winner = rival;
  }
  return winner;
}

function smaller(random: Random, parsimony: number, draw: () => Individual): Individual {
  const [a, b] = [draw(), draw()];
  const difference = size(a.genome) - size(b.genome);
  const [first, second] = difference > 0 ? [b, a] : [a, b];
  return random.float() < (difference === 0 ? 0.5 : parsimony / 2) ? first : second;
}
