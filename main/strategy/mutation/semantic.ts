import { concat, type Genome, genome, height, size } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { hasLogic, mask } from '../masks.ts';
import type { PrimitiveSet } from '../primitive-set.ts';
import { code } from '../primitives.ts';
import type { Random } from '../random.ts';

/**
 * Geometric semantic mutation of signals (Moraglio, Krawiec and Johnson 2012, Boolean space, with a random signal m in
 * place of their minterm, which bars do not have; DEAP's mutSemantic adds to numbers): evenly or(strategy, m), which
 * adds the bars where m is true, or and(strategy, not(m)), which takes them away. On all other bars the strategy stays
 * what it was. Returns the genome itself where no m fits into the limits, or the set lacks and, or, not.
 */
export function semanticMutation(random: Random, set: PrimitiveSet, g: Genome, limits: Limits): Genome {
  if (!hasLogic(set) || height(g) + 1 > limits.maxHeight) return g;
  const adds = random.float() < 0.5;
  const added = adds ? 1 : 2;
  const m = mask(random, set, { ...limits, maxHeight: limits.maxHeight - added, maxSize: limits.maxSize - size(g) - added });
  if (!m) return g;
  const node = (name: string) => genome([code(name)], []);
  return adds ? concat(g, m, node('or')) : concat(g, m, node('not'), node('and'));
}
