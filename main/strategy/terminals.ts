import { type Genome, genome } from './genome.ts';
import { type Limits, longestPeriod } from './limits.ts';
import { drawPeriod } from './periods.ts';
import type { PrimitiveSet, SetType } from './primitive-set.ts';
import { MIN_PERIOD, NUMBER, PERIOD } from './primitives.ts';
import type { Random } from './random.ts';
import { weightedChoice } from './weighted.ts';

/** A column or, counting as one terminal among them, a new number of a type (DEAP's ephemeral constants). */
export function drawTerminal(
  random: Random,
  { weight }: Pick<PrimitiveSet, 'weight'>,
  { columns, constant }: SetType,
  varies = false,
): Genome {
  const usable = constant && !varies ? [...columns, NUMBER] : columns;
  const pick = weightedChoice(random, usable, weight);
  return pick === NUMBER ? genome([NUMBER], [constant!.draw(random)]) : genome([pick], []);
}

/** A new period for the place of a period, from those that the lookback still allows there; undefined when none is. */
export function drawPeriodAt(random: Random, set: PrimitiveSet, g: Genome, place: number, limits: Limits): Genome | undefined {
  const longest = Math.min(longestPeriod(g, place, limits), set.window);
  return longest < MIN_PERIOD ? undefined : genome([PERIOD + drawPeriod(random, longest)], []);
}
