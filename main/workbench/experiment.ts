import { createHash } from 'node:crypto';
import { type Dataset, type Experiment, metrics } from '../../preload/contract.ts';
import type { EvolutionSettings } from '../evolution/settings.ts';
import type { Period } from '../market/bars.ts';
import { checkPeriods, equalPeriods } from '../market/splits.ts';
import { dimensioned } from '../strategy/dimensioned.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { free } from '../strategy/free.ts';
import type { PrimitiveSet } from '../strategy/primitive-set.ts';
import { ExpectedError } from './errors.ts';

/** Into how many equal periods a data set is cut when the experiment names none. */
const DEFAULT_PERIODS = 3;

/** The periods of an experiment on a data set of so many bars. */
export const periodsOf = (experiment: Experiment, bars: number): readonly Period[] =>
  experiment.periods ?? equalPeriods(bars, DEFAULT_PERIODS);

export function evolutionSettings(experiment: Experiment): EvolutionSettings {
  const { population, generations, crossover, mutation, tournament, initialHeight, hallOfFame, seed } = experiment;
  const { maxHeight, maxSize, window, objectives } = experiment;
  return {
    ...{ population, generations, crossover, mutation, tournament, initialHeight, hallOfFame, seed },
    weights: objectives.map((objective) => objective.weight),
    limits: { maxHeight, maxSize, maxLookback: window - 1 },
  };
}

export const primitiveSet = (experiment: Experiment): PrimitiveSet =>
  experiment.primitives === 'free' ? free(experiment.window) : dimensioned(experiment.window);

/** The values of the experiment's objectives, in their order, from [sharpe, maxDrawdown, winRate]. */
export function pickObjectives(experiment: Experiment): (fitness: Fitness) => Fitness {
  const places = experiment.objectives.map((objective) => metrics.indexOf(objective.metric));
  return (fitness) => places.map((place) => fitness[place]!);
}

/** @throws {ExpectedError} or a PeriodError, when the experiment cannot be run on the data set */
export function checkExperiment(experiment: Experiment, dataset: Dataset): void {
  checkPeriods(periodsOf(experiment, dataset.bars), dataset.bars, experiment.window);
  const { initialHeight, maxHeight } = experiment;
  if (initialHeight.max > maxHeight) {
    throw new ExpectedError(
      `initialHeight.max is ${initialHeight.max}, which is more than maxHeight (${maxHeight}): lower it or raise maxHeight.`,
    );
  }
}

/** JSON with the keys in their alphabetical order, so that equal settings are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/**
 * SHA-256, hexadecimal, of everything that decides the result: the settings with the periods written out, and the
 * hash of the bars. The experiment's name, and the name and id of the data set, are not part of it.
 */
export function experimentHash(experiment: Experiment, dataset: Dataset): string {
  const { name: _, data: __, ...settings } = experiment;
  const decisive = { ...settings, periods: periodsOf(experiment, dataset.bars), dataHash: dataset.hash };
  return createHash('sha256').update(canonical(decisive)).digest('hex');
}
