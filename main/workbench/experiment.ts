import { createHash } from 'node:crypto';
import { type Dataset, type Experiment, metrics } from '../../preload/contract.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { checkPeriodsOf, periodsOf } from './periods.ts';
import { checkSearch } from './search-settings.ts';

/** The values of the experiment's objectives, in their order, from [sharpe, maxDrawdown, winRate]. */
export function pickObjectives(experiment: Experiment): (fitness: Fitness) => Fitness {
  const places = experiment.objectives.map((objective) => metrics.indexOf(objective.metric));
  return (fitness) => places.map((place) => fitness[place]!);
}

/** @throws {ExpectedError} or a PeriodError, when the experiment cannot be run on the data set */
export function checkExperiment(experiment: Experiment, dataset: Dataset): void {
  checkPeriodsOf(experiment, dataset.bars);
  checkSearch(experiment);
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
