import type { Genome } from '../strategy/genome.ts';
import { withinLimits } from '../strategy/limits.ts';
import { print } from '../strategy/print.ts';
import { randomFor } from '../strategy/random.ts';
import type { Offspring } from './individual.ts';
import type { EvolutionSettings } from './settings.ts';
import type { Toolbox } from './toolbox.ts';

/**
 * Generation 0 before its evaluation: the user's own strategies first, then each slot from a random stream of its own,
 * so that seeding a slot changes no other one.
 *
 * @throws {RangeError} when there are more seeds than slots, or one of them exceeds the limits
 */
export function initialPopulation(
  settings: Pick<EvolutionSettings, 'seed' | 'population' | 'limits' | 'seeds'>,
  toolbox: Pick<Toolbox, 'generate'>,
): Offspring[] {
  const seeds = settings.seeds ?? [];
  checkSeeds(settings, seeds);
  return Array.from({ length: settings.population }, (_, slot) => ({
    genome: seeds[slot] ?? toolbox.generate(randomFor(settings.seed, 0, slot, 'initialise')),
    fitness: null,
    parents: [],
    operator: 'initialise',
  }));
}

function checkSeeds({ population, limits }: Pick<EvolutionSettings, 'population' | 'limits'>, seeds: readonly Genome[]): void {
  if (seeds.length > population)
    throw new RangeError(`${seeds.length} strategies to start with are more than the population of ${population}`);
  const large = seeds.findIndex((seed) => !withinLimits(seed, limits));
  if (large < 0) return;
  const { maxHeight, maxSize, maxLookback } = limits;
  throw new RangeError(
    `strategy ${large + 1} to start with, ${print(seeds[large]!)}, exceeds the limits (height ${maxHeight}, size ${maxSize}, lookback ${maxLookback}): raise them or leave it out`,
  );
}
