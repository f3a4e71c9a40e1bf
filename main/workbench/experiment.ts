import { createHash } from 'node:crypto';
import type { Dataset, Experiment } from '../../preload/contract.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import { checkPeriodsOf, periodsOf } from './periods.ts';
import { checkTimeframes } from './problem.ts';
import { checkSearch } from './search-settings.ts';

/** @throws {ExpectedError} or a PeriodError, when the experiment cannot be run on these bars */
export function checkExperiment(experiment: Experiment, bars: SharedBars): void {
  checkPeriodsOf(experiment, bars.length);
  checkTimeframes(experiment, bars);
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
