import { argumentRoots, type Genome, height, replace, rootOf, size, subtree } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';

/**
 * Replaces a function, the root excluded, by one of its arguments that has its type (DEAP's mutShrink). Strategies of
 * fewer than three nodes or of height 1, and those without such a function, come back as they are. What shrinks
 * cannot exceed a limit, so the limits are not looked at.
 */
export function shrink(random: Random, set: PrimitiveSet, g: Genome, _limits: Limits): Genome {
  if (size(g) < 3 || height(g) <= 1) return g;
  const types = nodeTypes(set, g);
  const argumentsAlike = (place: number) => argumentRoots(g, place).filter((root) => types[root] === types[place]);
  const places = [...types.keys()].filter((p) => p !== rootOf(g) && types[p] !== undefined && argumentsAlike(p).length > 0);
  if (places.length === 0) return g;
  const place = random.choice(places);
  return replace(g, subtree(g, place), g, subtree(g, random.choice(argumentsAlike(place))));
}
