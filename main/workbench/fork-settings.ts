import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import type { Generation } from '../evolution/individual.ts';
import { withinLimits } from '../strategy/limits.ts';
import { print } from '../strategy/print.ts';
import { ExpectedError } from './errors.ts';
import { parseInput } from './input.ts';
import { evolutionSettings } from './search-settings.ts';

const evaluated = 'the strategies it goes on from were evaluated with it';
const sealed = 'who could choose it anew could try one after the other';

/** What a fork cannot change, and why. */
const fixed: Readonly<Partial<Record<keyof Experiment, string>>> = {
  data: evaluated,
  window: evaluated,
  periods: evaluated,
  timeframes: evaluated,
  sessions: evaluated,
  barsPerYear: evaluated,
  objectives: evaluated,
  minHeldBars: evaluated,
  constraints: evaluated,
  penalty: evaluated,
  population: 'it goes on from a generation of that size',
  validation: 'the best of the generations it shares were judged on it',
  holdout: sealed,
  split: sealed,
  seeds: 'it shares generation 0, which began with them',
  initialisation: 'it shares generation 0, which was made by it',
};

/** A change to null takes a field away that may be absent. */
const changed = (parent: Experiment, changes: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries({ ...parent, ...changes }).filter(([, value]) => value !== null && value !== undefined));

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * The settings of a fork: those of its parent with some changed.
 *
 * @param from the generation from which it goes on
 * @throws {ExpectedError} that names the field: wrong, or not to be changed
 */
export function forkSettings(
  parent: Experiment,
  changes: Readonly<Record<string, unknown>>,
  from: Pick<Generation, 'number' | 'population' | 'state'>,
): Experiment {
  const { number: generation, population, state } = from;
  const experiment = parseInput(experimentSchema, changed(parent, changes), 'The fork');
  for (const [field, reason] of Object.entries(fixed)) {
    if (same(experiment[field as keyof Experiment], parent[field as keyof Experiment])) continue;
    throw new ExpectedError(`A fork cannot change ${field}: ${reason}. Start a new run; the best strategies of this one can be its seeds.`);
  }
  if (parent.primitives === 'free' && experiment.primitives !== 'free') {
    throw new ExpectedError('A fork of a run with free primitives keeps them: its strategies use them. Start a new run.');
  }
  if (experiment.generations <= generation) {
    throw new ExpectedError(
      `A fork at generation ${generation} needs more generations than that, not ${experiment.generations}: raise generations.`,
    );
  }
  if (experiment.algorithm === 'nsga3' && experiment.referencePoints?.memory && generation > 0 && state === undefined) {
    throw new ExpectedError(
      `Generation ${generation} was stored without the points that referencePoints.memory goes on from: turn it off, or fork at generation 0.`,
    );
  }
  const { limits } = evolutionSettings(experiment);
  const large = population.find(({ genome }) => !withinLimits(genome, limits));
  if (large) {
    throw new ExpectedError(
      `Generation ${generation} has strategies that exceed maxHeight ${experiment.maxHeight} or maxSize ${experiment.maxSize}, ` +
        `such as ${print(large.genome)}: raise them.`,
    );
  }
  return experiment;
}
