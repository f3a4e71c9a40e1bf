import { type Genome, replace, subtree } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';

/**
 * Lifts a subtree to the place of one that contains it (Kinnear 1993, and as in gplearn also below the root): a node
 * that has others of its type below it is drawn, the root included, and one of those takes its place with all that is
 * below it. Always makes the strategy smaller, so the limits are not looked at; where `shrink` takes out one function,
 * this takes out any number. Without such a node the genome comes back as it is.
 */
export function hoist(random: Random, set: PrimitiveSet, g: Genome, _limits: Limits): Genome {
  const types = nodeTypes(set, g);
  const below = (place: number): number[] => {
    const { start } = subtree(g, place);
    return Array.from({ length: place - start }, (_, i) => start + i).filter((inner) => types[inner] === types[place]);
  };
  const places = [...types.keys()].filter((place) => types[place] !== undefined && below(place).length > 0);
  if (places.length === 0) return g;
  const place = random.choice(places);
  return replace(g, subtree(g, place), g, subtree(g, random.choice(below(place))));
}
