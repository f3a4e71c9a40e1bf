import type { SetType, Signature } from './primitive-set.ts';
import { MIN_PERIOD } from './primitives.ts';

/**
 * How little lookback a tree of each type can do with, by the height it may have: what generation asks before it
 * opens a branch, so that no branch ever ends where its type has neither a terminal nor a function that still fits.
 * A tree *varies* when it reads the bars; the others are bare numbers.
 */
export interface Feasibility {
  /** Least lookback of a tree of this type at most `height` high; Infinity when there is none. */
  tree(type: number, height: number, varies: boolean): number;
  /** Least lookback of such a tree with this function at its root, at least one of its arguments varying. */
  use(signature: Signature, height: number): number;
  /**
   * What may stand at the root of a tree of a type within a height and a lookback: a list a function, of its signatures.
   * When `deep`, only what can be as high as one likes, if there is any.
   */
  uses(type: number, height: number, lookback: number, deep: boolean): Functions;
  /** Which arguments can be the varying one when each argument may be `height` high and look back `lookback` bars. */
  varying(signature: Signature, height: number, lookback: number): number[];
}

/** Lists of signatures, one a function. */
type Functions = readonly (readonly Signature[])[];

/** @throws {Error} naming a type that functions take and of which no tree can be made without looking back */
export function feasibility(types: readonly SetType[], period: number, functions: readonly Functions[]): Feasibility {
  const signatures = functions.flat(2);
  const own = (s: Signature) => s.primitive.lookback(MIN_PERIOD);
  const valueArgs = new Map(signatures.map((s) => [s, s.args.flatMap((type, i) => (type === period ? [] : [i]))]));
  // Row h: trees at most h high, until more height changes nothing.
  const any: number[][] = [types.map((t, i) => (t.columns.length > 0 || t.constant || i === period ? 0 : Number.POSITIVE_INFINITY))];
  const varying: number[][] = [types.map((t) => (t.columns.length > 0 ? 0 : Number.POSITIVE_INFINITY))];

  function tree(type: number, height: number, varies: boolean): number {
    if (height < 0) return Number.POSITIVE_INFINITY;
    return (varies ? varying : any)[Math.min(height, any.length - 1)]![type]!;
  }
  /** Lookback that the arguments need when the one at `chosen` varies. */
  function argumentsNeed(s: Signature, height: number, chosen: number): number {
    return Math.max(...s.args.map((type, i) => tree(type, height, i === chosen)));
  }
  function use(s: Signature, height: number): number {
    if (height < 1) return Number.POSITIVE_INFINITY;
    const chosen = valueArgs.get(s)!;
    // A function of a period alone (atr) reads the bars itself.
    const need = chosen.length === 0 ? 0 : Math.min(...chosen.map((i) => argumentsNeed(s, height - 1, i)));
    return own(s) + need;
  }
  const better = (best: number[], last: number[]) => best.map((b, type) => Math.min(b, last[type]!));
  for (let height = 1; ; height++) {
    const best = types.map((_, type) => Math.min(...signatures.filter((s) => s.result === type).map((s) => use(s, height))));
    const [lastAny, lastVarying] = [any[height - 1]!, varying[height - 1]!];
    const [nextAny, nextVarying] = [better(best, lastAny), better(best, lastVarying)];
    if (nextAny.every((n, type) => n === lastAny[type]) && nextVarying.every((n, type) => n === lastVarying[type])) break;
    any.push(nextAny);
    varying.push(nextVarying);
  }
  const stuck = types.find((_, type) => any.at(-1)![type]! > 0 && signatures.some((s) => s.args.includes(type)));
  if (stuck)
    throw new Error(`of type ${stuck.name} no tree can be made without looking back: it needs a terminal, or a function without a period`);

  // Generation asks for this at every node; beyond the last row and the largest need nothing changes any more.
  const most = Math.max(...signatures.flatMap((s) => any.map((_, h) => use(s, h + 1)).filter(Number.isFinite)));
  const known = new Map<number, Functions>();
  function uses(type: number, height: number, lookback: number, deep: boolean): Functions {
    const h = Math.min(height, any.length);
    const budget = Math.min(lookback, most);
    const key = ((h * (most + 1) + budget) * types.length + type) * 2 + (deep ? 1 : 0);
    const found = known.get(key);
    if (found) return found;
    const select = (accepts: (s: Signature) => boolean) => functions[type]!.map((s) => s.filter(accepts)).filter((s) => s.length > 0);
    const fits = (s: Signature) => use(s, h) <= budget;
    const deepest = deep ? select((s) => fits(s) && valueArgs.get(s)!.length > 0) : [];
    const list = deepest.length > 0 ? deepest : select(fits);
    known.set(key, list);
    return list;
  }

  return {
    tree,
    use,
    uses,
    varying: (s, height, lookback) => valueArgs.get(s)!.filter((i) => argumentsNeed(s, height, i) <= lookback),
  };
}
