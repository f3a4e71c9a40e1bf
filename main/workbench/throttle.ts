/** Calls at once, then at most once in `interval` milliseconds; the last request is never lost. */
export class Throttle {
  readonly #call: () => void;
  readonly #interval: number;
  #timer: NodeJS.Timeout | null = null;
  #again = false;

  constructor(call: () => void, interval: number) {
    this.#call = call;
    this.#interval = interval;
  }

  request(): void {
    if (this.#timer) {
      this.#again = true;
      return;
    }
    this.#call();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#again) {
        this.#again = false;
        this.request();
      }
    }, this.#interval);
  }

  /** No call comes after this. */
  end(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#again = false;
  }
}
