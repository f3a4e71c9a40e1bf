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
  const placesA = placesByType(set, a);
  const placesB = placesByType(set, b);
  const types = [...set.types.keys()].filter((type) => placesA[type]!.length > 0 && placesB[type]!.length > 0);
  if (types.length === 0) return [a, b];
  const type = random.choice(types);
  const rangeA = subtree(a, random.choice(placesA[type]!));
  const rangeB = subtree(b, random.choice(placesB[type]!));
  return [replace(a, rangeA, b, rangeB), replace(b, rangeB, a, rangeA)];
}

/** For each type the nodes that have it, the root left out. */
function placesByType(set: PrimitiveSet, g: Genome): number[][] {
  const places = set.types.map((): number[] => []);
  for (const [place, type] of nodeTypes(set, g).slice(0, -1).entries()) if (type !== undefined) places[type]!.push(place);
  return places;
}
