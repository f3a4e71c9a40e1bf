/**
 * What the kernel computes, smaller than the language: `zscore` is `mean`, `deviation` and `standardised`, `delta` a
 * `sub` of a `delay`, `lt` a `gt` the other way round; so that parts which are equal are found to be equal.
 */
export const op = {
  number: 0,
  data: 1,
  delay: 2,
  add: 3,
  sub: 4,
  mul: 5,
  div: 6,
  change: 7,
  min: 8,
  max: 9,
  neg: 10,
  abs: 11,
  rises: 12,
  falls: 13,
  mean: 14,
  weightedMean: 15,
  deviation: 16,
  highest: 17,
  lowest: 18,
  ema: 19,
  strength: 20,
  standardised: 21,
  /** Two columns as one operand. */
  pair: 22,
  ifElse: 23,
  /** A number as a column, for functions that look at several bars. */
  spread: 24,
  gt: 25,
  crossAbove: 26,
  and: 27,
  or: 28,
  xor: 29,
  not: 30,
  /** The signal that is false at every bar. */
  never: 31,
} as const;
export type Op = (typeof op)[keyof typeof op];

/** Operations whose second operand is a node too. */
export const isBinary = (code: number): boolean =>
  (code >= op.add && code <= op.max) || (code >= op.strength && code <= op.ifElse) || (code >= op.gt && code <= op.xor);

/** A node by its number. */
export type Node = number;
export const NONE = -1;

/** Nodes kept in mind until all is forgotten. Each takes 60 bytes, which are best in the cache of the core. */
const CAPACITY = 2 ** 15;
/** Places of the hash table: at most half of them are taken. */
const PLACES = 2 * CAPACITY;

/**
 * Expressions, each once (hash consing): two that are built alike have the same number, whatever strategy they come
 * from. Operands are numbers of nodes; the second one of a rolling function is its period, that of `data` the column.
 */
export class Nodes {
  readonly op = new Uint8Array(CAPACITY);
  readonly a = new Int32Array(CAPACITY);
  readonly b = new Int32Array(CAPACITY);
  readonly value = new Float64Array(CAPACITY);
  /** 1 where it is known that no value is below 0. */
  readonly nonNegative = new Uint8Array(CAPACITY);
  /** Where the node's column or signal is, NONE if it has to be computed. */
  readonly slot = new Int32Array(CAPACITY);
  /** Of what it computes: the same in every thread, whatever numbers its operands have there. */
  readonly hash = new Int32Array(CAPACITY);
  /** Where `SharedColumns` found it last, and which version of what stands there. */
  readonly hint = new Int32Array(CAPACITY);
  readonly hintVersion = new Int32Array(CAPACITY);
  /** How often it is still needed by strategies that are known to come. */
  readonly pending = new Int32Array(CAPACITY);
  /** In how many batches it has occurred, and the last of them. */
  readonly batches = new Int32Array(CAPACITY);
  readonly batch = new Int32Array(CAPACITY);
  /** Open addressing with linear probing: 1 + node, or 0. A Map takes five times as long, and is asked for every code. */
  readonly #table = new Int32Array(PLACES);
  /** Where a node stands in the table. */
  readonly #place = new Int32Array(CAPACITY);
  readonly #numbers = new Map<number, Node>();
  readonly #share: boolean;
  readonly #dataNonNegative: readonly boolean[];
  count = 0;

  /**
   * @param share false: every node gets a number of its own, and nothing is ever found again
   * @param dataNonNegative for each column of the data, whether it has no value below 0
   */
  constructor(share: boolean, dataNonNegative: readonly boolean[]) {
    this.#share = share;
    this.#dataNonNegative = dataNonNegative;
  }

  /** Whether that many more nodes can be taken. */
  hasRoomFor(more: number): boolean {
    return this.count + more <= CAPACITY;
  }

  node(code: Op, a: Node, b: number): Node {
    if (!this.#share) return this.#new(code, a, b, 0);
    let place = hashOf(code, a, b) & (PLACES - 1);
    for (let known = this.#table[place]!; known !== 0; known = this.#table[place]!) {
      if (this.op[known - 1] === code && this.a[known - 1] === a && this.b[known - 1] === b) return known - 1;
      place = (place + 1) & (PLACES - 1);
    }
    const hash = hashOf(code, code === op.data || code === op.never ? a : this.hash[a]!, isBinary(code) ? this.hash[b]! : b);
    const node = this.#new(code, a, b, hash);
    this.#table[place] = node + 1;
    this.#place[node] = place;
    return node;
  }

  number(value: number): Node {
    const known = this.#numbers.get(value);
    if (known !== undefined && this.#share) return known;
    bits[0] = value;
    const node = this.#new(op.number, 0, 0, hashOf(op.number, words[0]!, words[1]!));
    this.value[node] = value;
    this.nonNegative[node] = value >= 0 ? 1 : 0;
    if (this.#share) this.#numbers.set(value, node);
    return node;
  }

  clear(): void {
    // Often there are only a few. (The place of a number, which stands in no table, is 0 or that of a node before.)
    if (this.#share) for (let node = 0; node < this.count; node++) this.#table[this.#place[node]!] = 0;
    this.#numbers.clear();
    this.count = 0;
  }

  #new(code: Op, a: number, b: number, hash: number): Node {
    if (this.count === CAPACITY) throw new RangeError(`the strategy has more than ${CAPACITY} parts`);
    const node = this.count++;
    this.op[node] = code;
    this.a[node] = a;
    this.b[node] = b;
    this.nonNegative[node] = this.#isNonNegative(code, a, b);
    this.slot[node] = NONE;
    this.hash[node] = hash;
    this.hint[node] = NONE;
    this.pending[node] = 0;
    this.batches[node] = 0;
    this.batch[node] = 0;
    return node;
  }

  /** What follows from the operands. NaNs are allowed; columns of data are checked when they are shared. */
  #isNonNegative(code: Op, a: number, b: number): number {
    switch (code) {
      case op.abs:
      case op.rises:
      case op.falls:
      case op.deviation:
      case op.strength:
        return 1;
      case op.data:
        return this.#dataNonNegative[a] ? 1 : 0;
      case op.delay:
      case op.mean:
      case op.weightedMean:
      case op.highest:
      case op.lowest:
      case op.ema:
      case op.spread:
        return this.nonNegative[a]!;
      case op.add:
      case op.mul:
      case op.div:
      case op.min:
      case op.max:
      case op.pair:
        return this.nonNegative[a]! & this.nonNegative[b]!;
      case op.ifElse:
        return this.nonNegative[b]!;
      default:
        return 0;
    }
  }
}

const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** What is left in the low bits depends on all of them. */
function hashOf(code: number, a: number, b: number): number {
  const hash = Math.imul(Math.imul(a ^ (code << 20), 0x9e3779b1) ^ b, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
