import type { Dataset, Experiment, StrategyRef } from '../../preload/contract.ts';
import type { StoredEntry } from '../store/databank.ts';
import type { Store } from '../store/store.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { ExpectedError } from './errors.ts';
import { findRun, settingsOf } from './stored-run.ts';

/** A strategy with all that decides what it did. */
export interface Source {
  readonly strategy: string;
  readonly run: string;
  readonly runName: string;
  /** The last generation of the run, as far as it is known. */
  readonly generation: number;
  /** The id of its experiment in the store. */
  readonly experimentId: number;
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly engine: string;
  /** Whether the experiment has a holdout that nobody has opened: then nothing may be told of it. */
  readonly sealed: boolean;
  /** In the order of the objectives, where it is stored. */
  readonly fitness?: Fitness;
}

/** The entry of the databank. @throws {ExpectedError} when there is none */
export function findEntry(store: Store, id: number): StoredEntry {
  const entry = store.databank.find(id);
  if (!entry) throw new ExpectedError(`The databank has no entry ${id} (\`organism databank list\` shows what there is).`);
  return entry;
}

/** @throws {ExpectedError} when there is no such run or entry, or the data of an entry is gone */
export function sourceOf(store: Store, ref: StrategyRef): Source {
  if ('run' in ref) {
    const stored = findRun(store, ref.run);
    const experiment = settingsOf(store, stored);
    return {
      ...{ strategy: ref.strategy, run: stored.id, runName: experiment.name, generation: stored.generation, engine: stored.engine },
      ...{ experimentId: stored.experiment, experiment, dataset: store.datasets.find(stored.dataset)! },
      sealed: isSealedFor(store, stored.id, experiment, store.datasets.find(stored.dataset)!.hash),
    };
  }
  const entry = findEntry(store, ref.entry);
  const dataset = store.datasets.find(entry.dataset);
  if (!dataset) {
    throw new ExpectedError(
      `The data of entry ${entry.id} is no longer there: import "${entry.dataName}" again to look at what it did (its fitness is kept).`,
    );
  }
  const experiment = store.experiments.find(entry.experiment)!.settings;
  const { run, runName, generation, engine, experiment: experimentId } = entry;
  return {
    ...{ strategy: ref.strategy ?? entry.strategy, run, runName, generation, engine, experimentId, experiment, dataset },
    sealed: isSealedFor(store, run, experiment, entry.dataHash),
    ...(ref.strategy === undefined || ref.strategy === entry.strategy ? { fitness: entry.fitness } : {}),
  };
}

/** A holdout stays sealed when its run is deleted, and stays open when it was opened before. */
function isSealedFor(store: Store, run: string, experiment: Experiment, dataHash: string): boolean {
  if (!experiment.holdout) return false;
  return !store.holdouts.find(run) && !store.holdouts.openedBars(dataHash).some((opened) => opened.run === run);
}
