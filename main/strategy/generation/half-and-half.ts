import type { Genome } from '../genome.ts';
import type { Limits } from '../limits.ts';
import type { PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';
import { full } from './full.ts';
import { grow } from './grow.ts';
import type { Heights } from './tree.ts';

/**
 * Grow or full, evenly, then a height (DEAP's genHalfAndHalf: not the ramp of Koza's ramped half and half).
 *
 * @throws {RangeError} when the limits leave no room for any strategy
 */
export const halfAndHalf = (random: Random, set: PrimitiveSet, heights: Heights, limits: Limits): Genome =>
  random.choice([grow, full])(random, set, heights, limits);
