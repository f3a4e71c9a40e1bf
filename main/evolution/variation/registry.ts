import { leafBiased } from '../../strategy/crossover/leaf-biased.ts';
import { onePoint } from '../../strategy/crossover/one-point.ts';
import { semanticCrossover } from '../../strategy/crossover/semantic.ts';
import type { Genome } from '../../strategy/genome.ts';
import type { Limits } from '../../strategy/limits.ts';
import { ephemeral } from '../../strategy/mutation/ephemeral.ts';
import { hoist } from '../../strategy/mutation/hoist.ts';
import { insert } from '../../strategy/mutation/insert.ts';
import { nodeReplacement } from '../../strategy/mutation/node-replacement.ts';
import { semanticMutation } from '../../strategy/mutation/semantic.ts';
import { shrink } from '../../strategy/mutation/shrink.ts';
import { uniform } from '../../strategy/mutation/uniform.ts';
import type { PrimitiveSet } from '../../strategy/primitive-set.ts';
import type { Random } from '../../strategy/random.ts';
import type { CrossoverName, MutationName } from '../catalogue.ts';
import type { EvolutionSettings } from '../settings.ts';

export type Crossover = (random: Random, set: PrimitiveSet, a: Genome, b: Genome, limits: Limits) => [Genome, Genome];
export type Mutation = (random: Random, set: PrimitiveSet, genome: Genome, limits: Limits) => Genome;

const crossovers: Readonly<Record<CrossoverName, (settings: Pick<EvolutionSettings, 'leafShare'>) => Crossover>> = {
  onePoint: () => onePoint,
  leafBiased:
    ({ leafShare = 0.1 }) =>
    (random, set, a, b) =>
      leafBiased(random, set, a, b, leafShare),
  semantic: () => semanticCrossover,
};

const mutations: Readonly<Record<MutationName, Mutation>> = {
  uniform,
  insert,
  shrink,
  ephemeral,
  nodeReplacement,
  hoist,
  semantic: semanticMutation,
  allEphemerals: (random, set, genome, limits) => ephemeral(random, set, genome, limits, 'all'),
};

/**
 * How often each mutation is picked, out of ten. Half go into the structure: uniform brings in new subtrees; insert and
 * shrink stand in balance, so that together they neither grow nor cut. The other half tune what is there: ephemeral
 * moves numbers and periods, node replacement tries another function or column.
 */
export const defaultMutations: Readonly<Partial<Record<MutationName, number>>> = {
  uniform: 3,
  insert: 1,
  shrink: 1,
  ephemeral: 3,
  nodeReplacement: 2,
};

/** The crossover that the settings name. */
export const createCrossover = (settings: Pick<EvolutionSettings, 'crossoverMethod' | 'leafShare'>): Crossover =>
  crossovers[settings.crossoverMethod ?? 'onePoint'](settings);

/**
 * Each mutation as often as it has lots, in an order of its own: the order in which the settings name them decides nothing.
 *
 * @throws {RangeError} when a number of lots is not whole or negative, or there are none at all
 */
export function mutationLots(given: Readonly<Partial<Record<MutationName, number>>> = defaultMutations): Mutation[] {
  const lots = (Object.keys(mutations) as MutationName[]).flatMap((name) => {
    const count = given[name] ?? 0;
    if (!Number.isInteger(count) || count < 0 || count > 1000) {
      throw new RangeError(`mutations.${name} is ${count}: it has to be a whole number of lots from 0 to 1000`);
    }
    return Array.from({ length: count }, () => mutations[name]);
  });
  if (lots.length === 0)
    throw new RangeError('mutations names none: give at least one of them a lot, or set the probability of mutation to 0');
  return lots;
}
