import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { closeAll } from './closing.ts';
import type { ConnectionOptions } from './connection.ts';
import { type PoolNames, PREFIX } from './names.ts';
import { Patience } from './patience.ts';
import { connectedHosts } from './presence.ts';

/** Jobs in one message to Redis. */
const SLICE = 8;
/** How often overdue attempts are looked for, in milliseconds. */
const LOOK = 50;
/** How often a parcel is sent at most while other attempts of it are still out. */
const MOST_ATTEMPTS = 4;
/** How often it is checked whether the host that has a parcel still lives, in milliseconds. */
const PULSE = 250;
/** After an outage hosts need a while to come back: until then one without a connection is not taken for dead. */
const RECONNECTING = 3_000;
/** How long no host may have taken a parcel until it is checked whether Redis still has it, in milliseconds. */
const FORGOTTEN = 1_500;

export interface CourierOptions {
  readonly connection: ConnectionOptions;
  /** For everything but the queue: presence of hosts. */
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly queue: string;
  /** Unique among coordinators. */
  readonly session: string;
  /** Whether a parcel that takes long is sent to a second host; only for work whose time can be known. */
  readonly resendSlow: boolean;
  /** Told why Redis does not take parcels, each time that it does not. */
  readonly onTrouble?: (error: unknown) => void;
  /** Bytes of a parcel's data; 256 KB when absent. */
  readonly sizeLimit?: number;
}

export interface ParcelHandler {
  /** The answer: called once, with that of whichever attempt came first, and its id. */
  readonly onResult: (result: unknown, id: string) => void;
  /** The host that had it is dead; true when it is to be sent again. */
  readonly onHostLost: (host: string) => boolean;
  /** The host could not do it; resolves to true when it is to be sent again. */
  readonly onFailed: (message: string) => Promise<boolean>;
}

interface Attempt {
  readonly id: string;
  readonly parcel: Parcel;
  /** When a host took it, by `performance.now()`. */
  started: number | undefined;
  /** The host that took it, once that is known. */
  host: string | undefined;
  /** When it is looked after next, and when it has taken too long. */
  due: number;
  overdue: number;
  looking: boolean;
  /** Redis did not have it when it was looked after. */
  missed: boolean;
}

interface Parcel {
  readonly key: string;
  readonly data: object;
  readonly handler: ParcelHandler;
  readonly attempts: Set<Attempt>;
  sent: number;
}

export interface CourierCounts {
  readonly parcels: number;
  readonly resentSlow: number;
  readonly resentLost: number;
  readonly hostsLost: number;
  /** Answers to what had been answered or given up. */
  readonly late: number;
}

/**
 * Brings parcels to hosts over a BullMQ queue and hands over each answer exactly once. BullMQ delivers at least once
 * while Redis keeps its memory; here nothing is taken for granted: what a dead host had, what Redis has forgotten and
 * what takes far too long is sent again, and the first answer wins.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #queue: Queue;
  readonly #events: QueueEvents;
  readonly #attempts = new Map<string, Attempt>();
  readonly #patience = new Patience();
  readonly #timer: NodeJS.Timeout;
  #outbox: Attempt[] = [];
  #keys = 0;
  #graceUntil = 0;
  #closed = false;
  readonly #counts = { parcels: 0, resentSlow: 0, resentLost: 0, hostsLost: 0, late: 0 };

  /** Resolves when every answer to what is sent from then on will be heard. */
  static async open(options: CourierOptions): Promise<Courier> {
    const newest = await options.redis.xrevrange(`${PREFIX}:${options.queue}:events`, '+', '-', 'COUNT', 1);
    const courier = new Courier(options, newest[0]?.[0] ?? '0-0');
    await Promise.all([courier.#queue.waitUntilReady(), courier.#events.waitUntilReady()]);
    return courier;
  }

  /** @param lastEventId after which events are heard; to begin with those that come would miss some while it connects */
  private constructor(options: CourierOptions, lastEventId: string) {
    this.#options = options;
    const { connection, queue } = options;
    this.#queue = new Queue(queue, { connection, prefix: PREFIX, streams: { events: { maxLen: 5_000 } } });
    this.#events = new QueueEvents(queue, { connection, prefix: PREFIX, lastEventId });
    // While Redis is away every attempt to reconnect is reported; the outage itself is what `redis` tells of.
    this.#queue.on('error', () => undefined);
    this.#events.on('error', () => undefined);
    this.#events.on('active', ({ jobId }) => this.#start(jobId));
    this.#events.on('completed', ({ jobId, returnvalue }) => this.#complete(jobId, returnvalue));
    this.#events.on('failed', ({ jobId, failedReason }) => void this.#fail(jobId, failedReason));
    options.redis.on('close', this.#disconnected);
    options.redis.on('ready', this.#reconnected);
    this.#timer = setInterval(() => this.#look(), LOOK);
    this.#timer.unref();
  }

  get counts(): CourierCounts {
    return { ...this.#counts };
  }

  /** Returns what calls it off: then no handler of it is called any more, and a host that has not begun it never will. */
  send(data: object, handler: ParcelHandler): () => void {
    const parcel: Parcel = { key: `${this.#options.session}-${this.#keys++}`, data, handler, attempts: new Set(), sent: 0 };
    this.#counts.parcels++;
    this.#dispatch(parcel);
    return () => this.#settle(parcel, true);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#options.redis.off('close', this.#disconnected);
    this.#options.redis.off('ready', this.#reconnected);
    this.#attempts.clear();
    await closeAll(this.#options.redis, [this.#queue, this.#events]);
  }

  readonly #disconnected = () => {
    // Until it is back nobody can be found dead.
    this.#graceUntil = Number.POSITIVE_INFINITY;
  };

  readonly #reconnected = () => {
    if (this.#graceUntil === 0) return;
    const now = performance.now();
    this.#graceUntil = now + RECONNECTING;
    // Redis may have lost what it had.
    for (const attempt of this.#attempts.values()) attempt.due = now;
  };

  #dispatch(parcel: Parcel): void {
    const now = performance.now();
    const id = `${parcel.key}-${parcel.sent++}`;
    const due = now + FORGOTTEN;
    const attempt: Attempt = {
      id,
      parcel,
      started: undefined,
      host: undefined,
      due,
      overdue: Number.POSITIVE_INFINITY,
      looking: false,
      missed: false,
    };
    parcel.attempts.add(attempt);
    this.#attempts.set(id, attempt);
    if (this.#outbox.push(attempt) === 1) queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    const { sizeLimit = 262_144 } = this.#options;
    const all = this.#outbox;
    this.#outbox = [];
    for (let i = 0; i < all.length; i += SLICE) {
      const jobs = all.slice(i, i + SLICE).map(({ id, parcel }) => ({
        name: 'parcel',
        data: parcel.data,
        // Sending again is for us to decide: BullMQ never starts a job twice.
        opts: { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: 100, sizeLimit },
      }));
      // What could not be sent is not in Redis when it is looked after, and is sent again.
      this.#queue.addBulk(jobs).catch((error: unknown) => this.#options.onTrouble?.(error));
    }
  }

  #start(id: string): void {
    const attempt = this.#attempts.get(id);
    if (!attempt) return;
    attempt.started = performance.now();
    attempt.due = attempt.started + PULSE;
    attempt.overdue = attempt.started + this.#limit(attempt);
  }

  /** How long a host may have an attempt until another one gets it too: twice as long for each time that it was sent before. */
  #limit({ parcel }: Attempt): number {
    return this.#options.resendSlow ? this.#patience.limit * 2 ** (parcel.sent - 1) : Number.POSITIVE_INFINITY;
  }

  #complete(id: string, result: unknown): void {
    const attempt = this.#attempts.get(id);
    if (!attempt) {
      if (id.startsWith(this.#options.session)) this.#counts.late++;
      return;
    }
    if (attempt.started !== undefined) this.#patience.learn(performance.now() - attempt.started);
    this.#settle(attempt.parcel, false);
    attempt.parcel.handler.onResult(result, id);
  }

  async #fail(id: string, reason: string): Promise<void> {
    const attempt = this.#attempts.get(id);
    if (!attempt) return;
    const { parcel } = attempt;
    this.#drop(attempt);
    if (/stalled|started more than/.test(reason)) {
      // Its lock ran out: the host is gone, frozen or cut off. Whether it died of it has been looked at before.
      if (parcel.attempts.size === 0) this.#resend(parcel, 'resentLost');
      return;
    }
    if ((await parcel.handler.onFailed(reason)) && !this.#closed && parcel.attempts.size === 0) this.#resend(parcel, 'resentLost');
  }

  #resend(parcel: Parcel, why: 'resentSlow' | 'resentLost'): void {
    this.#counts[why]++;
    this.#dispatch(parcel);
  }

  #drop(attempt: Attempt): void {
    attempt.parcel.attempts.delete(attempt);
    this.#attempts.delete(attempt.id);
  }

  /** Nothing more is expected of the parcel. */
  #settle(parcel: Parcel, calledOff: boolean): void {
    const superseded = [...parcel.attempts];
    for (const attempt of superseded) this.#drop(attempt);
    if (!calledOff && superseded.length < 2) return;
    // One that a host is busy with stays: it is locked, and its answer will be of no interest.
    for (const { id } of superseded) this.#queue.remove(id).catch(() => undefined);
  }

  #look(): void {
    const now = performance.now();
    for (const attempt of this.#attempts.values()) {
      if (attempt.due > now || attempt.looking) continue;
      attempt.looking = true;
      this.#lookAfter(attempt)
        // Redis is away or the queue is being closed: later.
        .catch(() => undefined)
        .finally(() => {
          attempt.looking = false;
          attempt.due = Math.max(attempt.due, performance.now() + LOOK);
        });
    }
  }

  async #lookAfter(attempt: Attempt): Promise<void> {
    const { parcel, id } = attempt;
    const { redis, names } = this.#options;
    const isConnected = async (host: string) => (await connectedHosts(redis, names, [host])).has(host);
    if (attempt.host !== undefined && performance.now() < attempt.overdue && (await isConnected(attempt.host))) {
      attempt.due = performance.now() + PULSE;
      return;
    }
    const job = await this.#queue.getJob(id);
    const host = job?.processedBy;
    const connected = host === undefined || (await isConnected(host));
    // An answer may have come in the meantime.
    if (!parcel.attempts.has(attempt)) return;
    if (!job && !attempt.missed) {
      // Most likely it has just been done, and the answer is on its way.
      attempt.missed = true;
      attempt.due = performance.now() + PULSE;
    } else if (!job) {
      this.#drop(attempt);
      if (parcel.attempts.size === 0) this.#resend(parcel, 'resentLost');
    } else if (host === undefined) {
      attempt.due = performance.now() + FORGOTTEN;
    } else if (!connected && performance.now() > this.#graceUntil) {
      this.#drop(attempt);
      this.#counts.hostsLost++;
      if (parcel.attempts.size > 0) return;
      if (parcel.handler.onHostLost(host)) this.#resend(parcel, 'resentLost');
      else this.#settle(parcel, true);
    } else {
      if (attempt.started === undefined) this.#start(id);
      attempt.host = host;
      attempt.due = performance.now() + PULSE;
      if (performance.now() < attempt.overdue) return;
      attempt.overdue = performance.now() + this.#limit(attempt);
      if (parcel.attempts.size < MOST_ATTEMPTS) this.#resend(parcel, 'resentSlow');
    }
  }
}
