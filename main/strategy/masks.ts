import { randomTree } from './generation/tree.ts';
import type { Genome } from './genome.ts';
import type { Limits } from './limits.ts';
import type { PrimitiveSet } from './primitive-set.ts';
import { code } from './primitives.ts';
import type { Random } from './random.ts';

/** Small, because every use makes the strategy larger for good. */
const HEIGHTS = { min: 1, max: 2 };

/** A small random signal within the limits, for the semantic operators; undefined where none fits. */
export const mask = (random: Random, set: PrimitiveSet, limits: Limits): Genome | undefined =>
  randomTree(random, set, set.root, HEIGHTS, limits, 'grow');

/** Whether signals can be joined by and, or, not in a set. */
export function hasLogic(set: PrimitiveSet): boolean {
  const { root } = set;
  return ['and', 'or'].every((name) => set.resultOf(code(name), [root, root]) === root) && set.resultOf(code('not'), [root]) === root;
}
