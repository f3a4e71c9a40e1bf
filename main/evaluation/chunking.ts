/** A first guess of what a node costs, in nanoseconds a bar; the first chunk that comes back corrects it. */
const NANOSECONDS_A_NODE_AND_BAR = 10;
/** Weight of the newest measurement in the moving average. */
const SMOOTHING = 0.3;
/** Nodes' worth of work that every strategy takes, however small it is: its returns and metrics. */
const NODES_A_STRATEGY = 4;
/** Less work than this is not worth a message, in milliseconds: the thread that hands chunks out takes a quarter of one for each. */
const SMALLEST = 6;

const weight = (size: number) => size + NODES_A_STRATEGY;

/** What strategies cost on one problem, learned from the chunks that come back. */
export class CostModel {
  #perNode: number;
  #learned = false;

  /** @param bars length of the data set */
  constructor(bars: number) {
    this.#perNode = (bars * NANOSECONDS_A_NODE_AND_BAR) / 1e6;
  }

  /** Estimated milliseconds for a strategy of this many nodes. */
  estimate(size: number): number {
    return weight(size) * this.#perNode;
  }

  /** Takes in that strategies of these sizes took so long together. */
  learn(sizes: readonly number[], milliseconds: number): void {
    const measured = milliseconds / sizes.reduce((sum, size) => sum + weight(size), 0);
    this.#perNode = this.#learned ? this.#perNode + SMOOTHING * (measured - this.#perNode) : measured;
    this.#learned = true;
  }
}

/**
 * Divides strategies into chunks; the result lists their places. Guided self-scheduling (Polychronopoulos and Kuck 1987):
 * each chunk takes a share of what is left, at most `target` milliseconds, and long strategies go first, so that the
 * last chunks are small and no worker waits for another at the end.
 *
 * @param costs estimated milliseconds of each strategy
 * @param target milliseconds that a chunk should take at most, unless it is a single strategy
 */
export function planChunks(costs: readonly number[], workers: number, target: number): number[][] {
  const places = costs.map((_, place) => place).sort((a, b) => costs[b]! - costs[a]! || a - b);
  let left = costs.reduce((sum, cost) => sum + cost, 0);
  const chunks: number[][] = [];
  let room = 0;
  for (const place of places) {
    const cost = costs[place]!;
    if (chunks.length === 0 || cost > room) {
      chunks.push([]);
      room = Math.min(target, Math.max(SMALLEST, left / (2 * workers)));
    }
    chunks.at(-1)!.push(place);
    room -= cost;
    left -= cost;
  }
  return chunks;
}
