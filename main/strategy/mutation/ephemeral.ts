import { type Genome, genome, replace } from '../genome.ts';
import type { Limits } from '../limits.ts';
import { nodeTypes, type PrimitiveSet } from '../primitive-set.ts';
import { NUMBER, PERIOD } from '../primitives.ts';
import type { Random } from '../random.ts';
import { drawPeriodAt } from '../terminals.ts';

/**
 * Draws one number or period anew, or all of them (DEAP's mutEphemeral): a number from those of its type, a period
 * from what the lookback still allows at its place. A strategy that was parsed is treated as one that was generated
 * (DEAP takes its numbers for plain terminals). Without any the genome comes back as it is.
 */
export function ephemeral(random: Random, set: PrimitiveSet, g: Genome, limits: Limits, mode: 'one' | 'all' = 'one'): Genome {
  const types = nodeTypes(set, g);
  const places = [...types.keys()].filter((p) => types[p] !== undefined && (g.codes[p] === NUMBER || g.codes[p]! >= PERIOD));
  if (places.length === 0) return g;
  const chosen = mode === 'all' ? places : [random.choice(places)];
  // One after the other: what a period may be depends on those drawn before it.
  return chosen.reduce((changed, place) => redraw(random, set, changed, place, types[place]!, limits), g);
}

function redraw(random: Random, set: PrimitiveSet, g: Genome, place: number, type: number, limits: Limits): Genome {
  const drawn =
    type === set.period ? drawPeriodAt(random, set, g, place, limits) : genome([NUMBER], [set.types[type]!.constant!.draw(random)]);
  return drawn ? replace(g, { start: place, end: place + 1 }, drawn) : g;
}
