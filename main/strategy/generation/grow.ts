import type { Genome } from '../genome.ts';
import type { Limits } from '../limits.ts';
import type { PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';
import { strategy } from './full.ts';
import type { Heights } from './tree.ts';

/**
 * A strategy of irregular shape (Koza 1992; DEAP's genGrow): a branch ends at the height drawn, and from the least
 * height on with a probability of the set's share of terminals.
 *
 * @throws {RangeError} when the limits leave no room for any strategy
 */
export const grow = (random: Random, set: PrimitiveSet, heights: Heights, limits: Limits): Genome =>
  strategy(random, set, heights, limits, 'grow');
