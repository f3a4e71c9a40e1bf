import type { Experiment } from '../../preload/contract.ts';
import type { StoredRun } from '../store/runs.ts';
import type { Store } from '../store/store.ts';
import { ExpectedError } from './errors.ts';

/** @throws {ExpectedError} when there is none */
export function findRun(store: Store, id: string): StoredRun {
  const stored = store.runs.find(id);
  if (!stored) throw new ExpectedError(`There is no run ${id} (\`organism runs\` lists what there is).`);
  return stored;
}

/** The settings with which the run goes on, or went on last. */
export const settingsOf = (store: Store, { experiment }: { readonly experiment: number }): Experiment =>
  store.experiments.find(experiment)!.settings;

/** @throws {ExpectedError} when the run has not got that far */
export function checkHasGeneration({ id, generation: last }: StoredRun, generation: number): void {
  if (generation <= last) return;
  throw new ExpectedError(`Run ${id} has no generation ${generation}: ${last < 0 ? 'it has none yet' : `its last is ${last}`}.`);
}
