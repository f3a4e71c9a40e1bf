import { availableParallelism } from 'node:os';
import { EvaluationPool } from '../evaluation/pool.ts';

/** A pool for as long as it is needed. */
export interface Lease {
  readonly pool: EvaluationPool;
  release(): Promise<void>;
}

/**
 * The worker threads: one pool that all runs share, made when it is first needed and kept, because threads are slow to
 * start. A run that asks for another number of workers gets a pool of that size, closed after its last user.
 */
export class Pools {
  readonly #options: { readonly workerFile: string; readonly timeLimit?: number };
  readonly #pools = new Map<number, { readonly pool: EvaluationPool; users: number }>();
  /** Workers of the shared pool. */
  readonly workers: number;

  constructor({ workers, ...options }: { workerFile: string; workers?: number; timeLimit?: number }) {
    this.#options = options;
    this.workers = workers ?? availableParallelism();
  }

  lease(workers: number = this.workers): Lease {
    const entry = this.#pools.get(workers) ?? { pool: new EvaluationPool({ ...this.#options, workers }), users: 0 };
    this.#pools.set(workers, entry);
    entry.users++;
    return {
      pool: entry.pool,
      release: async () => {
        entry.users--;
        if (entry.users > 0 || workers === this.workers) return;
        this.#pools.delete(workers);
        await entry.pool.close();
      },
    };
  }

  async close(): Promise<void> {
    const all = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all(all.map(({ pool }) => pool.close()));
  }
}
