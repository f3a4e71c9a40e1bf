import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { messageOf } from '../failure.ts';
import { answers, closeAll } from './closing.ts';
import { connectionOptions, type EngineSettings, poolName, problemOfFile, shownUrl } from './connection.ts';
import { DataSetCache } from './data-set-cache.ts';
import { ClusterError } from './errors.ts';
import { Hands } from './hands.ts';
import { HostEvaluation } from './host-evaluation.ts';
import { type PoolNames, poolNames } from './names.ts';
import { announceHost, callSchema, dismissHost, HEARTBEAT, listCoordinators } from './presence.ts';
import type { ProgramList } from './programs/program.ts';
import { ProgramServer } from './programs/server.ts';
import { queueWorker } from './queue-worker.ts';
import { checkServer, serverError } from './server-check.ts';
import { TaskServer } from './tasks/server.ts';
import { type ChunkResult, chunkOf } from './wire.ts';

export interface HostOptions {
  readonly engine: EngineSettings;
  readonly version: string;
  /** Strategies that it evaluates at the same time. */
  readonly slots: number;
  /** Where data sets are kept. */
  readonly cacheFolder: string;
  /** The evaluation worker, and the one for tasks: source files in plain Node, bundles in the product. */
  readonly workerFile: string;
  readonly taskWorkerFile: string;
  /** The folder whose modules may be asked for as tasks; none when absent. */
  readonly taskFolder?: string;
  /** What it can compute by itself. */
  readonly programs?: ProgramList;
  readonly log: HostLog;
}

export type HostLog = (level: 'info' | 'warn' | 'error', event: string, details?: Record<string, unknown>) => void;

/** How often a host logs what it did, in milliseconds. */
const REPORT = 30_000;

/**
 * Joins a pool and evaluates what its coordinators send, until it is told to leave: the worker's side.
 */
export class Host {
  readonly #options: HostOptions;
  readonly #names: PoolNames;
  readonly #id = randomUUID();
  readonly #name = `${hostname()}:${process.pid}`;
  readonly #since = Date.now();
  readonly #redis: Redis;
  readonly #calls: Redis;
  readonly #data: DataSetCache;
  readonly #hands: Hands;
  readonly #evaluation: HostEvaluation;
  readonly #tasks: TaskServer;
  readonly #programs: ProgramServer;
  readonly #worker: Worker;
  #timers: NodeJS.Timeout[] = [];
  #left: Promise<void> | undefined;
  #warned = false;

  /**
   * @throws {ClusterError} when the server cannot be used, or the pool works with another version of the engine
   */
  static async join(options: HostOptions): Promise<Host> {
    await checkFolders(options);
    for (const warning of await checkServer(options.engine)) options.log('warn', 'server', { message: warning });
    const host = new Host(options);
    try {
      await host.#join();
    } catch (error) {
      await host.leave();
      throw serverError(options.engine, error);
    }
    return host;
  }

  private constructor(options: HostOptions) {
    const { engine, version, slots, log } = options;
    this.#options = options;
    this.#names = poolNames(poolName(engine), version);
    const connection = connectionOptions(engine);
    this.#redis = this.#connect({ connectionName: this.#names.client(this.#id) });
    this.#calls = this.#connect({});
    this.#data = new DataSetCache(options.cacheFolder, this.#redis, {
      onFetched: (hash, bytes, milliseconds) => log('info', 'data-set', { hash, bytes, seconds: milliseconds / 1_000 }),
      onDamaged: (message) => log('warn', 'data-set', { message }),
    });
    this.#evaluation = new HostEvaluation({ id: this.#id, workerFile: options.workerFile, slots, data: this.#data });
    this.#hands = new Hands(this.#redis, this.#names, this.#id, slots);
    this.#worker = queueWorker(this.#names.chunks, (data, job) => this.#evaluate(data, job), { connection, id: this.#id, slots });
    this.#worker.on('failed', (_, error) => log('warn', 'chunk-failed', { message: error.message }));
    const shared = { connection, redis: this.#redis, names: this.#names, id: this.#id };
    this.#tasks = new TaskServer({ ...options, ...shared });
    this.#programs = new ProgramServer({ ...options, ...shared, evaluation: this.#evaluation, hands: this.#hands });
  }

  #connect(options: { connectionName?: string }): Redis {
    const redis = new Redis({ ...connectionOptions(this.#options.engine), ...options });
    let away = false;
    redis.on('error', (error) => {
      if (!away && options.connectionName) this.#options.log('warn', 'server-away', { message: error.message });
      away = true;
    });
    redis.on('ready', () => {
      if (away && options.connectionName) this.#options.log('info', 'server-back');
      away = false;
    });
    return redis;
  }

  async #join(): Promise<void> {
    const { engine, version, slots, log } = this.#options;
    await this.#checkVersion();
    await this.#prefetch();
    await this.#beat();
    await this.#calls.subscribe(this.#names.channel);
    this.#calls.on('message', (_, text) => this.#hear(text));
    await this.#worker.waitUntilReady();
    log('info', 'joined', { host: this.#name, pool: poolName(engine), engine: shownUrl(engine.url), slots, version });
    this.#worker.run().catch((error: unknown) => log('error', 'worker', { message: messageOf(error) }));
    this.#tasks.run();
    this.#programs.run();
    this.#timers = [
      setInterval(() => void this.#beat().catch(() => undefined), HEARTBEAT),
      setInterval(() => log('info', 'progress', { ...this.#evaluation.counts }), REPORT),
    ];
  }

  /** A pool that computes with another version must not get results of this one. */
  async #checkVersion(): Promise<void> {
    const coordinators = await listCoordinators(this.#redis, this.#names);
    const { version, engine } = this.#options;
    if (coordinators.length === 0 || coordinators.some((coordinator) => coordinator.version === version)) return;
    const other = coordinators[0]!.version;
    throw new ClusterError(
      `This worker is Organism ${version}, and pool ${poolName(engine)} computes with ${other}: install ${other} here, or use another --pool.`,
    );
  }

  /** Loads what coordinators are going to ask for, before any strategy waits for it. */
  async #prefetch(): Promise<void> {
    const coordinators = await listCoordinators(this.#redis, this.#names);
    const ours = coordinators.filter(({ version }) => version === this.#options.version);
    if (coordinators.length > ours.length && !this.#warned) {
      this.#warned = true;
      const others = coordinators.filter((one) => !ours.includes(one)).map(({ version }) => version);
      this.#options.log('warn', 'other-version', {
        message: `a coordinator of Organism ${others[0]} is in this pool, which does not get this worker`,
      });
    }
    const wanted = new Set(ours.flatMap(({ data }) => data));
    if (wanted.size > 0) this.#evaluation.keepOnly(wanted);
    for (const hash of wanted) {
      await this.#data.bars(hash).catch((error: unknown) => {
        this.#options.log('warn', 'data-set', { hash, message: messageOf(error) });
      });
    }
  }

  async #beat(): Promise<void> {
    if (this.#left) return;
    this.#hands.say();
    const { version, slots, taskFolder } = this.#options;
    const told = { id: this.#id, name: this.#name, version, slots, since: this.#since, seen: Date.now() };
    const able = { tasks: taskFolder !== undefined, programs: [...this.#programs.names], data: this.#data.hashes };
    await announceHost(this.#redis, this.#names, { ...told, ...this.#evaluation.counts, ...able });
  }

  async #evaluate(data: unknown, job: string): Promise<ChunkResult> {
    const chunk = chunkOf(data);
    const layDown = this.#hands.take(job, () => chunk.genomes.length);
    try {
      return await this.#evaluation.evaluate(chunk);
    } finally {
      layDown();
    }
  }

  #hear(text: string): void {
    const call = callSchema.parse(JSON.parse(text));
    if ('cancel' in call) {
      this.#tasks.cancel(call.cancel);
      this.#programs.cancel(call.cancel);
    } else
      void this.#prefetch()
        .then(() => this.#beat())
        .catch(() => undefined);
  }

  /** Finishes what it has begun, tells the pool, and leaves nothing that keeps the process alive. */
  leave(): Promise<void> {
    this.#left ??= this.#leave();
    return this.#left;
  }

  async #leave(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all([closeAll(this.#redis, [this.#worker]), this.#tasks.close(), this.#programs.close()]);
    if (await answers(this.#redis)) await dismissHost(this.#redis, this.#names, this.#id).catch(() => undefined);
    await this.#evaluation.close();
    this.#hands.close();
    this.#redis.disconnect();
    this.#calls.disconnect();
    this.#options.log('info', 'left', { ...this.#evaluation.counts });
  }
}

/** @throws {ClusterError} when one of them is of no use */
async function checkFolders({ cacheFolder, taskFolder }: HostOptions): Promise<void> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    await access(cacheFolder, constants.W_OK);
  } catch (error) {
    throw new ClusterError(
      `The folder ${cacheFolder} cannot hold data sets (${problemOfFile(error)}): choose another one with --cache-dir.`,
    );
  }
  if (taskFolder === undefined) return;
  const found = await stat(taskFolder).catch(() => undefined);
  if (!found?.isDirectory()) throw new ClusterError(`The folder ${resolve(taskFolder)} of task modules is not there: check --tasks.`);
}
