/** A worker thread, or a slot of a host of the cluster. */
export interface WorkerLane {
  readonly id: string;
  readonly name: string;
}

/** Strategies that a worker had, or has, in hand together; `end` is null while it has. */
export interface WorkerChunk {
  readonly lane: string;
  readonly start: number;
  readonly end: number | null;
  readonly strategies: number;
}

/** What a worker says of the chunk it has in hand: who it is, when it began, and when it was done, null before. */
export interface ChunkClock {
  readonly worker: number;
  readonly start: number;
  readonly end: number | null;
}

/** Told of the chunks of threads. It answers nothing, so that nothing it does can change a result. */
export interface WorkObserver {
  /**
   * A chunk has been handed out.
   *
   * @param look null as long as no worker has begun with it
   * @returns called when the chunk has come back, or is lost
   */
  handedOut(strategies: number, look: () => ChunkClock | null): () => void;
}

/** What a host of a cluster has in hand: it began so many milliseconds ago. The id is one of a chunk, or of a program. */
export interface HandChunk {
  readonly id: string;
  readonly strategies: number;
  readonly since: number;
}

/** Told of the chunks of hosts, by their names; it answers nothing that could change a result, either. */
export interface HostObserver {
  /** Whether anybody looks: as long as nobody does, hosts need not say what they have in hand. */
  readonly watched: boolean;
  /** All that a host has in hand now, on so many slots; what it had before and has no longer is on its way, or lost. */
  inHand(host: string, slots: number, chunks: readonly HandChunk[]): void;
  /** The host is dead, with what it had in hand. */
  lost(host: string): void;
  /** A chunk has come back from a host, which had it for so many milliseconds. */
  cameBack(host: string, id: string, strategies: number, milliseconds: number): void;
}

/** So many chunks are remembered: those of the last seconds of quick generations. */
const KEPT = 4_096;
/** A worker that was not heard of for so many milliseconds has no lane any more, in a cluster. */
const FORGOTTEN = 30_000;
/** A window asks ten times a second, one in the background once: after so many milliseconds nobody looks any more. */
const WATCHED = 3_000;
/** What a host no longer has in hand comes back within so many milliseconds, or was lost. */
const ON_ITS_WAY = 500;
/** A host that says nothing for so many milliseconds has nothing in hand that anybody could know of. */
const SILENT = 3_000;
/** Clocks and messages are that inexact, in milliseconds: a chunk may seem to begin before the one before it has ended. */
const INEXACT = 25;

/** What a host has said that it has in hand. */
interface InHand {
  readonly host: string;
  readonly lane: string;
  readonly start: number;
  strategies: number;
  /** When it was last said, and when it was first no longer said. */
  heard: number;
  letGo: number | undefined;
}

/** As the threads read it (`ledger.ts`), so that times can be compared. */
const clock = () => performance.timeOrigin + performance.now();

/** What the workers did lately, for whoever looks: a window, ten times a second. All times in milliseconds since 1970. */
export class WorkLog {
  readonly #lanes = new Map<string, WorkerLane>();
  readonly #open = new Map<object, () => WorkerChunk | null>();
  #done: WorkerChunk[] = [];
  /** When each slot of the hosts was last busy. */
  readonly #busyUntil = new Map<string, number>();
  /** How many slots hosts have, of those that have said so. */
  readonly #slots = new Map<string, number>();
  /** What hosts have in hand, by id. */
  readonly #inHand = new Map<string, InHand>();
  /** The last of those that have come back: a message that is late does not put them into a hand again. */
  readonly #cameBack = new Set<string>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** Those who evaluate on threads; the lanes are there at once and stay until `forget`. */
  threads(prefix: string, names: readonly string[]): WorkObserver & { forget(): void } {
    const ids = names.map((_, i) => `${prefix}${i}`);
    for (const [i, id] of ids.entries()) this.#lanes.set(id, { id, name: names[i]! });
    return {
      handedOut: (strategies, look) => this.#handedOut(strategies, look, (worker) => ids[worker % ids.length]!),
      forget: () => {
        for (const id of ids) this.#lanes.delete(id);
      },
    };
  }

  /** Those who evaluate on other hosts: a lane comes into being for each chunk that a host has beside others. */
  readonly hosts: HostObserver = this.#hosts();

  #hosts(): HostObserver {
    const log = this;
    return {
      get watched() {
        return clock() - log.#lookedAt < WATCHED;
      },
      inHand: (host, slots, chunks) => {
        this.#slots.set(host, slots);
        this.#hold(host, chunks);
      },
      lost: (host) => {
        this.#slots.delete(host);
        this.#hold(host, []);
      },
      cameBack: (host, id, strategies, milliseconds) => {
        const end = clock();
        const held = this.#inHand.get(id);
        const lane = held?.lane ?? this.#laneFor(host, end - milliseconds);
        const start = Math.min(end, Math.max(held?.start ?? this.#busyUntil.get(lane) ?? 0, end - milliseconds));
        this.#inHand.delete(id);
        this.#cameBack.add(id);
        if (this.#cameBack.size > KEPT) this.#cameBack.delete(this.#cameBack.values().next().value!);
        this.#end({ lane, start, strategies }, end);
      },
    };
  }

  #hold(host: string, chunks: readonly HandChunk[]): void {
    const now = clock();
    const ids = new Set(chunks.map(({ id }) => id));
    for (const [id, held] of this.#inHand) if (held.host === host && !ids.has(id)) held.letGo ??= now;
    for (const { id, strategies, since } of chunks) {
      const known = this.#inHand.get(id);
      if (known) Object.assign(known, { strategies, heard: now });
      else if (!this.#cameBack.has(id)) {
        const lane = this.#laneFor(host, now - since);
        const start = Math.max(now - since, this.#busyUntil.get(lane) ?? 0);
        this.#inHand.set(id, { host, lane, start, strategies, heard: now, letGo: undefined });
      }
    }
  }

  /**
   * The first slot of the host that was free at that time. Ends are known by when they were heard of, so a chunk may seem
   * to begin before another one has ended: as long as slots have nothing in hand it gets the one that was free first.
   */
  #laneFor(host: string, start: number): string {
    const held = new Set(Array.from(this.#inHand.values(), ({ lane, letGo }) => (letGo === undefined ? lane : undefined)));
    const isBusy = (lane: string) => held.has(lane) || (this.#busyUntil.get(lane) ?? 0) > start + INEXACT;
    const lanes = Array.from({ length: this.#slots.get(host) ?? 0 }, (_, i) => `${host}/${i + 1}`).filter((lane) => !held.has(lane));
    const until = (lane: string) => this.#busyUntil.get(lane) ?? 0;
    let slot = 1;
    while (isBusy(`${host}/${slot}`)) slot++;
    const free = lanes.find((lane) => !isBusy(lane)) ?? lanes.toSorted((a, b) => until(a) - until(b))[0];
    const id = free ?? `${host}/${slot}`;
    slot = Number(id.slice(host.length + 1));
    this.#lanes.set(id, { id, name: slot === 1 ? host : `${host}, ${slot}` });
    return id;
  }

  #end({ lane, start, strategies }: Pick<InHand, 'lane' | 'start' | 'strategies'>, end: number): void {
    this.#busyUntil.set(lane, end);
    this.#add({ lane, start, end, strategies });
  }

  /** What ended after `since`, and what is under way. */
  view(since: number): { readonly now: number; readonly lanes: WorkerLane[]; readonly chunks: WorkerChunk[] } {
    const now = clock();
    this.#lookedAt = now;
    for (const [id, held] of this.#inHand) {
      if (now - (held.letGo ?? now) < ON_ITS_WAY && now - held.heard < SILENT) continue;
      this.#inHand.delete(id);
      this.#end(held, now);
    }
    const busy = new Set(Array.from(this.#inHand.values(), ({ lane }) => lane));
    for (const [id, until] of this.#busyUntil) {
      if (now - until < FORGOTTEN || busy.has(id)) continue;
      this.#busyUntil.delete(id);
      this.#lanes.delete(id);
    }
    const held = Array.from(this.#inHand.values(), ({ lane, start, strategies }) => ({ lane, start, end: null, strategies }));
    const underWay = [...this.#open.values()].flatMap((look) => look() ?? []);
    const lanes = [...this.#lanes.values()].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
    return { now, lanes, chunks: [...this.#done.filter(({ end }) => end! > since), ...underWay, ...held] };
  }

  #handedOut(strategies: number, look: () => ChunkClock | null, laneOf: (worker: number) => string): () => void {
    const key = {};
    const read = (): WorkerChunk | null => {
      const found = look();
      return found && { lane: laneOf(found.worker), start: found.start, end: found.end, strategies };
    };
    this.#open.set(key, read);
    return () => {
      this.#open.delete(key);
      const chunk = read();
      if (chunk) this.#add({ ...chunk, end: chunk.end ?? clock() });
    };
  }

  #add(chunk: WorkerChunk): void {
    this.#done.push(chunk);
    if (this.#done.length > 2 * KEPT) this.#done = this.#done.slice(-KEPT);
  }
}
