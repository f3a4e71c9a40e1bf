import { randomTree } from '../generation/tree.ts';
import { concat, type Genome, genome, height, lookback, replace, size, slice, subtree } from '../genome.ts';
import { type Limits, room } from '../limits.ts';
import { drawPeriod } from '../periods.ts';
import { nodeTypes, type PrimitiveSet, type Signature } from '../primitive-set.ts';
import { MIN_PERIOD, PERIOD } from '../primitives.ts';
import type { Random } from '../random.ts';
import { drawFunction } from '../weighted.ts';

/**
 * Puts a new function between a node, the root included, and what is above it (DEAP's mutInsert): one that takes the
 * node's type and results in it, the node in a random slot of that type, the other arguments terminals. Where a type
 * has no terminal, DEAP raises IndexError; here it is the lowest tree of the type. Returns the genome itself where no
 * function fits into the limits.
 */
export function insert(random: Random, set: PrimitiveSet, g: Genome, limits: Limits): Genome {
  const types = nodeTypes(set, g);
  const typed = [...types.keys()].filter((place) => types[place] !== undefined && types[place] !== set.period);
  if (typed.length === 0) return g;
  const place = random.choice(typed);
  const type = types[place]!;
  const range = subtree(g, place);
  const node = slice(g, range);
  const space = room(g, place, limits);
  const below = { maxHeight: space.maxHeight - 1, maxSize: space.maxSize - size(node) - 1, maxLookback: space.maxLookback };
  if (height(node) > below.maxHeight || below.maxSize < 0) return g;
  const usable = set.functions[type]!.map((signatures) => signatures.filter((s) => fits(set, s, type, lookback(node), below))).filter(
    (signatures) => signatures.length > 0,
  );
  if (usable.length === 0) return g;
  const use = random.choice(drawFunction(random, set, usable));
  const wrapped = wrap(random, set, use, type, node, below);
  return wrapped ? replace(g, range, wrapped) : g;
}

function fits(set: PrimitiveSet, { primitive, args }: Signature, type: number, nodeLookback: number, below: Limits): boolean {
  const rest = below.maxLookback - primitive.lookback(MIN_PERIOD);
  const others = args.toSpliced(args.indexOf(type), 1);
  return (
    args.includes(type) &&
    nodeLookback <= rest &&
    others.length <= below.maxSize &&
    others.every((other) => set.feasibility.tree(other, below.maxHeight, false) <= rest)
  );
}

/** The function around the node; undefined when an argument is larger than the space left. */
function wrap(
  random: Random,
  set: PrimitiveSet,
  { primitive, args }: Signature,
  type: number,
  node: Genome,
  below: Limits,
): Genome | undefined {
  const slot = random.choice([...args.keys()].filter((i) => args[i] === type));
  const spare = below.maxLookback - primitive.lookback(MIN_PERIOD) - lookback(node);
  const period = args.includes(set.period) ? drawPeriod(random, Math.min(MIN_PERIOD + spare, set.window)) : 0;
  const limits = { ...below, maxLookback: below.maxLookback - primitive.lookback(period) };
  const parts: Genome[] = [];
  let free = below.maxSize;
  for (const [i, arg] of args.entries()) {
    if (i === slot) {
      parts.push(node);
      continue;
    }
    const made =
      arg === set.period
        ? genome([PERIOD + period], [])
        : randomTree(random, set, arg, { min: 0, max: 0 }, { ...limits, maxSize: free }, 'full');
    if (!made || size(made) > free) return undefined;
    free -= size(made);
    parts.push(made);
  }
  return concat(...parts, genome([primitive.code], []));
}
