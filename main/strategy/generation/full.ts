import type { Genome } from '../genome.ts';
import type { Limits } from '../limits.ts';
import type { PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';
import { type Heights, type Method, randomTree } from './tree.ts';

/**
 * A strategy whose branches all go as deep as its height, drawn evenly from `heights` (Koza 1992; DEAP's genFull).
 * Branches end earlier only where their type has no deeper function left: at periods, and where the lookback is used up.
 *
 * @throws {RangeError} when the limits leave no room for any strategy
 */
export const full = (random: Random, set: PrimitiveSet, heights: Heights, limits: Limits): Genome =>
  strategy(random, set, heights, limits, 'full');

export function strategy(random: Random, set: PrimitiveSet, heights: Heights, limits: Limits, method: Method): Genome {
  const made = randomTree(random, set, set.root, heights, limits, method);
  if (made) return made;
  const { maxHeight, maxSize, maxLookback } = limits;
  throw new RangeError(
    `no strategy fits into a height of ${maxHeight}, a size of ${maxSize} and a lookback of ${maxLookback}: the smallest, such as gt(close, open), has height 1, size 3 and lookback 0`,
  );
}
