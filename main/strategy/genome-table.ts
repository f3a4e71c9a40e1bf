/** How items are told apart: `write` puts what they consist of into `units`, at most `room` of them, and returns how many. */
export interface Units<Item> {
  readonly room: (item: Item) => number;
  readonly write: (item: Item, units: Uint16Array) => number;
}

/** Units stand in blocks, so that they are not copied when a table grows. What is larger gets a block of its own. */
const BLOCK = 2 ** 15;
/** Capacity at first; a power of two. */
const FIRST = 1024;

/**
 * Numbers genomes from 0 on, in the order in which they come, equal ones alike: a hash table that keeps what it is given,
 * so that two that differ are never taken for one. Evolution asks a few thousand times a generation; with a text for
 * each as the key of a Map that costs several times as much, most of it in garbage.
 */
export class GenomeTable<Item> {
  readonly #of: Units<Item>;
  #scratch = new Uint16Array(FIRST);
  readonly #blocks: Uint16Array[] = [];
  /** Units used of the last block; there is none at first. */
  #used = BLOCK;
  /** For each number: the block of its units and their place in it, how many there are, and their hash. */
  readonly #block: number[] = [];
  readonly #start: number[] = [];
  readonly #length: number[] = [];
  readonly #hash: number[] = [];
  /** Open addressing with linear probing, at most half full: 1 + number, or 0. */
  #slots = new Int32Array(2 * FIRST);

  constructor(of: Units<Item>) {
    this.#of = of;
  }

  /** How many different ones there are. */
  get size(): number {
    return this.#hash.length;
  }

  /** The number of an item: `size` before the call if it is new. */
  add(item: Item): number {
    const room = this.#of.room(item);
    if (room > this.#scratch.length) this.#scratch = new Uint16Array(2 * room);
    const units = this.#scratch;
    const length = this.#of.write(item, units);
    const hash = hashOf(units, length);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let found = this.#slots[slot]! - 1; found >= 0; found = this.#slots[slot]! - 1) {
      if (this.#hash[found] === hash && this.#holds(found, units, length)) return found;
      slot = (slot + 1) & mask;
    }
    const number = this.size;
    this.#keep(units, length);
    this.#hash.push(hash);
    this.#slots[slot] = number + 1;
    if (2 * this.size > this.#slots.length) this.#rehash();
    return number;
  }

  #holds(number: number, units: Uint16Array, length: number): boolean {
    if (this.#length[number] !== length) return false;
    const block = this.#blocks[this.#block[number]!]!;
    const start = this.#start[number]!;
    for (let i = 0; i < length; i++) if (block[start + i] !== units[i]) return false;
    return true;
  }

  #keep(units: Uint16Array, length: number): void {
    if (this.#used + length > BLOCK) {
      this.#blocks.push(new Uint16Array(Math.max(BLOCK, length)));
      this.#used = 0;
    }
    const last = this.#blocks.length - 1;
    const block = this.#blocks[last]!;
    for (let i = 0; i < length; i++) block[this.#used + i] = units[i]!;
    this.#block.push(last);
    this.#start.push(this.#used);
    this.#length.push(length);
    this.#used += length;
  }

  #rehash(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (const [number, hash] of this.#hash.entries()) {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** A multiplicative hash; what is left in the low bits depends on all of them. */
function hashOf(units: Uint16Array, length: number): number {
  let hash = length;
  for (let i = 0; i < length; i++) {
    hash = Math.imul(hash ^ units[i]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash;
}
