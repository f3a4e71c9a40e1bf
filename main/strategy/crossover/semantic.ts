import { concat, type Genome, genome, height, size } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { hasLogic, mask } from '../masks.ts';
import type { PrimitiveSet } from '../primitive-set.ts';
import { code } from '../primitives.ts';
import type { Random } from '../random.ts';

/** and, or, and, not: what the children have besides their parents and the mask twice. */
const ADDED = 4;

/**
 * Geometric semantic crossover of signals (Moraglio, Krawiec and Johnson 2012, Boolean space; DEAP's cxSemantic blends
 * numbers): with a random signal m as a mask, or(and(a, m), and(not(m), b)) holds what `a` holds where m is true and
 * what `b` holds elsewhere, so that on every bar a child agrees with one of its parents. The second child swaps them
 * (in DEAP it holds the first child instead of the second parent, and grows without end).
 *
 * A child is as large as both parents, twice the mask and four nodes. Where no mask fits into the limits beside the
 * parents, or the set lacks and, or, not, the parents come back: it works with small strategies and generous limits.
 */
export function semanticCrossover(random: Random, set: PrimitiveSet, a: Genome, b: Genome, limits: Limits): [Genome, Genome] {
  if (!hasLogic(set)) return [a, b];
  const tallest = Math.max(height(a) + 2, height(b) + 2);
  if (tallest > limits.maxHeight) return [a, b];
  const room = Math.floor((limits.maxSize - size(a) - size(b) - ADDED) / 2);
  const m = mask(random, set, { ...limits, maxHeight: limits.maxHeight - 3, maxSize: room });
  if (!m) return [a, b];
  const node = (name: string) => genome([code(name)], []);
  const child = (x: Genome, y: Genome) => concat(x, m, node('and'), m, node('not'), y, node('and'), node('or'));
  return [child(a, b), child(b, a)];
}
