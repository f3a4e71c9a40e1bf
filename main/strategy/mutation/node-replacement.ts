import { argumentRoots, type Genome, genome, lookbacks, replace, rootOf, size } from '../genome.ts';
import { type Limits, room } from '../limits.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import { arity, PERIOD } from '../primitives.ts';
import type { Random } from '../random.ts';
import { drawPeriodAt, drawTerminal } from '../terminals.ts';
import { weightedChoice } from '../weighted.ts';

/**
 * Replaces one node and leaves its arguments (DEAP's mutNodeReplacement): a function, the root excluded, by one with
 * the same result of arguments of the same types, a terminal by a new one of its type. It may draw the same again.
 * Functions that would look back too far are left out.
 */
export function nodeReplacement(random: Random, set: PrimitiveSet, g: Genome, limits: Limits): Genome {
  const types = nodeTypes(set, g);
  const typed = [...types.keys()].filter((place) => types[place] !== undefined && place !== rootOf(g));
  if (typed.length === 0 || size(g) < 2) return g;
  const place = random.choice(typed);
  const type = types[place]!;
  const node =
    arity(g.codes[place]!) > 0
      ? anotherFunction(random, set, types, g, place, limits)
      : type === set.period
        ? drawPeriodAt(random, set, g, place, limits)
        : drawTerminal(random, set, set.types[type]!);
  return node ? replace(g, { start: place, end: place + 1 }, node) : g;
}

/** One of the functions of a set, the present one among them, that may stand at `place` with its arguments. */
function anotherFunction(
  random: Random,
  set: PrimitiveSet,
  types: readonly (number | undefined)[],
  g: Genome,
  place: number,
  limits: Limits,
): Genome | undefined {
  const roots = argumentRoots(g, place);
  const args = roots.map((root) => types[root]);
  const { weight } = set;
  const needed = lookbacks(g);
  const spare = room(g, place, limits).maxLookback - Math.max(...roots.map((root) => needed[root]!));
  const period = g.codes[place - 1]! - PERIOD;
  const alike = set.functions[types[place]!]!.map((signatures) => signatures[0]!.primitive).filter(
    (p) => p.args.length === args.length && set.resultOf(p.code, args) === types[place] && p.lookback(period) <= spare,
  );
  return alike.length === 0 ? undefined : genome([weightedChoice(random, alike, weight && ((p) => weight(p.code))).code], []);
}
