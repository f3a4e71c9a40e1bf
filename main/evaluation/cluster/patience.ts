/** Measurements that count. */
const REMEMBERED = 200;
/** What is waited for at least, and as long as nothing is known, in milliseconds. */
const LEAST = 250;
const FIRST = 2_000;

/** How long an answer may take until something must be wrong: three times what 99 of the last hundred took. */
export class Patience {
  readonly #times: number[] = [];
  #next = 0;

  learn(milliseconds: number): void {
    this.#times[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** Milliseconds. */
  get limit(): number {
    if (this.#times.length === 0) return FIRST;
    const sorted = this.#times.toSorted((a, b) => a - b);
    return Math.max(LEAST, 3 * sorted[Math.min(sorted.length - 1, Math.floor(0.99 * sorted.length))]!);
  }
}
