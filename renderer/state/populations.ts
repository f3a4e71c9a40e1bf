import type { PopulationColumns } from '../../preload/contract.ts';
import { call } from '../client.ts';

/** Generations that are fetched at once. */
const CHUNK = 16;
/** Chunks fetched ahead of the hand, and behind it. */
const AHEAD = 4;
const BEHIND = 1;
/** Bytes of columns that are kept: 200 generations of 1,000 take 9 MB. */
const BUDGET = 96 * 2 ** 20;

export type FetchPopulations = (from: number, to: number) => Promise<readonly PopulationColumns[]>;

/**
 * The generations of a run that are at hand. Whoever shows one says which it wants and which way it moves; that one is
 * fetched first, then those on the way, one request at a time, so that what is passed over is never asked for. Those not
 * looked at for longest make room.
 */
export class Populations {
  readonly #fetch: FetchPopulations;
  readonly #kept = new Map<number, PopulationColumns>();
  readonly #listeners = new Set<() => void>();
  #bytes = 0;
  #fetching = false;
  #wanted = { generation: 0, last: -1, direction: 1 };
  /** Why the generation that is wanted could not be fetched. */
  #error: unknown = null;

  constructor(run: string, fetch: FetchPopulations = (from, to) => call('runs.populations', { run, from, to })) {
    this.#fetch = fetch;
  }

  get error(): unknown {
    return this.#error;
  }

  has = (generation: number): boolean => this.#kept.has(generation);

  get(generation: number): PopulationColumns | null {
    const found = this.#kept.get(generation);
    if (!found) return null;
    this.#kept.delete(generation);
    this.#kept.set(generation, found);
    return found;
  }

  /** @param last the last generation that is stored */
  want(generation: number, last: number, direction: number): void {
    const before = this.#wanted;
    if (before.generation === generation && before.last === last) return;
    if (before.generation !== generation) this.#error = null;
    this.#wanted = { generation, last, direction: direction < 0 ? -1 : 1 };
    void this.#go();
  }

  retry(): void {
    this.#error = null;
    void this.#go();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  async #go(): Promise<void> {
    if (this.#fetching || this.#error !== null) return;
    this.#fetching = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        for (const columns of await this.#fetch(...next)) this.#keep(columns);
        this.#tell();
      }
    } catch (error) {
      this.#error = error;
      this.#tell();
    } finally {
      this.#fetching = false;
    }
  }

  /** The generations to be fetched next, both included; null when everything near is there. */
  #next(): readonly [number, number] | null {
    const { generation, last, direction } = this.#wanted;
    const chunk = Math.floor(Math.min(generation, last) / CHUNK);
    const near = [0];
    for (let step = 1; step <= AHEAD; step++) near.push(step * direction);
    for (let step = 1; step <= BEHIND; step++) near.push(-step * direction);
    for (const step of near.slice(0, this.#room())) {
      const first = (chunk + step) * CHUNK;
      const missing = Array.from({ length: CHUNK }, (_, i) => first + i).filter((g) => g >= 0 && g <= last && !this.#kept.has(g));
      if (missing.length > 0) return [missing[0]!, missing.at(-1)!];
    }
    return null;
  }

  /** Chunks that can be kept at once: to fetch more would drive out what is near, to be fetched again. */
  #room(): number {
    const each = this.#bytes / Math.max(1, this.#kept.size);
    return Math.max(1, Math.floor(BUDGET / (each * CHUNK || 1)) - 1);
  }

  #keep(columns: PopulationColumns): void {
    if (this.#kept.has(columns.generation)) return;
    this.#kept.set(columns.generation, columns);
    this.#bytes += bytesOf(columns);
    for (const [generation, oldest] of this.#kept) {
      // What the hand is at stays, however large its populations are.
      if (this.#bytes <= BUDGET || this.#kept.size <= 2 * CHUNK) return;
      this.#kept.delete(generation);
      this.#bytes -= bytesOf(oldest);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const bytesOf = ({ fitness, parents, operators, sizes, heights, ages }: PopulationColumns): number =>
  [fitness, parents, operators, sizes, heights, ages].reduce((sum, column) => sum + column.byteLength, 0);
