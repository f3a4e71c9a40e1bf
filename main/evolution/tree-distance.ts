import { argumentRoots, constantAt, type Genome, rootOf, subtree } from '../strategy/genome.ts';
import { NUMBER } from '../strategy/primitives.ts';

/**
 * How much of two trees differs when they are laid on each other from their roots: the share of the places, among all
 * that either has, at which they have different nodes or only one has any (the overlap metric; Ekárt and Németh 2000,
 * without depth weights). 0 for equal trees, 1 for trees whose roots and all below differ.
 */
export function treeDistance(a: Genome, b: Genome): number {
  let different = 0;
  let places = 0;
  const compare = (i: number, j: number): void => {
    places++;
    if (!sameNode(a, i, b, j)) different++;
    const [left, right] = [argumentRoots(a, i), argumentRoots(b, j)];
    for (let n = 0; n < Math.max(left.length, right.length); n++) {
      const [x, y] = [left[n], right[n]];
      if (x !== undefined && y !== undefined) compare(x, y);
      else {
        const { start, end } = x === undefined ? subtree(b, y!) : subtree(a, x);
        places += end - start;
        different += end - start;
      }
    }
  };
  compare(rootOf(a), rootOf(b));
  return different / places;
}

/** Periods and numbers are the same node when their values are. */
function sameNode(a: Genome, i: number, b: Genome, j: number): boolean {
  const code = a.codes[i]!;
  if (code !== NUMBER || b.codes[j] !== NUMBER) return code === b.codes[j];
  return constantAt(a, i) === constantAt(b, j);
}
