import { feasibility } from './feasibility.ts';
import type { PrimitiveSet, SetType, Signature } from './primitive-set.ts';
import { columnOf, columns, MIN_PERIOD, NUMBER, primitiveOf, primitives } from './primitives.ts';
import type { Random } from './random.ts';

/** How often functions, columns and `number` are drawn, by name; those not named have 1. */
export type Weights = Readonly<Record<string, number>>;

/**
 * A set whose functions and terminals are drawn in proportion to weights, wherever generation or variation draws one
 * among those that fit; 0 means never, and leaves out what needs it. What was written by hand may still contain those,
 * and keeps its types. Equal weights change nothing: they give the set itself.
 *
 * @throws {RangeError} for a name that is none, a weight that is no number from 0 on, or when no strategy is left
 */
export function weighted(set: PrimitiveSet, weights: Weights): PrimitiveSet {
  const names = new Set<string>([...primitives.map((p) => p.name), ...columns, 'number']);
  for (const [name, weight] of Object.entries(weights)) {
    if (!names.has(name)) throw new RangeError(`the weight of ${name} belongs to nothing: it is no function, no column, and not "number"`);
    if (!(weight >= 0 && Number.isFinite(weight)))
      throw new RangeError(`the weight of ${name} is ${weight}: it has to be a number from 0 on`);
  }
  if (Object.values(weights).every((weight) => weight === 1)) return set;
  const weight = (code: number) => weights[nameOf(code)] ?? 1;
  // What is never drawn is no way out for generation; it keeps its type all the same.
  const drawn = set.types.map((type) => ({
    ...type,
    columns: type.columns.filter((code) => weight(code) > 0),
    constant: weight(NUMBER) > 0 ? type.constant : undefined,
  }));
  const functions = possible(
    drawn,
    set.period,
    set.functions.map((list) => list.filter((signatures) => weight(signatures[0]!.primitive.code) > 0)),
  );
  const compares = functions[set.root]!.flat().some(({ primitive, args }) => {
    const reads = args.some((arg) => drawn[arg]!.columns.length > 0);
    return reads && primitive.lookback(MIN_PERIOD) === 0 && !args.includes(set.root);
  });
  if (!compares) {
    throw new RangeError('with these weights no strategy is left: give gt or lt, and a column that it can compare, a weight above 0');
  }
  const terminals = drawn.map(({ columns: codes, constant }) => total(codes.map(weight)) + (constant ? weight(NUMBER) : 0));
  const used = new Set(functions.flat(2).map((signature) => signature.primitive.code));
  const [t, f] = [total(terminals) + 1, total([...used].map(weight))];
  return { ...set, functions, weight, terminalRatio: t / (t + f), feasibility: feasibility(drawn, set.period, functions) };
}

/** The functions without those that take a type of which no tree can be made without looking back, as generation needs. */
function possible(types: readonly SetType[], period: number, functions: PrimitiveSet['functions']): PrimitiveSet['functions'] {
  const signatures = functions.flat(2);
  const made = new Set([...types.keys()].filter((type) => type === period || types[type]!.columns.length > 0 || types[type]!.constant));
  for (let before = -1; before < made.size; ) {
    before = made.size;
    for (const { primitive, args, result } of signatures) {
      if (primitive.lookback(MIN_PERIOD) === 0 && args.every((arg) => made.has(arg))) made.add(result);
    }
  }
  const takes = ({ args }: Signature) => args.every((arg) => made.has(arg));
  return functions.map((list) => list.map((same) => same.filter(takes)).filter((same) => same.length > 0));
}

const nameOf = (code: number): string => (code === NUMBER ? 'number' : (columnOf(code) ?? primitiveOf(code)!.name));
const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** One function of a list (feasibility.ts), as often as its weight says. */
export const drawFunction = (random: Random, { weight }: Pick<PrimitiveSet, 'weight'>, functions: readonly (readonly Signature[])[]) =>
  weightedChoice(random, functions, weight && ((signatures) => weight(signatures[0]!.primitive.code)));

/** One item, each as often as its weight says; without weights all equally likely. Throws on an empty list, as `choice` does. */
export function weightedChoice<T>(random: Random, items: readonly T[], weight: ((item: T) => number) | undefined): T {
  if (!weight || items.length === 0) return random.choice(items);
  let point = random.float() * total(items.map(weight));
  let chosen: T | undefined;
  for (const item of items) {
    const w = weight(item);
    if (w <= 0) continue;
    chosen = item;
    if (point < w) break;
    point -= w;
  }
  // Nothing has a weight: what fits here was written by hand.
  return chosen ?? random.choice(items);
}
