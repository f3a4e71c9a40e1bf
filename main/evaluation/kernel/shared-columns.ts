import type { Address } from './kernel.ts';
import { KEY_UNITS, type Layout, SEEN, WAYS } from './layout.ts';
import { isBinary, NONE, type Node, type Nodes, op } from './nodes.ts';
import type { KernelBars } from './share.ts';

/** What the state of a place says; from READY on it says how many threads are reading, too. */
const EMPTY = 0;
const BEING_FILLED = -1;
const READY = 1;

/**
 * Columns that the workers on a data set remember for each other, across chunks, generations and runs, in a part of the
 * shared memory of fixed size: whoever computes one that has been computed before, by whichever thread, leaves it here.
 *
 * A set-associative cache: the hash of an expression says in which few places it may stand, and the one of them used
 * longest ago makes room. What stands in a place is told by the whole expression, so no two are ever taken for one. A
 * place is changed by the thread that has set its state to `BEING_FILLED`, and only while nobody reads it. What a
 * thread leaves in either state when it is terminated stays so for good: the place is lost, and no harm is done.
 */
export class SharedColumns {
  readonly #nodes: Nodes;
  readonly #layout: Layout;
  readonly #buffer: ArrayBufferLike;
  readonly #sets: number;
  readonly #states: Int32Array;
  readonly #versions: Int32Array;
  readonly #hashes: Int32Array;
  readonly #stamps: Int32Array;
  readonly #keys: Uint16Array;
  readonly #seen: Int32Array;
  readonly #clock: Int32Array;
  /** How often this thread uses each place; it counts as one reader. */
  readonly #uses: Int32Array;
  readonly #key = new Uint16Array(KEY_UNITS + 1);
  readonly count: number;

  constructor({ memory: { buffer }, layout }: KernelBars, nodes: Nodes) {
    const { count, states, versions, hashes, stamps, keys, seen, clock } = layout.shared;
    this.#nodes = nodes;
    this.#layout = layout;
    this.#buffer = buffer;
    this.count = count;
    this.#sets = count / WAYS;
    this.#states = new Int32Array(buffer, states, count);
    this.#versions = new Int32Array(buffer, versions, count);
    this.#hashes = new Int32Array(buffer, hashes, count);
    this.#stamps = new Int32Array(buffer, stamps, count);
    this.#keys = new Uint16Array(buffer, keys, count * (KEY_UNITS + 1));
    this.#seen = new Int32Array(buffer, seen, count && SEEN);
    this.#clock = new Int32Array(buffer, clock, 1);
    this.#uses = new Int32Array(count);
  }

  address(place: number): Address {
    return this.#layout.shared.columns + place * this.#layout.region.columnBytes;
  }

  /** The place where the column of the node stands, in use by this thread once more until it is released; NONE if nowhere. */
  find(node: Node): number {
    if (this.count === 0) return NONE;
    const { hash, hint, hintVersion } = this.#nodes;
    const last = hint[node]!;
    if (last !== NONE && this.#hold(last)) {
      if (this.#versions[last] === hintVersion[node]) return last;
      this.release(last);
    }
    const wanted = hash[node]!;
    const first = this.#setOf(wanted);
    let length = 0;
    for (let place = first; place < first + WAYS; place++) {
      if (this.#hashes[place] !== wanted || !this.#hold(place)) continue;
      length ||= this.#write(node, 0);
      if (this.#holds(place, length)) {
        this.#stamps[place] = this.#clock[0]!;
        hint[node] = place;
        hintVersion[node] = this.#versions[place]!;
        return place;
      }
      this.release(place);
    }
    return NONE;
  }

  /**
   * A place for the column of a node that stands nowhere, to be filled by the caller, `publish`ed and then released; NONE
   * for what is computed for the first time, since most expressions never come again, and where there is no room.
   */
  reserve(node: Node): number {
    if (this.count === 0) return NONE;
    const hash = this.#nodes.hash[node]!;
    const seen = hash & (SEEN - 1);
    if (this.#seen[seen] !== hash) {
      this.#seen[seen] = hash;
      return NONE;
    }
    const length = this.#write(node, 0);
    if (length > KEY_UNITS) return NONE;
    const place = this.#take(this.#setOf(hash));
    if (place === NONE) return NONE;
    this.#hashes[place] = hash;
    this.#stamps[place] = Atomics.add(this.#clock, 0, 1);
    const at = place * (KEY_UNITS + 1);
    this.#keys[at] = length;
    for (let i = 0; i < length; i++) this.#keys[at + 1 + i] = this.#key[i]!;
    const version = ++this.#versions[place]!;
    if (version === 1) this.#padOf(place).fill(Number.NaN);
    this.#nodes.hint[node] = place;
    this.#nodes.hintVersion[node] = version;
    this.#uses[place] = 1;
    return place;
  }

  /** What has been written there is complete. This thread uses it still. */
  publish(place: number): void {
    Atomics.store(this.#states, place, READY + 1);
  }

  release(place: number): void {
    if (--this.#uses[place]! === 0) Atomics.sub(this.#states, place, 1);
  }

  /** Gives up every place that this thread uses. */
  releaseAll(): void {
    for (let place = 0; place < this.count; place++) {
      if (this.#uses[place]! > 0) Atomics.sub(this.#states, place, 1);
      this.#uses[place] = 0;
    }
  }

  /** What stands before bar 0. */
  #padOf(place: number): Float64Array {
    const { before } = this.#layout.region;
    return new Float64Array(this.#buffer, this.address(place) - before, before / Float64Array.BYTES_PER_ELEMENT);
  }

  #setOf(hash: number): number {
    return ((hash >>> 0) % this.#sets) * WAYS;
  }

  /** Keeps the place from being changed; false when it holds nothing yet. */
  #hold(place: number): boolean {
    if (this.#uses[place]! > 0) {
      this.#uses[place]!++;
      return true;
    }
    for (let state = Atomics.load(this.#states, place); state >= READY; state = Atomics.load(this.#states, place)) {
      if (Atomics.compareExchange(this.#states, place, state, state + 1) !== state) continue;
      this.#uses[place] = 1;
      return true;
    }
    return false;
  }

  /** Takes the place of a set that is empty, or was used longest ago and is not being read. */
  #take(first: number): number {
    for (let tries = 0; tries < WAYS; tries++) {
      let oldest = NONE;
      for (let place = first; place < first + WAYS; place++) {
        const state = Atomics.load(this.#states, place);
        if (state === EMPTY && Atomics.compareExchange(this.#states, place, EMPTY, BEING_FILLED) === EMPTY) return place;
        // Stamps may run over: what counts is the distance.
        if (state === READY && (oldest === NONE || ((this.#stamps[place]! - this.#stamps[oldest]!) | 0) < 0)) oldest = place;
      }
      if (oldest === NONE) return NONE;
      if (Atomics.compareExchange(this.#states, oldest, READY, BEING_FILLED) === READY) return oldest;
    }
    return NONE;
  }

  /** Whether a place has the expression that `#write` wrote last. */
  #holds(place: number, length: number): boolean {
    const at = place * (KEY_UNITS + 1);
    if (this.#keys[at] !== length) return false;
    for (let i = 0; i < length; i++) if (this.#keys[at + 1 + i] !== this.#key[i]) return false;
    return true;
  }

  /** Writes the expression of a node to `#key` from `at` on; returns where it ends, which is beyond KEY_UNITS when it is too long. */
  #write(node: Node, at: number): number {
    if (at >= KEY_UNITS - MOST_UNITS) return KEY_UNITS + 1;
    const { op: ops, a, b, value } = this.#nodes;
    const code = ops[node]!;
    const key = this.#key;
    key[at++] = code;
    if (code === op.number) {
      number[0] = value[node]!;
      for (let i = 0; i < 4; i++) key[at++] = units[i]!;
      return at;
    }
    if (code === op.data) {
      key[at++] = a[node]!;
      return at;
    }
    if (code === op.never) return at;
    if (!isBinary(code)) key[at++] = b[node]!;
    const end = this.#write(a[node]!, at);
    return isBinary(code) && end <= KEY_UNITS ? this.#write(b[node]!, end) : end;
  }
}

/** A node takes no more than these: itself, its period or column, or its number. */
const MOST_UNITS = 5;
const number = new Float64Array(1);
const units = new Uint16Array(number.buffer);
