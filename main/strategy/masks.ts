import { randomTree } from './generation/tree.ts';
import type { Genome } from './genome.ts';
import type { Limits } from './limits.ts';
import type { PrimitiveSet } from './primitive-set.ts';
import type { Random } from './random.ts';

/** Small, because every use makes the strategy larger for good. */
const HEIGHTS = { min: 1, max: 2 };

/** A small random signal within the limits, for the semantic operators; undefined where none fits. */
export const mask = (random: Random, set: PrimitiveSet, limits: Limits): Genome | undefined =>
  randomTree(random, set, set.root, HEIGHTS, limits, 'grow');

/** Whether a set has and, or, not for signals. */
export const hasLogic = (set: PrimitiveSet): boolean =>
  ['and', 'or', 'not'].every((name) => set.functions[set.root]!.some((signatures) => signatures[0]!.primitive.name === name));
