import type { EngineChoice, EngineStatus, HostRow } from '../../preload/contract.ts';
import { engineSchema } from '../../preload/contract.ts';
import type { HostView } from '../evaluation/cluster/presence.ts';
import type { Store } from '../store/store.ts';
import { type ClusterEngine, type ClusterSettings, clusterEngine } from './cluster.ts';
import { ExpectedError } from './errors.ts';
import type { Pools } from './pools.ts';
import type { Emit } from './ports.ts';
import { version } from './version.ts';

const LOCAL: EngineChoice = { kind: 'local' };
/** How long a server that could not be reached is left alone, in milliseconds. */
const RETRY = 5_000;
/** Events and hosts that have gone which are remembered. */
const EVENTS = 100;
const GONE = 20;

interface EngineParts {
  readonly store: Store;
  readonly pools: Pools;
  readonly emit: Emit;
  /** Told which host had which chunk when. */
  readonly observer: NonNullable<ClusterSettings['observer']>;
  /** What the command line says; then the stored choice is not looked at. */
  readonly given?: ClusterSettings | undefined;
}

/**
 * Which engine evaluates: the threads of this machine unless the user has chosen a cluster, which is remembered. What is
 * being computed when another one is chosen goes on where it is.
 */
export class Engine {
  readonly #parts: EngineParts;
  #choice: EngineChoice;
  #cluster: ClusterEngine | undefined;
  #state: EngineStatus['state'] = 'local';
  #problem: string | null = null;
  #hosts: HostRow[] = [];
  #events: EngineStatus['events'] = [];
  #retry: NodeJS.Timeout | undefined;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const { given, pools, store, observer } = parts;
    if (given) {
      const { onNotice: _, password: __, ...settings } = given;
      this.#choice = { kind: 'cluster', ...settings };
      pools.use(clusterEngine({ ...given, observer }));
    } else {
      this.#choice = store.settings.find('engine', engineSchema) ?? LOCAL;
    }
  }

  /** Reaches the cluster that was chosen, if one was: for a program that stays, which shows what its hosts do. */
  start(): void {
    if (this.#choice.kind === 'cluster' && !this.#parts.given) this.#join(this.#choice);
  }

  get status(): EngineStatus {
    const slots = this.#cluster
      ? this.#hosts.reduce((sum, host) => sum + (host.state === 'here' ? host.slots : 0), 0)
      : this.#parts.pools.workers;
    return {
      choice: this.#choice,
      fixed: this.#parts.given !== undefined,
      ...{ state: this.#state, problem: this.#problem, slots, hosts: this.#hosts, events: this.#events },
    };
  }

  /**
   * Evaluates there from now on, and remembers it.
   *
   * @throws {ExpectedError} when the command line has chosen, {ClusterError} when the server cannot be used: nothing is changed then
   */
  async use(choice: EngineChoice): Promise<EngineStatus> {
    const { store, pools, given } = this.#parts;
    if (given) throw new ExpectedError('This program was started with --engine: start it without to choose the engine here.');
    // Tried before anything is given up: a typing error costs nobody a cluster.
    if (choice.kind === 'cluster') await clusterEngine(settingsOf(choice)).check();
    store.settings.set('engine', choice.kind === 'local' ? undefined : choice);
    this.#leave();
    this.#choice = choice;
    this.#hosts = [];
    this.#events = [];
    if (choice.kind === 'cluster') this.#join(choice);
    else pools.use(undefined);
    this.#changed();
    return this.status;
  }

  close(): void {
    this.#leave();
  }

  /** The pool closes the engine after its last user. */
  #leave(): void {
    clearTimeout(this.#retry);
    this.#cluster = undefined;
    this.#state = 'local';
    this.#problem = null;
  }

  #join(choice: Extract<EngineChoice, { kind: 'cluster' }>): void {
    const mine = () => this.#cluster === cluster;
    const cluster = clusterEngine({
      ...settingsOf(choice),
      observer: this.#parts.observer,
      onNotice: (message) => {
        if (!mine()) return;
        this.#events = [...this.#events, { time: Date.now(), message }].slice(-EVENTS);
        this.#changed();
      },
      onHosts: (hosts, left) => {
        if (!mine()) return;
        this.#hosts = rows(this.#hosts, hosts, left);
        this.#changed();
      },
      onServer: (problem) => {
        if (!mine()) return;
        this.#state = problem === null ? 'connected' : 'away';
        this.#problem = problem;
        this.#changed();
      },
    });
    this.#cluster = cluster;
    this.#parts.pools.use(cluster);
    this.#connect(cluster);
  }

  #connect(cluster: ClusterEngine): void {
    this.#state = 'connecting';
    cluster.connect().then(
      () => {
        if (this.#cluster !== cluster) return;
        this.#state = 'connected';
        this.#problem = null;
        this.#changed();
      },
      (error: unknown) => {
        if (this.#cluster !== cluster) return;
        this.#state = 'failed';
        this.#problem = error instanceof Error ? error.message : String(error);
        this.#retry = setTimeout(() => this.#connect(cluster), RETRY).unref();
        this.#changed();
      },
    );
  }

  #changed(): void {
    this.#parts.emit('engine.changed', this.status);
  }
}

const settingsOf = ({ kind: _, ...settings }: Extract<EngineChoice, { kind: 'cluster' }>): ClusterSettings => settings;

/** The hosts that are there, and the last of those that were. When they were seen is told by the clock of this machine. */
function rows(before: readonly HostRow[], hosts: readonly HostView[], left: ReadonlySet<string>): HostRow[] {
  const there = new Set(hosts.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !there.has(id))
    .map((host): HostRow => {
      if (host.state === 'left' || host.state === 'lost') return host;
      return { ...host, state: left.has(host.id) ? 'left' : 'lost', rate: 0 };
    });
  const here = hosts.map(
    ({ data: _, tasks: __, ...host }): HostRow => ({
      ...host,
      seen: Date.now(),
      state: host.version === version ? 'here' : 'other version',
    }),
  );
  return [...gone.slice(-GONE), ...here].sort((a, b) => a.since - b.since);
}
