import type { Limits } from './limits.ts';
import type { PrimitiveSet, Signature } from './primitive-set.ts';

/** What is true of a type before anything is generated. */
export interface TypeReport {
  readonly type: string;
  /** Edges of the lowest tree of this type. Infinity when there is none. */
  readonly minHeight: number;
  /** Whether a strategy can contain a tree of this type. */
  readonly reachable: boolean;
}

export interface SetReport {
  readonly types: readonly TypeReport[];
  /** Functions that no strategy within the limits can contain. */
  readonly unusable: readonly string[];
  /** What keeps a run from starting, each with its remedy. Empty: it can start. */
  readonly problems: readonly string[];
}

/**
 * Looks at a set before a run starts: how high a tree of each type is at least, which types and functions no strategy
 * can reach, and whether there is any strategy within the limits. DEAP finds out in the middle of a run, by an
 * IndexError, the most repeated complaint about its genetic programming (issues 7, 237, 291, 425, 579).
 */
export function checkSet(set: PrimitiveSet, limits: Limits): SetReport {
  const { types, root, period, feasibility } = set;
  const lookback = Math.min(limits.maxLookback, set.window - 1);
  const minHeight = types.map((_, type) => {
    if (type === period) return 0;
    for (let height = 0; height <= limits.maxHeight; height++) if (feasibility.tree(type, height, false) <= lookback) return height;
    return Number.POSITIVE_INFINITY;
  });
  // The least depth at which a node of each type can stand, with room below it for the smallest tree.
  const depth = types.map((_, type) => (type === root ? 0 : Number.POSITIVE_INFINITY));
  const usable = new Set<Signature>();
  const signatures = set.functions.flat(2);
  for (let changed = true; changed; ) {
    changed = false;
    for (const signature of signatures) {
      const at = depth[signature.result]!;
      if (usable.has(signature) && signature.args.every((arg) => depth[arg]! <= at + 1)) continue;
      if (feasibility.use(signature, limits.maxHeight - at) > lookback || 1 + signature.args.length > limits.maxSize) continue;
      usable.add(signature);
      for (const arg of signature.args) {
        if (depth[arg]! <= at + 1) continue;
        depth[arg] = at + 1;
        changed = true;
      }
    }
  }
  const names = new Set(signatures.map((s) => s.primitive.name));
  for (const { primitive } of usable) names.delete(primitive.name);
  const problems: string[] = [];
  if (minHeight[root]! > limits.maxHeight) {
    problems.push(
      `no ${types[root]!.name} fits into a height of ${limits.maxHeight} and a lookback of ${limits.maxLookback}: raise maxHeight or the window, or add a function that makes one`,
    );
  } else if (limits.maxSize < 3) {
    problems.push(`no strategy has fewer than 3 nodes, and maxSize is ${limits.maxSize}: raise it`);
  }
  return {
    types: types.map(({ name }, type) => ({ type: name, minHeight: minHeight[type]!, reachable: Number.isFinite(depth[type]) })),
    unusable: [...names],
    problems,
  };
}
