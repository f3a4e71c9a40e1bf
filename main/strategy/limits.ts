import { type Genome, height, lookback, lookbacks, ownLookback, parents, size, subtree } from './genome.ts';
import { PERIOD } from './primitives.ts';

/** What no strategy of an evolution exceeds. */
export interface Limits {
  /** Edges from the root to the deepest leaf. */
  readonly maxHeight: number;
  /** Nodes, periods and numbers included. */
  readonly maxSize: number;
  /** Bars before the current one: the window less one. */
  readonly maxLookback: number;
}

export function withinLimits(g: Genome, limits: Limits): boolean {
  return size(g) <= limits.maxSize && height(g) <= limits.maxHeight && lookback(g) <= limits.maxLookback;
}

/** What a subtree may measure that stands at `place` instead of the present one: the limits less what the rest uses. */
export function room(g: Genome, place: number, limits: Limits): Limits {
  const parent = parents(g);
  let depth = 0;
  let above = 0;
  for (let p = parent[place]!; p >= 0; p = parent[p]!) {
    depth++;
    above += ownLookback(g.codes, p);
  }
  const { start, end } = subtree(g, place);
  return {
    maxHeight: limits.maxHeight - depth,
    maxSize: limits.maxSize - (size(g) - (end - start)),
    maxLookback: limits.maxLookback - above,
  };
}

/** The longest period that may stand at the place of a period, given all else in the strategy. Below 2: none may. */
export function longestPeriod(g: Genome, place: number, limits: Limits): number {
  const user = parents(g)[place]!;
  const spare = room(g, user, limits).maxLookback - lookbacks(g)[user]!;
  return g.codes[place]! - PERIOD + spare;
}
