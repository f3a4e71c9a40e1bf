import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
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

export const hasRedisServer = server !== undefined;

/** Tests with a real server: where there is none they are skipped, which is said, and under CI that is a failure. */
export function describeWithRedis(name: string, tests: () => void): void {
  if (hasRedisServer) {
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

/** Paths of PEM files: of a server, with its key, and of the authority that signed it. */
export interface Certificates {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
}

/** A server of its own on a free port, on loopback, with a password. */
export class RedisServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'organism-redis-'));
  readonly password = randomUUID();
  readonly port: number;
  readonly url: string;
  readonly #tls: Certificates | undefined;
  #child: ChildProcess | undefined;

  static async start({ appendOnly = false, tls }: { appendOnly?: boolean; tls?: Certificates } = {}): Promise<RedisServer> {
    const redis = new RedisServer(await freePort(), appendOnly, tls);
    await redis.start();
    return redis;
  }

  private constructor(port: number, appendOnly: boolean, tls: Certificates | undefined) {
    this.port = port;
    this.#tls = tls;
    this.url = `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`;
    const lines = [
      ...(tls
        ? ['port 0', `tls-port ${port}`, `tls-cert-file ${tls.cert}`, `tls-key-file ${tls.key}`, `tls-ca-cert-file ${tls.ca}`]
        : [`port ${port}`]),
      ...(tls ? ['tls-auth-clients no'] : []),
      ...['bind 127.0.0.1', `requirepass ${this.password}`, `dir ${this.folder}`, 'daemonize no', 'save ""'],
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
    const tls = this.#tls ? { tls: { ca: readFileSync(this.#tls.ca) } } : {};
    return new Redis({ host: '127.0.0.1', port: this.port, password: this.password, ...tls }).on('error', () => undefined);
  }

  async kill(): Promise<void> {
    const child = this.#child!;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A way to a server that can be cut without a word, as when a cable is pulled: connections stand, and nothing arrives. */
export class Cable {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  static async to(port: number): Promise<Cable> {
    const cable = new Cable(port);
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  private constructor(port: number) {
    this.#server = createServer((near) => {
      const far = createConnection(port, '127.0.0.1');
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
      }
      near.pipe(far);
      far.pipe(near);
    });
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  pull(): void {
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.pause();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
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
  /** Where it keeps data sets, unless the test says so itself. */
  readonly #cacheFolder = mkdtempSync(join(tmpdir(), 'organism-cache-'));

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
      cacheFolder: this.#cacheFolder,
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
    rmSync(this.#cacheFolder, { recursive: true, force: true });
  }
}
