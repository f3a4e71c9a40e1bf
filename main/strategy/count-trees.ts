import type { PrimitiveSet } from './primitive-set.ts';
import { MIN_PERIOD } from './primitives.ts';

/** Up to this size every tree counts; the logarithm goes on evenly from there, as it does by then. */
const COUNTED = 100;

/**
 * How many strategies a set can make of at most so many nodes, as a decimal logarithm: every column, period and function
 * counts, all numbers count as one. Limits of height and lookback make it fewer. Above 100 nodes it is an extrapolation,
 * good to a per cent of the logarithm.
 *
 * @returns −Infinity when there is none
 */
export function countTrees(set: PrimitiveSet, maxSize: number): number {
  const counts = new Counts(set, Math.min(maxSize, COUNTED));
  const upTo = (size: number) => sum([...counts.trees[set.root]!.subarray(1, size + 1)]);
  if (maxSize <= COUNTED) return upTo(maxSize) / Math.LN10;
  // Over ten nodes, since some sets make trees of odd sizes only.
  const slope = (upTo(COUNTED) - upTo(COUNTED - 10)) / 10;
  return (upTo(COUNTED) + (maxSize - COUNTED) * slope) / Math.LN10;
}

/** Trees by type and size, as natural logarithms: the counts themselves soon are larger than a float64 can say. */
class Counts {
  readonly trees: readonly Float64Array[];
  /** By the types of arguments, then by their size: in how many ways they have so many nodes together. */
  readonly #combined = new Map<string, number[]>();

  constructor(set: PrimitiveSet, maxSize: number) {
    this.trees = set.types.map(() => new Float64Array(maxSize + 1).fill(Number.NEGATIVE_INFINITY));
    const ways = set.functions.map((functions) => Map.groupBy(functions.flat(), ({ args }) => args.join()));
    for (let size = 1; size <= maxSize; size++) {
      for (const type of set.types.keys()) {
        const terms = size === 1 ? [Math.log(terminals(set, type))] : [];
        for (const alike of ways[type]!.values()) terms.push(Math.log(alike.length) + this.#ways(alike[0]!.args, size - 1));
        this.trees[type]![size] = sum(terms);
      }
    }
  }

  /** Trees of all smaller sizes have been counted by then. */
  #ways(args: readonly number[], size: number): number {
    const [first, ...rest] = args;
    if (first === undefined) return size === 0 ? 0 : Number.NEGATIVE_INFINITY;
    if (rest.length === 0) return this.trees[first]![size] ?? Number.NEGATIVE_INFINITY;
    const key = args.join();
    const known = this.#combined.get(key) ?? [];
    this.#combined.set(key, known);
    if (known[size] !== undefined) return known[size];
    const terms: number[] = [];
    for (let own = 1; own <= size - rest.length; own++) {
      const count = this.trees[first]![own]!;
      if (count > Number.NEGATIVE_INFINITY) terms.push(count + this.#ways(rest, size - own));
    }
    known[size] = sum(terms);
    return known[size];
  }
}

function terminals(set: PrimitiveSet, type: number): number {
  const { columns, constant } = set.types[type]!;
  const drawn = set.weight === undefined ? columns : columns.filter((code) => set.weight!(code) > 0);
  return drawn.length + (constant ? 1 : 0) + (type === set.period ? set.window - MIN_PERIOD + 1 : 0);
}

/** The logarithm of a sum of numbers that are given by their logarithms. */
function sum(logarithms: readonly number[]): number {
  const largest = logarithms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log(logarithms.reduce((total, value) => total + Math.exp(value - largest), 0));
}
