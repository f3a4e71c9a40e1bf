import { type Ledger, underWay } from './ledger.ts';

interface Watch {
  readonly ledger: Ledger;
  readonly onHang: (index: number) => void;
  strategy: number;
  milliseconds: number;
}

/**
 * Notices strategies that take longer than the time limit, by looking at the ledgers of all chunks under way a few times
 * in that limit. There is a timer only while something is watched.
 */
export class Watchdog {
  readonly #limit: number;
  readonly #interval: number;
  readonly #watches = new Set<Watch>();
  #timer: NodeJS.Timeout | undefined;
  #lastLook = 0;

  /** @param limit milliseconds that one strategy may take */
  constructor(limit: number) {
    this.#limit = limit;
    this.#interval = Math.min(500, Math.max(5, limit / 5));
  }

  /** Calls `onHang` once if a strategy exceeds the limit; returns the function that ends the watch. */
  watch(ledger: Ledger, onHang: (index: number) => void): () => void {
    const watch: Watch = { ledger, onHang, strategy: -1, milliseconds: 0 };
    this.#watches.add(watch);
    if (!this.#timer) {
      this.#lastLook = performance.now();
      this.#timer = setInterval(() => this.#look(), this.#interval);
    }
    return () => this.#end(watch);
  }

  #end(watch: Watch): void {
    this.#watches.delete(watch);
    if (this.#watches.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #look(): void {
    const now = performance.now();
    // A long gap means that this thread was busy or the computer asleep, and says nothing about the worker.
    const passed = Math.min(now - this.#lastLook, 2 * this.#interval);
    this.#lastLook = now;
    for (const watch of [...this.#watches]) {
      const strategy = underWay(watch.ledger);
      if (strategy < 0 || strategy !== watch.strategy) {
        watch.strategy = strategy;
        watch.milliseconds = 0;
        continue;
      }
      watch.milliseconds += passed;
      if (watch.milliseconds >= this.#limit) {
        this.#end(watch);
        watch.onHang(strategy);
      }
    }
  }
}
