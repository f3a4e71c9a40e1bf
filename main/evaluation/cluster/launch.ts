import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { connectionOptions, type EngineSettings, poolName } from './connection.ts';
import { type HostLine, isLocal } from './hostfile.ts';

export interface LaunchOptions {
  readonly engine: EngineSettings;
  /** The command of this program on this machine: program and first arguments. */
  readonly command: readonly string[];
  /** Told what workers say of themselves, a line each, and when one has ended. */
  readonly onLine: (host: string, line: string) => void;
  /** The program that reaches other hosts; `ssh` when absent. */
  readonly ssh?: string;
}

/** How often a worker that has died is started again, and how long it is waited in between, in milliseconds. */
const RESTARTS = 5;
const PAUSE = 1_000;
/** What a worker is given to finish its chunk and leave, in milliseconds. */
const GRACE = 10_000;

/**
 * Starts a worker on each host of a hostfile, on this machine directly and on others over ssh, and starts again one that
 * dies. Each worker holds a pipe to this process and leaves when it closes, so that none outlives it.
 */
export class LaunchedHosts {
  readonly #options: LaunchOptions;
  readonly #children = new Map<HostLine, ChildProcess>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopping = false;

  constructor(hosts: readonly HostLine[], options: LaunchOptions) {
    this.#options = options;
    for (const host of hosts) this.#start(host, RESTARTS);
  }

  /** Whether every one of them has ended, and none is going to be started again. */
  get allEnded(): boolean {
    return this.#children.size === 0 && this.#timers.size === 0;
  }

  #start(host: HostLine, restarts: number): void {
    const { onLine } = this.#options;
    if (isLocal(host) && host.cwd !== undefined && !statSync(host.cwd, { throwIfNoEntry: false })?.isDirectory()) {
      onLine(host.host, `cannot be started: there is no folder ${host.cwd} (cwd=)`);
      return;
    }
    const [program, ...args] = commandOf(host, this.#options);
    const child = spawn(program!, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(isLocal(host) && host.cwd !== undefined ? { cwd: host.cwd } : {}),
      // Ctrl-C is for the run, which then lets its workers finish.
      detached: true,
    });
    this.#children.set(host, child);
    child.stdin.on('error', () => undefined);
    // The password never stands on a command line, where everybody could read it.
    child.stdin.write(`${connectionOptions(this.#options.engine).password ?? ''}\n`);
    for (const stream of [child.stdout, child.stderr]) lines(stream, (line) => onLine(host.host, line));
    child.on('error', (error) => onLine(host.host, `cannot be started: ${error.message}`));
    child.on('close', (code, signal) => {
      this.#children.delete(host);
      if (this.#stopping) return;
      // A worker that was refused will be refused again; one that died may have met a strategy that it did not survive.
      const again = restarts > 0 && (signal !== null || code === 255 || code === 137);
      const what = `the worker has ended (${signal ?? `code ${code}`})`;
      onLine(host.host, again ? `${what}; it is started again, at most ${restarts} more ${restarts === 1 ? 'time' : 'times'}` : what);
      if (!again) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.#start(host, restarts - 1);
      }, PAUSE);
      this.#timers.add(timer);
    });
  }

  /** Lets all workers finish and leave; one that does not is ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all(
      [...this.#children.values()].map(async (child) => {
        const ended = new Promise((resolve) => child.once('close', resolve));
        child.stdin?.end();
        const timer = setTimeout(() => child.kill('SIGKILL'), GRACE);
        await ended;
        clearTimeout(timer);
      }),
    );
  }
}

/** Program and arguments that start a worker on the host. @throws {ClusterError} when the settings cannot be right */
export function commandOf(host: HostLine, { engine, command, ssh = 'ssh' }: Pick<LaunchOptions, 'engine' | 'command' | 'ssh'>): string[] {
  const url = new URL(engine.url);
  url.password = '';
  const flags = ['worker', '--supervised', '--engine', url.href, '--pool', poolName(engine), '--slots', String(host.slots ?? 'auto')];
  if (engine.caFile !== undefined) flags.push('--ca', engine.caFile);
  if (isLocal(host)) return [...command, ...flags];
  const remote = ['npx', '--no-install', 'organism', ...flags].map(quoted).join(' ');
  const there = host.cwd === undefined ? remote : `cd ${quoted(host.cwd)} && ${remote}`;
  // Without a terminal there is nobody who could type a password: ssh fails at once instead.
  return [ssh, '-T', '-o', 'BatchMode=yes', '-o', 'ServerAliveInterval=5', host.ssh ?? host.host, there];
}

const quoted = (word: string) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

function lines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const all = (rest + text).split('\n');
    rest = all.pop() ?? '';
    for (const line of all) if (line !== '') onLine(line);
  });
  stream.on('end', () => rest !== '' && onLine(rest));
}
