import { type Genome, genome } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { drawPeriod } from '../periods.ts';
import type { PrimitiveSet, Signature } from '../primitive-set.ts';
import { PERIOD } from '../primitives.ts';
import type { Random } from '../random.ts';
import { drawTerminal } from '../terminals.ts';
import { drawFunction } from '../weighted.ts';

/** Heights between which the height of a tree is drawn, both included. */
export interface Heights {
  readonly min: number;
  readonly max: number;
}

/** Full: every branch goes as deep as the tree is high. Grow: a branch may end at a terminal from the least height on. */
export type Method = 'full' | 'grow';

// Two equal arguments say nothing (gt(volume, volume) is never true): the node is drawn anew, this often at most.
const REDRAWS = 20;

/**
 * A random tree of one type. Strongly typed and aware of what is left: a function is drawn only where all its
 * arguments can still end within the height and the lookback, so generation never fails for want of a terminal
 * (DEAP's genFull and genGrow raise IndexError there). At least one argument of every function reads the bars, so
 * that constants are never compared with, or computed from, constants. A tree that is too large is drawn again one
 * lower, and so on.
 *
 * @param type a type of the set, not the period's
 * @returns undefined when no tree of this type fits into the limits
 */
export function randomTree(
  random: Random,
  set: PrimitiveSet,
  type: number,
  heights: Heights,
  limits: Limits,
  method: Method,
): Genome | undefined {
  const lookback = Math.min(limits.maxLookback, set.window - 1);
  let least = 0;
  while (least <= limits.maxHeight && set.feasibility.tree(type, least, false) > lookback) least++;
  if (least > limits.maxHeight) return undefined;
  const drawn = random.integer(heights.min, Math.max(heights.min, heights.max));
  for (let height = Math.max(least, Math.min(drawn, limits.maxHeight)); height >= least; height--) {
    const branch = new Branch(random, set, method, height, heights.min, limits.maxSize);
    if (branch.grow(type, 0, lookback, false)) return genome(branch.codes, branch.constants);
  }
  return undefined;
}

/** A tree under construction, its nodes in postfix order so far. */
class Branch {
  readonly codes: number[] = [];
  readonly constants: number[] = [];
  private readonly random: Random;
  private readonly set: PrimitiveSet;
  private readonly method: Method;
  private readonly height: number;
  private readonly minHeight: number;
  private readonly maxSize: number;

  constructor(random: Random, set: PrimitiveSet, method: Method, height: number, minHeight: number, maxSize: number) {
    this.random = random;
    this.set = set;
    this.method = method;
    this.height = height;
    this.minHeight = Math.min(minHeight, height);
    this.maxSize = maxSize;
  }

  /** Appends a subtree of a type; false when the tree has become too large. */
  grow(type: number, depth: number, lookback: number, varies: boolean): boolean {
    const left = this.height - depth;
    const deep = this.method === 'full' && left > 1;
    const uses = left > 0 && !this.stops(type, depth, varies) ? this.set.feasibility.uses(type, left, lookback, deep) : [];
    if (uses.length === 0) this.terminal(type, varies);
    else {
      const codes = this.codes.length;
      const constants = this.constants.length;
      for (let redraws = 0; ; redraws++) {
        const use = this.random.choice(drawFunction(this.random, this.set, uses));
        const starts = this.apply(use, depth, lookback);
        if (!starts) return false;
        if (redraws === REDRAWS || !this.repeatsItself(starts)) break;
        this.codes.length = codes;
        this.constants.length = constants;
      }
    }
    return this.codes.length <= this.maxSize;
  }

  private stops(type: number, depth: number, varies: boolean): boolean {
    if (this.method === 'full' || this.set.feasibility.tree(type, 0, varies) > 0) return false;
    return depth >= this.minHeight && this.random.float() < this.set.terminalRatio;
  }

  /** Appends a function and its arguments; returns where the arguments start and the last one ends. */
  private apply(use: Signature, depth: number, lookback: number): number[] | undefined {
    const { random, set, codes } = this;
    const left = this.height - depth;
    const hasPeriod = use.args.at(-1) === set.period;
    // A period one bar longer costs one bar of lookback.
    const period = hasPeriod ? drawPeriod(random, 2 + lookback - set.feasibility.use(use, left)) : 0;
    const rest = lookback - use.primitive.lookback(period);
    const varying = set.feasibility.varying(use, left - 1, rest);
    const chosen = varying.length > 1 ? random.choice(varying) : varying[0];
    const starts: number[] = [];
    for (const [i, type] of use.args.entries()) {
      starts.push(codes.length);
      if (type === set.period) codes.push(PERIOD + period);
      else if (!this.grow(type, depth + 1, rest, i === chosen)) return undefined;
    }
    starts.push(codes.length);
    codes.push(use.primitive.code);
    return starts;
  }

  private terminal(type: number, varies: boolean): void {
    const { codes, constants } = drawTerminal(this.random, this.set, this.set.types[type]!, varies);
    this.codes.push(...codes);
    this.constants.push(...constants);
  }

  /** Whether the function just appended has two equal arguments. One of two varies, so two numbers alone are never both. */
  private repeatsItself(starts: readonly number[]): boolean {
    if (starts.length !== 3) return false;
    const [first, second, end] = starts as [number, number, number];
    if (second - first !== end - second) return false;
    for (let i = first; i < second; i++) if (this.codes[i] !== this.codes[i + second - first]) return false;
    return true;
  }
}
