import type { z } from 'zod';
import {
  type DatabankEntry,
  type Experiment,
  type entryChangeSchema,
  metrics as metricNames,
  type StrategyRef,
} from '../../preload/contract.ts';
import { worstFitness } from '../backtest/objectives/fitness.ts';
import { objectives as known } from '../backtest/objectives/registry.ts';
import type { Period } from '../market/bars.ts';
import type { NewEntry, StoredEntry } from '../store/databank.ts';
import type { Store } from '../store/store.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, size } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { MAX_WINDOW } from '../strategy/primitives.ts';
import { print } from '../strategy/print.ts';
import { ExpectedError } from './errors.ts';
import type { Library } from './library.ts';
import { periodsOf } from './periods.ts';
import type { Pools } from './pools.ts';
import type { Emit } from './ports.ts';
import { findEntry, type Source, sourceOf } from './sources.ts';
import { settingsOf } from './stored-run.ts';
import { judgeOn } from './validation.ts';

interface DatabankParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
  readonly emit: Emit;
}

/** How long what was removed can be brought back: thirty days, in milliseconds. */
const KEPT = 30 * 86_400_000;

const objectivesOfAll: Experiment['objectives'] = metricNames.map((metric) => ({
  metric,
  weight: known[metric].direction === 'max' ? 1 : -1,
}));

/** The strategies that are kept across runs: halls of fame of all finished runs, and what users pin. */
export class Databank {
  readonly #parts: DatabankParts;
  #collecting: Promise<void> | undefined;
  #closed = false;

  constructor(parts: DatabankParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  list(): DatabankEntry[] {
    return this.#views(this.#parts.store.databank.list());
  }

  /** @throws {ExpectedError} when there is none */
  get(id: number): DatabankEntry {
    return this.#views([findEntry(this.#parts.store, id)])[0]!;
  }

  /** Adds the halls of fame of finished runs that are not there yet, such as those of other processes. */
  collect(): Promise<void> {
    this.#collecting ??= this.#collect().finally(() => {
      this.#collecting = undefined;
    });
    return this.#collecting;
  }

  async #collect(): Promise<void> {
    const { store } = this.#parts;
    for (const run of store.databank.missingRuns()) {
      if (this.#closed) return;
      // One whose data cannot be read keeps no other one back.
      await this.addHallOfFame(run).catch(console.error);
    }
  }

  /** Resolves when nothing is being added any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#collecting;
  }

  /** Adds the hall of fame of a run. What the user has removed since stays removed. */
  async addHallOfFame(run: string): Promise<void> {
    const { store, emit } = this.#parts;
    const elites = store.hallsOfFame.latest(run);
    const strategies = elites.map(({ genome, fitness }, i) => ({ genome, fitness, rank: i + 1 }));
    const first = elites[0];
    const entries = first ? await this.#judged(sourceOf(store, { run, strategy: print(first.genome) }), strategies, false) : [];
    // The run may have been deleted while its strategies were judged.
    if (!store.runs.find(run)) return;
    store.databank.add(entries, run);
    emit('databank.changed', null);
  }

  /**
   * Keeps a strategy for good.
   *
   * @throws {ExpectedError} when there is no such run or entry, StrategyError for a text that is no strategy
   */
  async pin(ref: StrategyRef): Promise<DatabankEntry> {
    const { store, emit } = this.#parts;
    const source = sourceOf(store, ref);
    const genome = parse(source.strategy, source.experiment.window);
    const rank = await this.#rankOf(source.run, genome);
    const [entry] = await this.#judged(source, [{ genome, fitness: source.fitness, rank }], true);
    const [id] = store.databank.add([entry!]);
    emit('databank.changed', null);
    return this.get(id!);
  }

  /** @returns them as they are now. @throws {ExpectedError} when one of them is not there */
  change(ids: readonly number[], change: z.output<typeof entryChangeSchema>): DatabankEntry[] {
    const { store, emit } = this.#parts;
    for (const id of ids) findEntry(store, id);
    const { addTags = [], removeTags = [], pinned, note } = change;
    store.databank.change(ids, ({ tags }) => ({
      tags: [...new Set([...tags.filter((tag) => !removeTags.includes(tag)), ...addTags])].sort((a, b) => a.localeCompare(b, 'en')),
      ...(pinned === undefined ? {} : { pinned }),
      ...(note === undefined ? {} : { note }),
    }));
    emit('databank.changed', null);
    return ids.map((id) => this.get(id));
  }

  /** They can be restored for a while. @throws {ExpectedError} when one of them is not there */
  remove(ids: readonly number[]): void {
    const { store, emit } = this.#parts;
    for (const id of ids) findEntry(store, id);
    store.databank.remove(ids, Date.now(), Date.now() - KEPT);
    emit('databank.changed', null);
  }

  restore(ids: readonly number[]): void {
    const { store, emit } = this.#parts;
    store.databank.restore(ids);
    for (const id of ids) {
      if (!store.databank.find(id))
        throw new ExpectedError(`Entry ${id} cannot be restored: it was removed more than thirty days ago, or never was there.`);
    }
    emit('databank.changed', null);
  }

  /** The place of a strategy in the hall of fame of a run that is still there. */
  async #rankOf(run: string, genome: Genome): Promise<number | null> {
    const { store } = this.#parts;
    if (!store.runs.find(run)) return null;
    const text = print(genome);
    const place = store.hallsOfFame.latest(run).findIndex((elite) => print(elite.genome) === text);
    return place < 0 ? null : place + 1;
  }

  /** Strategies of one source with every metric on training and validation, computed by the workers. */
  async #judged(
    source: Source,
    strategies: readonly { readonly genome: Genome; readonly fitness?: Fitness | undefined; readonly rank: number | null }[],
    pinned: boolean,
  ): Promise<NewEntry[]> {
    const { library, pools } = this.#parts;
    const { experiment, dataset } = source;
    const bars = await library.load(dataset.id);
    const training = periodsOf(experiment, bars.length);
    const genomes = strategies.map(({ genome }) => genome);
    const lease = pools.lease();
    try {
      const all = { ...experiment, objectives: objectivesOfAll, minHeldBars: 1 };
      const judge = (settings: Experiment, periods: readonly Period[]) =>
        judgeOn({ pool: lease.pool, bars, experiment: settings }, periods)(genomes);
      const trained = await judge(all, training);
      const validated = experiment.validation && (await judge(all, experiment.validation));
      const own = strategies.every(({ fitness }) => fitness) ? undefined : await judge(experiment, training);
      // One time for all: the list is in its order, and within it the best come first.
      const addedAt = Date.now();
      return strategies.map(({ genome, fitness, rank }, i) => ({
        ...{ strategy: print(genome), run: source.run, runName: source.runName, generation: source.generation, rank },
        ...{ experiment: source.experimentId, dataset: dataset.id, dataName: dataset.name, dataHash: dataset.hash, engine: source.engine },
        ...{ fitness: [...(fitness ?? own![i]!)], training: named(trained[i]!), validation: validated ? named(validated[i]!) : null },
        ...{ pinned, addedAt },
      }));
    } finally {
      await lease.release();
    }
  }

  #views(entries: readonly StoredEntry[]): DatabankEntry[] {
    const { store } = this.#parts;
    const runs = new Map(store.runs.list().map((run) => [run.id, run]));
    const datasets = new Map(store.datasets.list().map((dataset) => [dataset.id, dataset]));
    const experiments = new Map<number, Experiment>();
    return entries.map((entry) => {
      const { id, strategy, generation, rank, fitness, training, validation, pinned, tags, note, addedAt, engine } = entry;
      const experiment = experiments.get(entry.experiment) ?? store.experiments.find(entry.experiment)!.settings;
      experiments.set(entry.experiment, experiment);
      const run = runs.get(entry.run);
      const dataset = datasets.get(entry.dataset);
      return {
        ...{ id, strategy, generation, rank, fitness, training, validation, pinned, tags, note, addedAt, engine },
        run: { id: entry.run, name: run ? settingsOf(store, run).name : entry.runName, exists: run !== undefined },
        dataset: { id: entry.dataset, name: dataset?.name ?? entry.dataName, hash: entry.dataHash, exists: dataset !== undefined },
        objectives: experiment.objectives,
        window: experiment.window,
        size: size(parse(strategy, MAX_WINDOW)),
      };
    });
  }
}

/** Values by their names; null for a strategy that could not be judged. */
const named = (values: Fitness): Record<string, number> | null =>
  values.every((value, i) => value === worst[i]) ? null : Object.fromEntries(metricNames.map((metric, i) => [metric, values[i]!]));

const worst = worstFitness(metricNames.map((name) => ({ name })));
