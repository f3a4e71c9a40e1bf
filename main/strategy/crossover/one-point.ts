import { type Genome, replace, subtree } from '../genome.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';

/**
 * Swaps a subtree of one parent for one of the same type in the other (Koza 1992; typed as Montana 1995; DEAP's
 * cxOnePoint): a type is drawn evenly from those that both have below their roots, then a node of it in each. Types
 * are drawn from a list in the set's order, not from a hash set as in DEAP, where the same seed gives different
 * children in different processes. Nothing in common: the parents come back. Limits are `staticLimit`'s matter.
 */
export function onePoint(random: Random, set: PrimitiveSet, a: Genome, b: Genome): [Genome, Genome] {
  const [typesA, typesB] = [nodeTypes(set, a), nodeTypes(set, b)];
  const [countsA, countsB] = [counts(set, typesA), counts(set, typesB)];
  const common = set.types.flatMap((_, type) => (countsA[type]! > 0 && countsB[type]! > 0 ? type : []));
  if (common.length === 0) return [a, b];
  const type = random.choice(common);
  const rangeA = subtree(a, nthOf(typesA, type, random.integer(0, countsA[type]! - 1)));
  const rangeB = subtree(b, nthOf(typesB, type, random.integer(0, countsB[type]! - 1)));
  return [replace(a, rangeA, b, rangeB), replace(b, rangeB, a, rangeA)];
}

/** For each type how many nodes have it, the root left out. */
function counts(set: PrimitiveSet, types: readonly (number | undefined)[]): Uint32Array {
  const found = new Uint32Array(set.types.length);
  for (let place = 0; place < types.length - 1; place++) {
    const type = types[place];
    if (type !== undefined) found[type]!++;
  }
  return found;
}

/** The place of the node that has so many of its type before it. */
function nthOf(types: readonly (number | undefined)[], type: number, n: number): number {
  let before = 0;
  for (let place = 0; ; place++) if (types[place] === type && before++ === n) return place;
}
