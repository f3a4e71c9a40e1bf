import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, it } from 'vitest';
import type { HostOptions } from '../../../main/evaluation/cluster/host.ts';
import { version } from '../../../main/workbench/version.ts';
import { faultyWorkerFile } from '../problems.ts';

const root = join(import.meta.dirname, '../../..');
export const taskWorkerFile = join(root, 'main/evaluation/cluster/tasks/worker.ts');

const server = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Tests with a real server: where there is none they are skipped, which is said, and under CI that is a failure. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (server !== undefined) {
    describe(name, tests);
    return;
  }
  const message = 'redis-server is not installed (Debian: apt-get install redis-server)';
  if (process.env.CI) {
    it(name, () => {
      throw new Error(message);
    });
    return;
  }
  console.warn(`\nSKIPPED: ${name}: ${message}\n`);
  describe.skip(name, tests);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}

/** Polls until it is true. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await sleep(20);
  }
}

/** A server of its own on a free port, on loopback, with a password. */
export class RedisServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'organism-redis-'));
  readonly password = randomUUID();
  readonly port: number;
  readonly url: string;
  #child: ChildProcess | undefined;

  static async start({ appendOnly = false } = {}): Promise<RedisServer> {
    const redis = new RedisServer(await freePort(), appendOnly);
    await redis.start();
    return redis;
  }

  private constructor(port: number, appendOnly: boolean) {
    this.port = port;
    this.url = `redis://127.0.0.1:${port}`;
    const lines = [
      ...['bind 127.0.0.1', `port ${port}`, `requirepass ${this.password}`, `dir ${this.folder}`, 'daemonize no', 'save ""'],
      ...[`appendonly ${appendOnly ? 'yes' : 'no'}`, 'appendfsync everysec', 'maxmemory 512mb', 'maxmemory-policy noeviction'],
    ];
    writeFileSync(join(this.folder, 'redis.conf'), lines.join('\n'), { mode: 0o600 });
  }

  get engine() {
    return { url: this.url, password: this.password };
  }

  async start(): Promise<void> {
    this.#child = spawn(server!, [join(this.folder, 'redis.conf')], { stdio: 'ignore' });
    const client = this.client();
    await until('the server', async () => (await client.ping().catch(() => '')) === 'PONG');
    client.disconnect();
  }

  client(): Redis {
    return new Redis({ host: '127.0.0.1', port: this.port, password: this.password }).on('error', () => undefined);
  }

  async kill(): Promise<void> {
    const child = this.#child!;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly message?: string;
  readonly [detail: string]: unknown;
}

/** A worker in a process of its own. */
export class WorkerProcess {
  readonly child: ChildProcess;
  readonly log: LogLine[] = [];
  readonly ended: Promise<number | NodeJS.Signals | null>;

  /** Resolves when it has joined, was refused, or has ended. */
  static async start(options: Partial<Omit<HostOptions, 'log'>> & Pick<HostOptions, 'engine'>): Promise<WorkerProcess> {
    const worker = new WorkerProcess(options);
    const hasBegun = () => worker.log.some(({ event }) => event === 'joined' || event === 'refused');
    await until('the worker', () => hasBegun() || worker.child.exitCode !== null || worker.child.signalCode !== null);
    return worker;
  }

  private constructor(options: Partial<Omit<HostOptions, 'log'>>) {
    // Strategies on the plain path take milliseconds, so that there is a middle of a generation.
    const defaults = {
      version,
      slots: 1,
      workerFile: faultyWorkerFile,
      taskWorkerFile,
      cacheFolder: mkdtempSync(join(tmpdir(), 'organism-cache-')),
    };
    const script = join(import.meta.dirname, 'host-process.ts');
    this.child = spawn(process.execPath, [script, JSON.stringify({ ...defaults, ...options })], { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    this.child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop()!;
      for (const line of lines) this.log.push(JSON.parse(line) as LogLine);
    });
    this.ended = new Promise((resolve) => this.child.once('close', (code, signal) => resolve(signal ?? code)));
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGCONT');
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
