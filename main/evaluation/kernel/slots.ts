import type { Address } from './kernel.ts';

/** Columns of equal size in a worker's region. A slot is free, in use, or remembered until its place is needed. */
export class Slots {
  readonly #base: Address;
  readonly #stride: number;
  /** Free slots, the one used last on top: its lines are still in the cache of the core. */
  readonly #free: Int32Array;
  #freeCount = 0;
  readonly #uses: Int32Array;
  readonly #owner: Int32Array;
  /** Remembered slots in a ring through `count`, which stands for both ends: the least recently used comes first. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly count: number;
  readonly #onForget: (owner: number) => void;

  /** @param onForget told whose column is lost when a remembered slot is given to another */
  constructor(base: Address, stride: number, count: number, onForget: (owner: number) => void) {
    this.#base = base;
    this.#stride = stride;
    this.count = count;
    this.#onForget = onForget;
    this.#free = new Int32Array(count);
    this.#uses = new Int32Array(count);
    this.#owner = new Int32Array(count);
    this.#next = new Int32Array(count + 1);
    this.#previous = new Int32Array(count + 1);
    this.clear();
  }

  address(slot: number): Address {
    return this.#base + slot * this.#stride;
  }

  /** A slot for the column of `owner`, in use once. Throws when all slots are in use. */
  take(owner: number): number {
    let slot: number;
    if (this.#freeCount > 0) slot = this.#free[--this.#freeCount]!;
    else {
      slot = this.#next[this.count]!;
      if (slot === this.count) throw new RangeError(`the strategy needs more than ${this.count} columns at a time`);
      this.#unlink(slot);
      this.#onForget(this.#owner[slot]!);
    }
    this.#owner[slot] = owner;
    this.#uses[slot] = 1;
    return slot;
  }

  /** One more use of a slot that is in use or remembered. */
  use(slot: number): void {
    if (this.#uses[slot]!++ === 0) this.#unlink(slot);
  }

  /** One use less. After the last the column is remembered, or given up at once. */
  release(slot: number, remember: boolean): void {
    if (--this.#uses[slot]! > 0) return;
    if (remember) {
      const last = this.#previous[this.count]!;
      this.#next[last] = slot;
      this.#previous[slot] = last;
      this.#next[slot] = this.count;
      this.#previous[this.count] = slot;
    } else {
      this.#onForget(this.#owner[slot]!);
      this.#free[this.#freeCount++] = slot;
    }
  }

  /** Makes all slots free, without telling their owners. */
  clear(): void {
    for (let i = 0; i < this.count; i++) this.#free[i] = this.count - 1 - i;
    this.#freeCount = this.count;
    this.#uses.fill(0);
    this.#next[this.count] = this.count;
    this.#previous[this.count] = this.count;
  }

  #unlink(slot: number): void {
    const before = this.#previous[slot]!;
    const after = this.#next[slot]!;
    this.#next[before] = after;
    this.#previous[after] = before;
  }
}
