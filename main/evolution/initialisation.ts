import { randomFor } from '../strategy/random.ts';
import type { Offspring } from './individual.ts';
import type { EvolutionSettings } from './settings.ts';
import type { Toolbox } from './toolbox.ts';

/** Generation 0 before its evaluation: each slot is generated from a random stream of its own. */
export function initialPopulation(
  settings: Pick<EvolutionSettings, 'seed' | 'population'>,
  toolbox: Pick<Toolbox, 'generate'>,
): Offspring[] {
  return Array.from({ length: settings.population }, (_, slot) => ({
    genome: toolbox.generate(randomFor(settings.seed, 0, slot, 'initialise')),
    fitness: null,
    parents: [],
    operator: 'initialise',
  }));
}
