import { randomTree } from '../generation/tree.ts';
import { type Genome, replace, subtree } from '../genome.ts';
import { type Limits, room } from '../limits.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import type { Random } from '../random.ts';
import { drawPeriodAt } from '../terminals.ts';

/** What DEAP's examples give as `expr`: genFull between these heights. */
const HEIGHTS = { min: 0, max: 2 };

/**
 * Replaces a node, the root included, and all below it by a new full tree of the same type, 0 to 2 high or as low as
 * its type and the room there allow (DEAP's mutUniform). The lookback that is left at the place is what the new tree
 * may use. Returns the genome itself where nothing else fits.
 */
export function uniform(random: Random, set: PrimitiveSet, g: Genome, limits: Limits): Genome {
  const types = nodeTypes(set, g);
  const typed = [...types.keys()].filter((place) => types[place] !== undefined);
  if (typed.length === 0) return g;
  const place = random.choice(typed);
  const donor =
    types[place] === set.period
      ? drawPeriodAt(random, set, g, place, limits)
      : randomTree(random, set, types[place]!, HEIGHTS, room(g, place, limits), 'full');
  return donor ? replace(g, subtree(g, place), donor) : g;
}
