import type { Limits } from './limits.ts';
import type { PrimitiveSet, Signature } from './primitive-set.ts';
import { MIN_PERIOD } from './primitives.ts';

/** What is true of a type before anything is generated. */
export interface TypeReport {
  readonly type: string;
  /** Edges of the lowest tree of this type. Infinity when there is none. */
  readonly minHeight: number;
  /** Whether a strategy within the limits can contain a tree of this type. */
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
 * can contain, and whether there is any strategy within the limits. A function is usable where there is a place for it
 * in some strategy: with what the functions above it look back on, how deep it stands and how many nodes stand around it,
 * something still fits below. DEAP finds out in the middle of a run, by an IndexError, the most repeated complaint about
 * its genetic programming (issues 7, 237, 291, 425, 579).
 */
export function checkSet(set: PrimitiveSet, limits: Limits): SetReport {
  const { types, root, period, feasibility } = set;
  const lookback = Math.min(limits.maxLookback, set.window - 1);
  const minHeight = types.map((_, type) => {
    if (type === period) return 0;
    for (let height = 0; height <= limits.maxHeight; height++) if (feasibility.tree(type, height, false) <= lookback) return height;
    return Number.POSITIVE_INFINITY;
  });
  const signatures = set.functions.flat(2);
  const sizes = leastSizes(set, signatures);
  const { usable, reachable } = places(set, signatures, sizes, { ...limits, maxLookback: lookback });
  const names = new Set(signatures.map((s) => s.primitive.name));
  for (const { primitive } of usable) names.delete(primitive.name);
  const problems: string[] = [];
  if (minHeight[root]! > limits.maxHeight) {
    problems.push(
      `no ${types[root]!.name} fits into a height of ${limits.maxHeight} and a lookback of ${limits.maxLookback}: raise maxHeight or the window, or add a function that makes one`,
    );
  } else if (sizes[root]! > limits.maxSize) {
    problems.push(`no strategy has fewer than ${sizes[root]} nodes, and maxSize is ${limits.maxSize}: raise it`);
  }
  return {
    types: types.map(({ name }, type) => ({ type: name, minHeight: minHeight[type]!, reachable: reachable[type]! })),
    unusable: [...names],
    problems,
  };
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Nodes of the smallest tree of each type, whatever it looks back on; Infinity when there is none. */
function leastSizes({ types, period }: PrimitiveSet, signatures: readonly Signature[]): number[] {
  const least = types.map((type, i) => (type.columns.length > 0 || type.constant || i === period ? 1 : Number.POSITIVE_INFINITY));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { args, result } of signatures) {
      const nodes = 1 + total(args.map((arg) => least[arg]!));
      if (nodes >= least[result]!) continue;
      least[result] = nodes;
      changed = true;
    }
  }
  return least;
}

/** Which functions have a place in some strategy, and which types a node in one. */
function places(
  { types, root, feasibility }: PrimitiveSet,
  signatures: readonly Signature[],
  sizes: readonly number[],
  { maxHeight, maxLookback, maxSize }: Limits,
): { usable: ReadonlySet<Signature>; reachable: readonly boolean[] } {
  const usable = new Set<Signature>();
  // By depth: the most bars that may be looked back on there, −1 where no node of the type can stand, and the fewest
  // nodes that stand around one.
  let spare = types.map((_, type) => (type === root ? maxLookback : -1));
  let around = types.map((_, type) => (type === root ? 0 : Number.POSITIVE_INFINITY));
  const reachable = spare.map((bars) => bars >= 0);
  for (let depth = 0; depth < maxHeight; depth++) {
    const below = { spare: types.map(() => -1), around: types.map(() => Number.POSITIVE_INFINITY) };
    for (const signature of signatures) {
      const { args, result, primitive } = signature;
      const [bars, others] = [spare[result]!, around[result]! + 1];
      if (bars < 0 || feasibility.use(signature, maxHeight - depth) > bars) continue;
      const nodes = total(args.map((arg) => sizes[arg]!));
      if (others + nodes > maxSize) continue;
      usable.add(signature);
      for (const arg of args) {
        below.spare[arg] = Math.max(below.spare[arg]!, bars - primitive.lookback(MIN_PERIOD));
        below.around[arg] = Math.min(below.around[arg]!, others + nodes - sizes[arg]!);
        reachable[arg] = true;
      }
    }
    ({ spare, around } = below);
  }
  return { usable, reachable };
}
