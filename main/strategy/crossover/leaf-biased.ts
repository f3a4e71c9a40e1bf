import { type Genome, replace, subtree } from '../genome.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import { arity } from '../primitives.ts';
import type { Random } from '../random.ts';

/**
 * One-point crossover that prefers inner nodes (Koza 1992; DEAP's cxOnePointLeafBiased): for each parent it is drawn
 * first whether the point is a leaf or a function, then a type that both have among those, then a node of it in each.
 * The roots are left out. Nothing in common: the parents come back. DEAP 1.3.1 raises TypeError on Python 3.11, and draws
 * the type from a hash set, so that the same seed gives different children in different processes.
 *
 * @param leafShare probability that the point is a leaf; Koza has 0.1
 */
export function leafBiased(random: Random, set: PrimitiveSet, a: Genome, b: Genome, leafShare = 0.1): [Genome, Genome] {
  const placesA = placesByType(set, a, random.float() < leafShare);
  const placesB = placesByType(set, b, random.float() < leafShare);
  const types = [...set.types.keys()].filter((type) => placesA[type]!.length > 0 && placesB[type]!.length > 0);
  if (types.length === 0) return [a, b];
  const type = random.choice(types);
  const rangeA = subtree(a, random.choice(placesA[type]!));
  const rangeB = subtree(b, random.choice(placesB[type]!));
  return [replace(a, rangeA, b, rangeB), replace(b, rangeB, a, rangeA)];
}

function placesByType(set: PrimitiveSet, g: Genome, leaves: boolean): number[][] {
  const places = set.types.map((): number[] => []);
  for (const [place, type] of nodeTypes(set, g).slice(0, -1).entries()) {
    if (type !== undefined && (arity(g.codes[place]!) === 0) === leaves) places[type]!.push(place);
  }
  return places;
}
