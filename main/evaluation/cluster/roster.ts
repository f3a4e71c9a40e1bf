import { BELIEVED, type HostView } from './presence.ts';

/** For how long there may be no host until the user is told. */
const PATIENCE = 3_000;

export interface RosterOptions {
  /** Of this program; hosts of another version are left out. */
  readonly version: string;
  readonly notice: (message: string) => void;
  /** Its name, and the command that starts a worker for it. */
  readonly pool: string;
  readonly start: string;
  readonly onHosts?: ((hosts: readonly HostView[], left: ReadonlySet<string>) => void) | undefined;
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Who is there, as a coordinator sees it, and what the user is told of it. */
export class Roster {
  readonly #options: RosterOptions;
  #hosts: readonly HostView[] = [];
  #aloneSince: number | undefined;

  constructor(options: RosterOptions) {
    this.#options = options;
  }

  /** All hosts of the pool that were heard of lately, those of other versions too. */
  get all(): readonly HostView[] {
    return this.#hosts;
  }

  /** Those that work for us. */
  get ours(): HostView[] {
    return this.#hosts.filter(({ version }) => version === this.#options.version);
  }

  /** Slots of ours that satisfy the condition. */
  slots(condition: (host: HostView) => boolean = () => true): number {
    return this.ours.reduce((sum, host) => sum + (condition(host) ? host.slots : 0), 0);
  }

  /** Ids of those that were there when it was last looked, and are not among these. */
  missingIn(hosts: readonly HostView[]): string[] {
    const there = new Set(hosts.map(({ id }) => id));
    return this.#hosts.map(({ id }) => id).filter((id) => !there.has(id));
  }

  /** @param left ids of those that are there no longer because they left */
  see(hosts: readonly HostView[], left: ReadonlySet<string>): void {
    const { version: own, notice, onHosts } = this.#options;
    const known = new Set(this.#hosts.map(({ id }) => id));
    const missing = new Set(this.missingIn(hosts));
    for (const { id, name, version, slots } of hosts) {
      if (known.has(id)) continue;
      if (version === own) notice(`Worker ${name} has joined with ${counted(slots, 'slot')}.`);
      else notice(`Worker ${name} is Organism ${version}, this is ${own}: it is left out.`);
    }
    for (const { id, name } of this.#hosts) {
      if (missing.has(id)) notice(left.has(id) ? `Worker ${name} has left.` : `Worker ${name} was not heard of for ${BELIEVED / 1_000} s.`);
    }
    this.#hosts = hosts;
    onHosts?.(hosts, left);
  }

  nameOf(id: string): string {
    return this.#hosts.find((host) => host.id === id)?.name ?? id;
  }

  /**
   * To be called as long as somebody waits: says so once when nobody is there for a while.
   *
   * @param wanted so many workers are waited for
   */
  waiting(wanted = 1): void {
    if (this.ours.length >= wanted) {
      this.#aloneSince = undefined;
      return;
    }
    const now = performance.now();
    this.#aloneSince ??= now;
    if (now - this.#aloneSince < PATIENCE) return;
    const { pool, start, notice } = this.#options;
    const there = this.ours.length;
    notice(
      there === 0
        ? `No worker is in pool ${pool}: start ${wanted === 1 ? 'one' : wanted} with ${start}.`
        : `${there} of ${wanted} workers (--min-workers) ${there === 1 ? 'is' : 'are'} in pool ${pool}: start ${wanted - there} more with ${start}.`,
    );
    this.#aloneSince = Number.POSITIVE_INFINITY;
  }

  notWaiting(): void {
    this.#aloneSince = undefined;
  }
}
