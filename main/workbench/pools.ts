import { availableParallelism } from 'node:os';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { EvaluationPool } from '../evaluation/pool.ts';

/** A pool for as long as it is needed. */
export interface Lease {
  readonly pool: EvaluationEngine;
  release(): Promise<void>;
}

/**
 * The worker threads: one pool that all runs share, made when it is first needed and kept, because threads are slow to
 * start. A run that asks for another number of workers gets a pool of that size, closed after its last user. With a
 * cluster there are no threads here: everything is evaluated there.
 */
export class Pools {
  readonly #options: { readonly workerFile: string; readonly timeLimit?: number };
  readonly #cluster: EvaluationEngine | undefined;
  readonly #pools = new Map<number, { readonly pool: EvaluationPool; users: number }>();
  /** Workers of the shared pool. */
  readonly workers: number;

  constructor({ workers, cluster, ...options }: { workerFile: string; workers?: number; timeLimit?: number; cluster?: EvaluationEngine }) {
    this.#options = options;
    this.#cluster = cluster;
    this.workers = workers ?? availableParallelism();
  }

  lease(workers: number = this.workers): Lease {
    if (this.#cluster) return { pool: this.#cluster, release: async () => {} };
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
    await Promise.all([this.#cluster?.close(), ...all.map(({ pool }) => pool.close())]);
  }
}
