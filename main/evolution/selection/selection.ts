import type { Random } from '../../strategy/random.ts';
import type { Individual } from '../individual.ts';

/** A stream for each decision, by its number: what one place draws never depends on how much another one drew. */
export type Streams = (place: number) => Random;

/**
 * Picks k individuals of a population, the individuals themselves and not copies. Where each place is an independent
 * pick (tournament, roulette, lexicase), place i draws from stream i; where the k are picked together (SUS, NSGA-II),
 * they draw from stream 0.
 */
export type Selection = (streams: Streams, population: readonly Individual[], k: number) => Individual[];

/** k independent picks. */
export const independently =
  (pick: (random: Random, population: readonly Individual[]) => Individual): Selection =>
  (streams, population, k) =>
    Array.from({ length: k }, (_, place) => pick(streams(place), population));

/** k picked together, each at most once; when k is larger than the population, in rounds of all of them. */
export const together =
  (choose: (random: Random, population: readonly Individual[], k: number) => Individual[]): Selection =>
  (streams, population, k) => {
    if (population.length === 0 && k > 0) throw new RangeError('nobody can be selected from an empty population');
    const chosen: Individual[] = [];
    for (let round = 0; chosen.length < k; round++) {
      chosen.push(...choose(streams(round), population, Math.min(k - chosen.length, population.length)));
    }
    return chosen;
  };
