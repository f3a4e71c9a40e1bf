import { type Genome, size } from '../../strategy/genome.ts';
import { CostModel } from '../chunking.ts';

/** Milliseconds that a chunk should take: its share of overhead is small, and nobody waits long for the last one. */
export const CHUNK_TIME = 100;
/** Below this a chunk is not worth its message; a host that needs twice as long as it should sends the rest back. */
export const SHORTEST = 20;
export const LONGEST_FACTOR = 2;
/** Milliseconds that each chunk keeps the coordinator and the server busy, whoever evaluates it: 0.8 with a single strategy by test/bench/cluster.ts, and room for what many weigh. */
export const CHUNK_COST = 1.5;
/** Bytes of genomes in one message: base64 makes a third more of it, and the limit of a message is 256 KB. */
const MOST_BYTES = 160_000;

const bytesOf = ({ codes, constants }: Genome) => 4 + codes.byteLength + constants.byteLength;

/** How fast the hosts are at one problem, learned from the chunks that come back. */
export class Speeds {
  readonly #bars: number;
  readonly #hosts = new Map<string, CostModel>();

  /** @param bars length of the data set */
  constructor(bars: number) {
    this.#bars = bars;
  }

  learn(host: string, sizes: readonly number[], milliseconds: number): void {
    const model = this.#hosts.get(host) ?? new CostModel(this.#bars);
    model.learn(sizes, milliseconds);
    this.#hosts.set(host, model);
  }

  /** Forgets those that are gone. */
  keepOnly(hosts: ReadonlySet<string>): void {
    for (const host of this.#hosts.keys()) if (!hosts.has(host)) this.#hosts.delete(host);
  }

  /**
   * Milliseconds of a strategy on a host midway between the fastest and the slowest, by their ratio: a chunk of 100 ms
   * there takes 50 to 200 ms on all, unless one of them is more than four times as fast as another.
   */
  estimate(strategySize: number): number {
    const times = [...this.#hosts.values()].map((model) => model.estimate(strategySize));
    if (times.length === 0) return new CostModel(this.#bars).estimate(strategySize);
    return Math.sqrt(Math.min(...times) * Math.max(...times));
  }
}

/**
 * How long the next chunk should take, in milliseconds, when so much work is left. A share of it for each slot, as guided
 * self-scheduling has it; but with many slots that makes more chunks than can be sent: they take the longer of their
 * sending, left / t × CHUNK_COST, and the last one, t, which are least together at the root. For the same reason chunks
 * are longer than usual, and with more than 130 slots longer than 200 ms, when there is enough to do for all.
 */
export function chunkTime(left: number, slots: number, usual: number): number {
  const longest = Math.max(usual, slots * CHUNK_COST);
  const share = left / (2 * Math.max(1, slots));
  return Math.min(longest, Math.max(SHORTEST, share, Math.sqrt(left * CHUNK_COST)));
}

/**
 * The strategies of a call that nobody has taken yet. A chunk is cut from them in the moment in which it is sent, by what
 * is then known of the hosts. Guided self-scheduling (Polychronopoulos and Kuck 1987): long strategies first, and
 * shorter chunks towards the end.
 */
export class Work {
  readonly #genomes: readonly Genome[];
  /** Nodes of each strategy: read once, since the genomes of a large population are not in any cache. */
  readonly #sizes: Uint32Array;
  readonly #speeds: Speeds;
  readonly #chunkTime: number;
  /** Places, the longest strategy last. */
  readonly #places: number[];
  #nodesLeft: number;

  /** @param chunkTime milliseconds that a chunk should take */
  constructor(genomes: readonly Genome[], speeds: Speeds, chunkTime = CHUNK_TIME) {
    this.#chunkTime = chunkTime;
    this.#genomes = genomes;
    this.#speeds = speeds;
    const count = genomes.length;
    this.#sizes = new Uint32Array(count);
    // Size and place in one number: hosts wait for this, and numbers are sorted ten times as fast as by a comparison of ours.
    const keys = new Float64Array(count);
    for (const [place, genome] of genomes.entries()) {
      this.#sizes[place] = size(genome);
      keys[place] = this.#sizes[place]! * count + (count - 1 - place);
    }
    this.#places = Array.from(keys.sort(), (key) => count - 1 - (key % count));
    this.#nodesLeft = this.#sizes.reduce((sum, nodes) => sum + nodes, 0);
  }

  get empty(): boolean {
    return this.#places.length === 0;
  }

  /** Takes the next chunk. @param slots of all hosts together */
  cut(slots: number): number[] {
    const perStrategy = this.#speeds.estimate(0);
    const perNode = this.#speeds.estimate(1) - perStrategy;
    const left = this.#nodesLeft * perNode + this.#places.length * perStrategy;
    let room = chunkTime(left, slots, this.#chunkTime);
    let bytes = MOST_BYTES;
    const chunk: number[] = [];
    while (this.#places.length > 0) {
      const place = this.#places.at(-1)!;
      const cost = perStrategy + this.#sizes[place]! * perNode;
      const needed = bytesOf(this.#genomes[place]!);
      if (chunk.length > 0 && (cost > room || needed > bytes)) break;
      this.#places.pop();
      this.#nodesLeft -= this.#sizes[place]!;
      room -= cost;
      bytes -= needed;
      chunk.push(place);
    }
    return chunk;
  }

  /** Puts back what a slow host has not done; it is the next to be taken. */
  putBack(places: readonly number[]): void {
    for (const place of places) {
      this.#places.push(place);
      this.#nodesLeft += this.#sizes[place]!;
    }
  }

  /** Nodes of the strategies at these places. */
  sizesOf(places: readonly number[]): number[] {
    return places.map((place) => this.#sizes[place]!);
  }
}
