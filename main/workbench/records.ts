import type { Champion, FailureView, GenerationView, LineageView, LogbookRow, OriginView, ValidationRow } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import { print } from '../strategy/print.ts';
import { lineage, origin } from './lineage.ts';
import { reproducer } from './reproducer.ts';
import { checkHasGeneration, findRun, settingsOf } from './stored-run.ts';
import { championView, generationView } from './views.ts';

/** What runs have left behind, to be read. Every method throws an ExpectedError when there is no such run. */
export class Records {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  logbook(run: string): LogbookRow[] {
    return this.#store.generations.rows(findRun(this.#store, run).id);
  }

  generation(run: string, number: number): GenerationView {
    const stored = findRun(this.#store, run);
    checkHasGeneration(stored, number);
    const generation = this.#store.generations.read(run, number);
    return generationView(generation, this.#store.generations.row(run, number), settingsOf(this.#store, stored));
  }

  /** The best of each generation. */
  validation(run: string): ValidationRow[] {
    const { generation: last } = findRun(this.#store, run);
    const stored = new Map(this.#store.champions.list(run).map((row) => [row.generation, row]));
    return Array.from({ length: last + 1 }, (_, generation) => {
      const known = stored.get(generation);
      if (known) return known;
      const { strategy, fitness } = this.generation(run, generation).champion;
      return { generation, strategy, training: fitness, validation: null };
    });
  }

  /** Best first. */
  hallOfFame(run: string): Champion[] {
    return this.#store.hallsOfFame.latest(findRun(this.#store, run).id).map(championView);
  }

  /** Every distinct strategy of one generation or of all, as text, in the order in which they first appeared. */
  *strategies(run: string, generation: number | 'all'): Generator<string> {
    const last = findRun(this.#store, run).generation;
    const seen = new Set<string>();
    for (let number = generation === 'all' ? 0 : generation; number <= (generation === 'all' ? last : generation); number++) {
      for (const { genome } of this.#store.generations.read(run, number).population) {
        const text = print(genome);
        if (!seen.has(text)) yield text;
        seen.add(text);
      }
    }
  }

  /** Strategies that threw, hung or killed their worker, with the generation in which they were first met. */
  failures(run: string): FailureView[] {
    const stored = findRun(this.#store, run);
    const experiment = settingsOf(this.#store, stored);
    const dataset = this.#store.datasets.find(stored.dataset)!;
    return this.#store.failures
      .list(run)
      .map((failure) => ({ ...failure, reproducer: reproducer(failure.strategy, experiment, dataset, this.#store.file) }));
  }

  /** How one individual came to be. */
  origin(run: string, generation: number, slot: number): OriginView {
    return origin(this.#store, run, generation, slot);
  }

  /** An individual with all its ancestors. */
  lineage(run: string, generation: number, slot: number): LineageView {
    return lineage(this.#store, run, generation, slot);
  }
}
