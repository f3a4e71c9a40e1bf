import { onePoint } from '../strategy/crossover/one-point.ts';
import { halfAndHalf } from '../strategy/generation/half-and-half.ts';
import type { Genome } from '../strategy/genome.ts';
import type { Limits } from '../strategy/limits.ts';
import { ephemeral } from '../strategy/mutation/ephemeral.ts';
import { insert } from '../strategy/mutation/insert.ts';
import { nodeReplacement } from '../strategy/mutation/node-replacement.ts';
import { shrink } from '../strategy/mutation/shrink.ts';
import { staticLimit } from '../strategy/mutation/static-limit.ts';
import { uniform } from '../strategy/mutation/uniform.ts';
import type { PrimitiveSet } from '../strategy/primitive-set.ts';
import type { Random } from '../strategy/random.ts';
import type { Individual } from './individual.ts';
import { tournament } from './selection/tournament.ts';
import type { EvolutionSettings } from './settings.ts';

/**
 * The operators that an algorithm is given, as DEAP's toolbox. To swap one, spread a toolbox and name it again:
 * `{ ...createToolbox(settings, set), select: mine }`.
 */
export interface Toolbox {
  /** A random genome for generation 0. */
  generate(random: Random): Genome;
  /** Two children of two parents, which are left as they were. */
  mate(random: Random, a: Genome, b: Genome): [Genome, Genome];
  mutate(random: Random, genome: Genome): Genome;
  /** One individual of the population, not a copy of it. */
  select(random: Random, population: readonly Individual[]): Individual;
}

type Mutation = (random: Random, set: PrimitiveSet, genome: Genome, limits: Limits) => Genome;

/**
 * How often each mutation is picked, out of ten. Half go into the structure: uniform brings in new subtrees; insert and
 * shrink stand in balance, so that together they neither grow nor cut. The other half tune what is there: ephemeral
 * moves numbers and periods, node replacement tries another function or column.
 */
export const mutationWeights: readonly (readonly [mutation: Mutation, weight: number])[] = [
  [uniform, 3],
  [insert, 1],
  [shrink, 1],
  [ephemeral, 3],
  [nodeReplacement, 2],
];
const lots = mutationWeights.flatMap(([mutation, weight]) => Array.from({ length: weight }, () => mutation));

/**
 * The operators of the simple algorithm: half and half, one-point crossover, one of five mutations, tournament. A child
 * that exceeds the limits is replaced by a parent (DEAP's `staticLimit`), so nothing ever does.
 */
export function createToolbox(
  settings: Pick<EvolutionSettings, 'initialHeight' | 'limits' | 'weights' | 'tournament'>,
  set: PrimitiveSet,
): Toolbox {
  const { initialHeight, limits, weights } = settings;
  const mate = staticLimit(limits, (random, a: Genome, b: Genome) => onePoint(random, set, a, b));
  const mutate = staticLimit(limits, (random, genome: Genome): [Genome] => [random.choice(lots)(random, set, genome, limits)]);
  return {
    generate: (random) => halfAndHalf(random, set, initialHeight, limits),
    mate,
    mutate: (random, genome) => mutate(random, genome)[0],
    select: (random, population) => tournament(random, weights, settings.tournament, population),
  };
}
