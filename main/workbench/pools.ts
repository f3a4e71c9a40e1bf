import { availableParallelism } from 'node:os';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { EvaluationPool } from '../evaluation/pool.ts';
import { WorkLog } from '../evaluation/work-log.ts';

/** A pool for as long as it is needed. */
export interface Lease {
  readonly pool: EvaluationEngine;
  release(): Promise<void>;
}

interface Entry {
  readonly pool: EvaluationPool;
  readonly observer: ReturnType<WorkLog['threads']>;
  users: number;
}

/**
 * The worker threads: one pool that all runs share, made when it is first needed and kept, because threads are slow to
 * start. A run that asks for another number of workers gets a pool of that size, closed after its last user. While a
 * cluster is used there are no threads here: whatever begins is evaluated there.
 */
export class Pools {
  readonly #options: { readonly workerFile: string; readonly timeLimit?: number };
  #cluster: { readonly engine: EvaluationEngine; users: number } | undefined;
  readonly #log: WorkLog;
  readonly #pools = new Map<number, Entry>();
  /** Workers of the shared pool. */
  readonly workers: number;

  constructor({ workers, log = new WorkLog(), ...options }: { log?: WorkLog; workerFile: string; workers?: number; timeLimit?: number }) {
    this.#options = options;
    this.#log = log;
    this.workers = workers ?? availableParallelism();
  }

  /** What begins from now on is evaluated by the cluster, or here when there is none. The one before is closed after its last user. */
  use(cluster: EvaluationEngine | undefined): void {
    const before = this.#cluster;
    this.#cluster = cluster && { engine: cluster, users: 0 };
    if (before?.users === 0) void before.engine.close();
  }

  lease(workers: number = this.workers): Lease {
    const cluster = this.#cluster;
    if (cluster) {
      cluster.users++;
      return {
        pool: cluster.engine,
        release: async () => {
          cluster.users--;
          if (cluster.users === 0 && cluster !== this.#cluster) await cluster.engine.close();
        },
      };
    }
    const entry = this.#pools.get(workers) ?? this.#make(workers);
    this.#pools.set(workers, entry);
    entry.users++;
    return {
      pool: entry.pool,
      release: async () => {
        entry.users--;
        if (entry.users > 0 || workers === this.workers) return;
        this.#pools.delete(workers);
        entry.observer.forget();
        await entry.pool.close();
      },
    };
  }

  #make(workers: number): Entry {
    const shared = workers === this.workers;
    const names = Array.from({ length: workers }, (_, i) => (shared ? `Worker ${i + 1}` : `Worker ${i + 1} of ${workers}`));
    const observer = this.#log.threads(`${shared ? 0 : workers}:`, names);
    return { pool: new EvaluationPool({ ...this.#options, workers, observer }), observer, users: 0 };
  }

  async close(): Promise<void> {
    const all = [...this.#pools.values()];
    this.#pools.clear();
    await Promise.all([this.#cluster?.engine.close(), ...all.map(({ pool }) => pool.close())]);
  }
}
