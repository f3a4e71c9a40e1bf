import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { HandChunk, HostObserver } from '../work-log.ts';
import type { PoolNames } from './names.ts';

/*
 * What hosts have in hand, for whoever looks at them while they compute. A host says it at most ten times a second, and
 * as good as nothing while no coordinator listens; a coordinator listens while somebody looks at its window.
 */

/** How often a host says it at most, and how often it asks whether anybody listens, in milliseconds. */
const PACE = 100;
const QUIET = 1_000;

const handsSchema = z.object({
  /** Id of the host. */
  host: z.string(),
  slots: z.int().positive(),
  /** Each with the id of its job, which begins with the session of the coordinator that sent it. */
  chunks: z.array(z.object({ id: z.string(), strategies: z.int(), since: z.number() })),
});

/** The host's side. */
export class Hands {
  readonly #redis: Redis;
  readonly #names: PoolNames;
  readonly #host: string;
  readonly #slots: number;
  readonly #chunks = new Map<string, { readonly strategies: () => number; readonly started: number }>();
  #timer: NodeJS.Timeout | undefined;
  #listeners = 0;
  #said = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(redis: Redis, names: PoolNames, host: string, slots: number) {
    this.#redis = redis;
    this.#names = names;
    this.#host = host;
    this.#slots = slots;
  }

  /** A job is taken in hand. @param strategies of it, so far @returns what lays it down */
  take(id: string, strategies: () => number): () => void {
    this.#chunks.set(id, { strategies, started: performance.now() });
    this.say();
    return () => {
      this.#chunks.delete(id);
      this.say();
    };
  }

  /** Soon, and not more often than is good; with every heartbeat, too, so that who has begun to listen learns of it. */
  say(): void {
    if (this.#timer || this.#closed) return;
    const wait = this.#said + (this.#listeners > 0 ? PACE : QUIET) - performance.now();
    this.#timer = setTimeout(() => void this.#tell(), Math.max(0, wait)).unref();
  }

  async #tell(): Promise<void> {
    this.#said = performance.now();
    // While the server is away there is nobody to tell; messages that wait for it would be of no use later.
    if (this.#redis.status === 'ready') {
      const chunks = Array.from(
        this.#chunks,
        ([id, { strategies, started }]): HandChunk => ({ id, strategies: strategies(), since: this.#said - started }),
      );
      const message: z.infer<typeof handsSchema> = { host: this.#host, slots: this.#slots, chunks };
      this.#listeners = await this.#redis.publish(this.#names.hands, JSON.stringify(message)).catch(() => 0);
    }
    this.#timer = undefined;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }
}

/** The coordinator's side: listens while the observer is watched. */
export class HandsListener {
  readonly #connect: () => Redis;
  readonly #names: PoolNames;
  readonly #session: string;
  readonly #observer: HostObserver;
  readonly #nameOf: (host: string) => string;
  #redis: Redis | undefined;

  constructor(options: {
    readonly connect: () => Redis;
    readonly names: PoolNames;
    /** Whose chunks are shown: those of other coordinators are not ours to tell of. */
    readonly session: string;
    readonly observer: HostObserver;
    readonly nameOf: (host: string) => string;
  }) {
    this.#connect = options.connect;
    this.#names = options.names;
    this.#session = options.session;
    this.#observer = options.observer;
    this.#nameOf = options.nameOf;
  }

  /** To be called every now and then. */
  look(): void {
    if (this.#observer.watched === (this.#redis !== undefined)) return;
    this.close();
    if (!this.#observer.watched) return;
    const redis = this.#connect();
    this.#redis = redis;
    redis.on('error', () => undefined);
    redis.on('message', (_, text) => this.#hear(text));
    redis.subscribe(this.#names.hands).catch(() => undefined);
  }

  #hear(text: string): void {
    const parsed = handsSchema.safeParse(JSON.parse(text));
    // It is shown, and nothing depends on it.
    if (!parsed.success) return;
    const { host, slots, chunks } = parsed.data;
    this.#observer.inHand(
      this.#nameOf(host),
      slots,
      chunks.filter(({ id }) => id.startsWith(this.#session)),
    );
  }

  /** The host is dead. */
  lost(host: string): void {
    this.#observer.lost(this.#nameOf(host));
  }

  close(): void {
    this.#redis?.disconnect();
    this.#redis = undefined;
  }
}
