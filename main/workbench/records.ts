import type {
  Champion,
  FailureView,
  GenerationView,
  LineageView,
  LogbookFormat,
  LogbookRow,
  OperatorCredit,
  OriginView,
  ValidationRow,
} from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import { print } from '../strategy/print.ts';
import { endReason } from './end-reason.ts';
import { lineage, origin } from './lineage.ts';
import { logbookTable } from './logbook-table.ts';
import { reproducer } from './reproducer.ts';
import { operatorCredits, paretoFront } from './run-history.ts';
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

  /** The logbook for other programs. */
  logbookText(run: string, format: LogbookFormat): string {
    return logbookTable(settingsOf(this.#store, findRun(this.#store, run)), this.logbook(run), format);
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

  /** Every strategy of all generations that no other one dominates, best first. */
  front(run: string): Promise<Champion[]> {
    return paretoFront(this.#store, run);
  }

  /** How often each operator made a child better than its parent. */
  operators(run: string): Promise<OperatorCredit[]> {
    return operatorCredits(this.#store, run);
  }

  /** Which of its stop rules finished the run before its last generation, in words; null when none did. */
  endReason(run: string): string | null {
    return endReason(this.#store, run);
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
    const { id } = findRun(this.#store, run);
    return this.#store.failures.list(id).map((failure) => ({ ...failure, reproducer: reproducer(failure.strategy, id, this.#store.file) }));
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
