import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Evaluate } from '../../strategy/fitness.ts';
import type { EvaluationEngine } from '../engine.ts';
import { abortError, type OnFailure } from '../failure.ts';
import { checkProblem, type Problem, timeframesOf, worstOf } from '../problem.ts';
import type { SharedBars } from '../shared-bars.ts';
import { ClusterCall } from './call.ts';
import { checkServer, connectionOptions, type EngineSettings, poolName, shownUrl } from './connection.ts';
import { Courier, type CourierCounts } from './courier.ts';
import { DataSets } from './data-sets.ts';
import { type PoolNames, poolNames } from './names.ts';
import { announceCoordinator, type Call, dismissCoordinator, HEARTBEAT, type HostView, listHosts, serverTime } from './presence.ts';
import { ClusterTasks } from './tasks/cluster-tasks.ts';
import { Executor } from './tasks/executor.ts';
import { barsOf, problemMessage } from './wire.ts';
import { Speeds } from './work.ts';

export interface ClusterOptions {
  readonly engine: EngineSettings;
  /** Of this program; workers of another version are left out. */
  readonly version: string;
  /** Hosts that the first call waits for; 1 when absent. */
  readonly minWorkers?: number;
  /** Milliseconds that a chunk should take; 100 when absent. */
  readonly chunkTime?: number;
  /** Told what the user may want to know: hosts that join and leave, work that waits for one. */
  readonly onNotice?: (message: string) => void;
}

/** For how long there may be no host until the user is told. */
const PATIENCE = 3_000;
/** What bringing a data set to a host is given, in milliseconds and bytes a millisecond; then work begins without it. */
const DATA_TIME = 3_000;
const DATA_RATE = 20_000;

/** What exists once the server has been reached. */
interface Connected {
  readonly redis: Redis;
  readonly courier: Courier;
  readonly data: DataSets;
}

/**
 * Evaluates on the workers of all hosts that have joined the pool: the coordinator's side. Results are those of the
 * local pool, to the last bit. The server is reached with the first call.
 */
export class Cluster implements EvaluationEngine {
  readonly #options: ClusterOptions;
  readonly #session = randomUUID();
  readonly #pool: string;
  readonly #names: PoolNames;
  readonly #calls = new Set<ClusterCall>();
  #connected: Promise<Connected> | undefined;
  #hosts: readonly HostView[] = [];
  #timer: NodeJS.Timeout | undefined;
  #aloneSince: number | undefined;
  #gathered = false;
  #closed = false;

  /** @throws {ClusterError} when the settings cannot be right */
  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#pool = poolName(options.engine);
    this.#names = poolNames(this.#pool, options.version);
    connectionOptions(options.engine);
  }

  /** Slots of all hosts that are there now. */
  get workers(): number {
    return this.#ours.reduce((sum, { slots }) => sum + slots, 0);
  }

  /** All hosts of the pool that were heard of lately, those of other versions too. */
  get hosts(): readonly HostView[] {
    return this.#hosts;
  }

  get #ours(): HostView[] {
    return this.#hosts.filter(({ version }) => version === this.#options.version);
  }

  /** What the courier of chunks has done so far. */
  async counts(): Promise<CourierCounts> {
    return (await this.connect()).courier.counts;
  }

  evaluator(problem: Problem, onFailure?: OnFailure): Evaluate {
    checkProblem(problem);
    const worst = worstOf(problem);
    const all = barsOf(problem);
    const speeds = new Speeds(timeframesOf(problem).reduce((sum, { bars }) => sum + bars.length, 0));
    return async (genomes, signal) => {
      if (signal?.aborted) throw abortError();
      const { courier, data } = await this.connect();
      const hashes = new Map<SharedBars, string>();
      for (const bars of all) hashes.set(bars, await data.offer(bars.buffer));
      await this.#gather(
        [...hashes.values()],
        all.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
        signal,
      );
      speeds.keepOnly(new Set(this.#ours.map(({ id }) => id)));
      const call = new ClusterCall(genomes, {
        courier,
        problem: problemMessage(problem, hashes),
        speeds,
        chunkTime: this.#options.chunkTime,
        slots: () => this.workers,
        republish: () => data.restore(),
        onHostLost: (id) => this.#tellLost(id),
        worst,
        onFailure,
      });
      const abort = () => call.abandon(abortError());
      signal?.addEventListener('abort', abort, { once: true });
      this.#calls.add(call);
      try {
        if (signal?.aborted) throw abortError();
        return await call.run();
      } finally {
        this.#calls.delete(call);
        signal?.removeEventListener('abort', abort);
      }
    };
  }

  /** Tasks on the hosts that were started with a tasks folder. @throws {ClusterError} when the server cannot be reached */
  async executor(): Promise<Executor> {
    const { redis } = await this.connect();
    const slots = () => this.#ours.reduce((sum, host) => sum + (host.tasks ? host.slots : 0), 0);
    if (slots() === 0) this.#notice(`No worker of pool ${this.#pool} has task modules: start one with \`--tasks FOLDER\`.`);
    const connection = connectionOptions(this.#options.engine);
    return new Executor(await ClusterTasks.connect({ connection, redis, names: this.#names, session: this.#session, slots }));
  }

  /** Reaches the server, once. @throws {ClusterError} which says why that is impossible */
  connect(): Promise<Connected> {
    if (this.#closed) throw new Error('the cluster is closed');
    this.#connected ??= this.#connect().catch((error: unknown) => {
      this.#connected = undefined;
      throw error;
    });
    return this.#connected;
  }

  async #connect(): Promise<Connected> {
    const { engine, version } = this.#options;
    for (const warning of await checkServer(engine)) this.#notice(warning);
    const connection = connectionOptions(engine);
    const redis = new Redis({ ...connection, connectionName: `organism:coordinator:${this.#session}` });
    let away = false;
    redis.on('error', () => {
      if (!away) this.#notice(`The Redis server at ${shownUrl(engine.url)} is away; work goes on when it is back.`);
      away = true;
    });
    redis.on('ready', () => {
      if (away) this.#notice('The Redis server is back.');
      away = false;
    });
    const courier = await Courier.open({
      connection,
      redis,
      names: this.#names,
      queue: this.#names.chunks,
      session: this.#session,
      resendSlow: true,
    });
    const connected = { redis, courier, data: new DataSets(redis) };
    await this.#beat(connected);
    this.#timer = setInterval(() => void this.#beat(connected).catch(() => undefined), HEARTBEAT);
    this.#timer.unref();
    this.#notice(
      `Pool ${this.#pool} at ${shownUrl(engine.url)}: ${this.#ours.length} workers of Organism ${version}, ${this.workers} slots.`,
    );
    return connected;
  }

  /** Says that this coordinator is there, sees who else is, and puts back what Redis may have lost. */
  async #beat({ redis, data }: Connected): Promise<void> {
    await this.#announce(redis, data);
    await data.restore();
    this.#see(await listHosts(redis, this.#names));
    if (this.#calls.size === 0 || this.workers > 0) this.#aloneSince = undefined;
    else this.#tellAlone();
    for (const call of this.#calls) call.pump();
  }

  async #announce(redis: Redis, data: DataSets): Promise<void> {
    const { version } = this.#options;
    await announceCoordinator(redis, this.#names, { id: this.#session, version, seen: await serverTime(redis), data: data.hashes });
  }

  #see(hosts: readonly HostView[]): void {
    const known = new Set(this.#hosts.map(({ id }) => id));
    const there = new Set(hosts.map(({ id }) => id));
    for (const { id, name, version, slots } of hosts) {
      if (known.has(id)) continue;
      if (version === this.#options.version) this.#notice(`Worker ${name} has joined with ${slots} slots.`);
      else this.#notice(`Worker ${name} is Organism ${version}, this is ${this.#options.version}: it is left out.`);
    }
    for (const { id, name } of this.#hosts) if (!there.has(id)) this.#notice(`Worker ${name} is gone.`);
    this.#hosts = hosts;
  }

  #tellLost(id: string): void {
    const name = this.#hosts.find((host) => host.id === id)?.name ?? id;
    this.#notice(`Worker ${name} was lost with a chunk, which is sent to others.`);
  }

  #tellAlone(): void {
    const now = performance.now();
    this.#aloneSince ??= now;
    if (now - this.#aloneSince < PATIENCE) return;
    const { url } = this.#options.engine;
    this.#notice(`No worker is in pool ${this.#pool}: start one with \`organism worker --engine ${shownUrl(url)} --pool ${this.#pool}\`.`);
    this.#aloneSince = Number.POSITIVE_INFINITY;
  }

  /** Waits for the hosts that the first call wants, and until those that are there hold the data set. */
  async #gather(hashes: readonly string[], bytes: number, signal: AbortSignal | undefined): Promise<void> {
    const { redis, data } = await this.connect();
    const minWorkers = this.#gathered ? 0 : (this.#options.minWorkers ?? 1);
    const lacking = () => this.#ours.filter((host) => !hashes.every((hash) => host.data.includes(hash)));
    const complete = () => this.#ours.length >= minWorkers && lacking().length === 0;
    if (complete()) {
      this.#gathered = true;
      return;
    }
    await this.#announce(redis, data);
    await redis.publish(this.#names.channel, JSON.stringify({ look: 'data' } satisfies Call));
    let deadline = performance.now() + DATA_TIME + bytes / DATA_RATE;
    while (this.#ours.length < minWorkers || (lacking().length > 0 && performance.now() < deadline)) {
      if (signal?.aborted) throw abortError();
      if (this.#closed) throw abortError('the cluster was closed');
      if (this.#ours.length < minWorkers) {
        this.#tellAloneIfNobody();
        deadline = performance.now() + DATA_TIME + bytes / DATA_RATE;
      }
      await sleep(20);
      this.#see(await listHosts(redis, this.#names));
    }
    // Those that leave from now on are not waited for.
    this.#gathered = true;
    this.#aloneSince = undefined;
  }

  #tellAloneIfNobody(): void {
    if (this.#ours.length === 0) this.#tellAlone();
  }

  #notice(message: string): void {
    this.#options.onNotice?.(message);
  }

  /** Calls off what is out. Nothing keeps the process alive afterwards. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const call of this.#calls) call.abandon(abortError('the cluster was closed'));
    clearInterval(this.#timer);
    const connected = await this.#connected?.catch(() => undefined);
    if (!connected) return;
    const { redis, courier } = connected;
    // A server that is away is not waited for: what stands there expires.
    await Promise.race([
      dismissCoordinator(redis, this.#names, this.#session).catch(() => undefined),
      sleep(500, undefined, { ref: false }),
    ]);
    await courier.close();
    redis.disconnect();
  }
}
