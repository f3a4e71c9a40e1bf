import { argumentRoots, constantAt, type Genome, type Range, rootOf, subtree } from '../strategy/genome.ts';
import { NUMBER } from '../strategy/primitives.ts';
import { compareFitness } from './compare.ts';
import type { Individual, Operator } from './individual.ts';

/** Where parent and child differ: a whole subtree in each. */
export interface Change {
  readonly parentRange: Range;
  readonly childRange: Range;
}

/**
 * The subtree of a parent that became another one in its child: the smallest one outside of which both are the same,
 * node by node and number by number. Null when they are the same everywhere.
 *
 * It follows from the genomes alone, so nothing else has to be stored. After a crossover and a mutation in one it is
 * the subtree that holds both places. With the other parent of a crossover, `childRange` is what came from there.
 */
export function changedSubtree(parent: Genome, child: Genome): Change | null {
  let [p, c] = [rootOf(parent), rootOf(child)];
  if (sameSubtree(parent, p, child, c)) return null;
  // Down from the roots as long as the functions are the same and only one argument differs.
  for (;;) {
    if (parent.codes[p] !== child.codes[c]) break;
    const [left, right] = [argumentRoots(parent, p), argumentRoots(child, c)];
    const different = left.filter((root, i) => !sameSubtree(parent, root, child, right[i]!));
    if (different.length !== 1) break;
    const place = left.indexOf(different[0]!);
    [p, c] = [left[place]!, right[place]!];
  }
  return { parentRange: subtree(parent, p), childRange: subtree(child, c) };
}

/**
 * All smallest subtrees of a parent that became others in its child, left to right: down from the roots as long as the
 * functions are the same. Empty when parent and child are the same everywhere; mostly one pair after a crossover or a
 * mutation, more after both, or where what came has the same function at its root as what went.
 */
export function changedSubtrees(parent: Genome, child: Genome): Change[] {
  const changes: Change[] = [];
  const compare = (p: number, c: number): void => {
    if (sameSubtree(parent, p, child, c)) return;
    const [left, right] = [argumentRoots(parent, p), argumentRoots(child, c)];
    if (parent.codes[p] === child.codes[c] && left.length > 0) left.forEach((root, i) => void compare(root, right[i]!));
    else changes.push({ parentRange: subtree(parent, p), childRange: subtree(child, c) });
  };
  compare(rootOf(parent), rootOf(child));
  return changes;
}

function sameSubtree(a: Genome, i: number, b: Genome, j: number): boolean {
  const [x, y] = [subtree(a, i), subtree(b, j)];
  if (x.end - x.start !== y.end - y.start) return false;
  for (let n = 0; n < x.end - x.start; n++) {
    const code = a.codes[x.start + n]!;
    if (code !== b.codes[y.start + n]) return false;
    if (code === NUMBER && !Object.is(constantAt(a, x.start + n), constantAt(b, y.start + n))) return false;
  }
  return true;
}

/** What an operator did in one generation. */
export interface Credit {
  /** Children that are better than their first parent, the one in whose place they stand; equal to it; worse. */
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
}

/** How often each operator helped, from a generation and the one before. Children without parents are left out. */
export function operatorCredit(
  weights: readonly number[],
  before: readonly Individual[],
  population: readonly Individual[],
): ReadonlyMap<Operator, Credit> {
  const credits = new Map<Operator, { better: number; equal: number; worse: number }>();
  for (const { operator, parents, fitness } of population) {
    const parent = before[parents[0] ?? -1];
    if (!parent) continue;
    const credit = credits.get(operator) ?? { better: 0, equal: 0, worse: 0 };
    credits.set(operator, credit);
    const order = compareFitness(weights, fitness, parent.fitness);
    credit[order > 0 ? 'better' : order < 0 ? 'worse' : 'equal']++;
  }
  return credits;
}
