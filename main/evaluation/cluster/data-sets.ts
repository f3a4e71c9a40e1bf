import type { Redis } from 'ioredis';
import { type DataSet, dataSet, publish } from './data-set-parts.ts';
import { dataKey } from './names.ts';

/** Data sets that are kept ready for hosts that join; more would hold on to the bars of runs long gone. */
const KEPT = 16;
/** How often the day of expiry is put off, in milliseconds. */
const REFRESH = 10 * 60_000;

/** The data sets that a coordinator works with, and their presence in Redis. */
export class DataSets {
  readonly #redis: Redis;
  readonly #hashed = new WeakMap<SharedArrayBuffer, Promise<DataSet>>();
  /** By hash, the one that was asked for last at the end. */
  readonly #inUse = new Map<string, { readonly set: DataSet; published: number }>();

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  get hashes(): string[] {
    return [...this.#inUse.keys()];
  }

  /** Makes sure that hosts find the columns; gives the hash by which they do. */
  async offer(buffer: SharedArrayBuffer): Promise<string> {
    const hashing = this.#hashed.get(buffer) ?? dataSet(new Uint8Array(buffer));
    this.#hashed.set(buffer, hashing);
    const set = await hashing;
    const known = this.#inUse.get(set.hash);
    this.#inUse.delete(set.hash);
    if (!known) await publish(this.#redis, set);
    this.#inUse.set(set.hash, known ?? { set, published: performance.now() });
    if (this.#inUse.size > KEPT) this.#inUse.delete(this.#inUse.keys().next().value!);
    return set.hash;
  }

  /** Publishes again what Redis has lost, and what a worker has withdrawn because it was damaged. */
  async restore(): Promise<void> {
    for (const [hash, entry] of this.#inUse) {
      const old = performance.now() - entry.published > REFRESH;
      if (!old && (await this.#redis.exists(dataKey(hash))) === 1) continue;
      await publish(this.#redis, entry.set);
      entry.published = performance.now();
    }
  }
}
