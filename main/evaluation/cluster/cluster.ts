import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Evaluate } from '../../strategy/fitness.ts';
import type { EvaluationEngine } from '../engine.ts';
import { abortError, type OnFailure } from '../failure.ts';
import { checkProblem, type Problem, timeframesOf, worstOf } from '../problem.ts';
import type { SharedBars } from '../shared-bars.ts';
import type { HostObserver } from '../work-log.ts';
import { ClusterCall } from './call.ts';
import { connectionOptions, DEFAULT_POOL, type EngineSettings, poolName, shownUrl } from './connection.ts';
import { Courier, type CourierCounts } from './courier.ts';
import { DataSets } from './data-sets.ts';
import { ClusterError } from './errors.ts';
import { HandsListener } from './hands.ts';
import { type PoolNames, poolNames } from './names.ts';
import {
  announceCoordinator,
  type Call,
  dismissCoordinator,
  HEARTBEAT,
  type HostView,
  listHosts,
  serverTime,
  thoseThatLeft,
} from './presence.ts';
import { ProgramClient } from './programs/client.ts';
import { counted, Roster } from './roster.ts';
import { checkServer, serverError } from './server-check.ts';
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
  /** Why no worker is going to come to a pool that has none; undefined as long as one may. */
  readonly hopeless?: () => string | undefined;
  /** Told what the user may want to know: hosts that join and leave, work that waits for one. */
  readonly onNotice?: (message: string) => void;
  /** Told which host has which chunk, by the host's name. */
  readonly observer?: HostObserver;
  /** Told who is there, with every heartbeat, and who of those that were there has left since; the rest of them is lost. */
  readonly onHosts?: (hosts: readonly HostView[], left: ReadonlySet<string>) => void;
  /** Told why the server is away, and null when it is back. */
  readonly onServer?: (problem: string | null) => void;
}

/** What bringing a data set to a host is given, in milliseconds and bytes a millisecond; then work begins without it. */
const DATA_TIME = 3_000;
const DATA_RATE = 20_000;

/** What exists once the server has been reached. */
interface Connected {
  readonly redis: Redis;
  readonly courier: Courier;
  readonly data: DataSets;
  readonly programs: ProgramClient;
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
  readonly #roster: Roster;
  #timer: NodeJS.Timeout | undefined;
  #gathered = false;
  /** Calls that wait for hosts before they begin. */
  #gathering = 0;
  #hands: HandsListener | undefined;
  #trouble = '';
  #closed = false;

  /** @throws {ClusterError} when the settings cannot be right */
  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#pool = poolName(options.engine);
    this.#names = poolNames(this.#pool, options.version);
    connectionOptions(options.engine);
    const url = shownUrl(options.engine.url);
    this.#roster = new Roster({
      version: options.version,
      notice: (message) => this.#notice(message),
      pool: this.#pool,
      start: `\`organism worker --engine ${url}${this.#pool === DEFAULT_POOL ? '' : ` --pool ${this.#pool}`}\``,
      onHosts: options.onHosts,
    });
  }

  /** Slots of all hosts that are there now. */
  get workers(): number {
    return this.#roster.slots();
  }

  /** All hosts of the pool that were heard of lately, those of other versions too. */
  get hosts(): readonly HostView[] {
    return this.#roster.all;
  }

  /** What the courier of chunks has done so far. */
  async counts(): Promise<CourierCounts> {
    return (await this.connect()).courier.counts;
  }

  /** Slots of the hosts that can compute a program. */
  slotsFor(program: string): number {
    return this.#roster.slots((host) => host.programs.includes(program));
  }

  /**
   * Has a host compute a program, with evaluations of the problem there.
   *
   * @throws {ClusterError} when none can, an AbortError when it is called off
   */
  async compute(program: string, problem: Problem, input: unknown, signal?: AbortSignal): Promise<unknown> {
    const { programs } = await this.connect();
    return programs.run(program, problemMessage(problem, await this.#bring(problem, signal)), input, signal);
  }

  evaluator(problem: Problem, onFailure?: OnFailure): Evaluate {
    checkProblem(problem);
    const worst = worstOf(problem);
    const speeds = new Speeds(timeframesOf(problem).reduce((sum, { bars }) => sum + bars.length, 0));
    return async (genomes, signal) => {
      if (signal?.aborted) throw abortError();
      const { courier, data } = await this.connect();
      const hashes = await this.#bring(problem, signal);
      speeds.keepOnly(new Set(this.#roster.ours.map(({ id }) => id)));
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
        observer: this.#options.observer && {
          cameBack: (host, ...chunk) => this.#options.observer?.cameBack(this.#roster.nameOf(host), ...chunk),
        },
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
    const slots = () => this.#roster.slots((host) => host.tasks);
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
    const { engine, version, observer } = this.#options;
    for (const warning of await checkServer(engine)) this.#notice(warning);
    const connection = connectionOptions(engine);
    const redis = new Redis({ ...connection, connectionName: `organism:coordinator:${this.#session}` });
    this.#tellOutages(redis);
    const shared = { connection, redis, names: this.#names, session: this.#session };
    const opened: { close(): Promise<void> }[] = [];
    try {
      const courier = await Courier.open({
        ...{ ...shared, queue: this.#names.chunks, resendSlow: true },
        onTrouble: (error) => this.#tellTrouble(error),
      });
      opened.push(courier);
      const programs = await ProgramClient.connect(shared);
      opened.push(programs);
      const connected = { redis, courier, data: new DataSets(redis), programs };
      if (observer) {
        const connect = () => new Redis(connection);
        this.#hands = new HandsListener({ ...shared, connect, observer, nameOf: (host) => this.#roster.nameOf(host) });
      }
      await this.#beat(connected);
      this.#timer = setInterval(() => void this.#beat(connected).catch((error: unknown) => this.#tellTrouble(error)), HEARTBEAT);
      this.#timer.unref();
      this.#notice(
        `Pool ${this.#pool} at ${shownUrl(engine.url)}: ${counted(this.#roster.ours.length, 'worker')} of Organism ${version}, ${counted(this.workers, 'slot')}.`,
      );
      return connected;
    } catch (error) {
      await Promise.all(opened.map((part) => part.close()));
      redis.disconnect();
      throw serverError(engine, error);
    }
  }

  #tellOutages(redis: Redis): void {
    let away = false;
    redis.on('error', () => {
      if (away) return;
      away = true;
      const problem = `The Redis server at ${shownUrl(this.#options.engine.url)} is away; work goes on when it is back.`;
      this.#notice(problem);
      this.#options.onServer?.(problem);
    });
    redis.on('ready', () => {
      if (!away) return;
      away = false;
      this.#notice('The Redis server is back.');
      this.#options.onServer?.(null);
    });
  }

  /** Says that this coordinator is there, sees who else is, and puts back what Redis may have lost. */
  async #beat({ redis, data }: Connected): Promise<void> {
    await this.#announce(redis, data);
    await data.restore();
    await this.#see(redis);
    this.#hands?.look();
    if (this.#gathering > 0) return;
    if (this.#calls.size === 0) this.#roster.notWaiting();
    else this.#roster.waiting();
    for (const call of this.#calls) {
      try {
        this.#checkHope();
        call.pump();
      } catch (error) {
        call.abandon(error as Error);
      }
    }
  }

  async #see(redis: Redis): Promise<void> {
    const hosts = await listHosts(redis, this.#names);
    this.#roster.see(hosts, await thoseThatLeft(redis, this.#names, this.#roster.missingIn(hosts)));
  }

  async #announce(redis: Redis, data: DataSets): Promise<void> {
    const { version } = this.#options;
    await announceCoordinator(redis, this.#names, { id: this.#session, version, seen: await serverTime(redis), data: data.hashes });
  }

  /** @throws {ClusterError} when nobody is there and nobody is going to come */
  #checkHope(): void {
    const why = this.#roster.ours.length === 0 ? this.#options.hopeless?.() : undefined;
    if (why !== undefined) throw new ClusterError(why);
  }

  /** What the server refused is tried again, and told of once as long as it is the same. */
  #tellTrouble(error: unknown): void {
    const known = serverError(this.#options.engine, error);
    if (!(known instanceof ClusterError) || known.message === this.#trouble) return;
    this.#trouble = known.message;
    this.#notice(`${known.message} Work goes on when that is done.`);
  }

  #tellLost(id: string): void {
    this.#hands?.lost(id);
    this.#notice(`Worker ${this.#roster.nameOf(id)} was lost with a chunk, which is sent to others.`);
  }

  /** Brings the bars of the problem to all hosts. @returns their hashes */
  async #bring(problem: Problem, signal: AbortSignal | undefined): Promise<ReadonlyMap<SharedBars, string>> {
    const { data } = await this.connect();
    const hashes = new Map<SharedBars, string>();
    let bytes = 0;
    try {
      for (const bars of barsOf(problem)) {
        hashes.set(bars, await data.offer(bars.buffer));
        bytes += bars.buffer.byteLength;
      }
    } catch (error) {
      throw serverError(this.#options.engine, error);
    }
    this.#gathering++;
    try {
      await this.#gather([...hashes.values()], bytes, signal);
    } finally {
      this.#gathering--;
    }
    return hashes;
  }

  /** Waits for the hosts that the first call wants, and until those that are there hold the data set. */
  async #gather(hashes: readonly string[], bytes: number, signal: AbortSignal | undefined): Promise<void> {
    const { redis, data } = await this.connect();
    const minWorkers = this.#gathered ? 0 : (this.#options.minWorkers ?? 1);
    const lacking = () => this.#roster.ours.filter((host) => !hashes.every((hash) => host.data.includes(hash)));
    const complete = () => this.#roster.ours.length >= minWorkers && lacking().length === 0;
    if (complete()) {
      this.#gathered = true;
      return;
    }
    await this.#announce(redis, data);
    await redis.publish(this.#names.channel, JSON.stringify({ look: 'data' } satisfies Call));
    let deadline = performance.now() + DATA_TIME + bytes / DATA_RATE;
    while (this.#roster.ours.length < minWorkers || (lacking().length > 0 && performance.now() < deadline)) {
      if (signal?.aborted) throw abortError();
      if (this.#closed) throw abortError('the cluster was closed');
      if (this.#roster.ours.length < minWorkers) {
        this.#checkHope();
        this.#roster.waiting(minWorkers);
        deadline = performance.now() + DATA_TIME + bytes / DATA_RATE;
      }
      await sleep(20);
      await this.#see(redis);
    }
    // Those that leave from now on are not waited for.
    this.#gathered = true;
    this.#roster.notWaiting();
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
    this.#hands?.close();
    const connected = await this.#connected?.catch(() => undefined);
    if (!connected) return;
    const { redis, courier, programs } = connected;
    // A server that is away is not waited for: what stands there expires.
    await Promise.race([
      dismissCoordinator(redis, this.#names, this.#session).catch(() => undefined),
      sleep(500, undefined, { ref: false }),
    ]);
    await Promise.all([courier.close(), programs.close()]);
    redis.disconnect();
  }
}
