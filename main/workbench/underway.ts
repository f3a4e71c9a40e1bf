/** What is being answered at the moment, so that whoever asked can say that it is no longer wanted. */
export class Underway {
  readonly #asked = new Map<string, AbortController[]>();

  /** Answers; the signal comes when this command with this input is cancelled. */
  async run<T>(command: string, input: unknown, answer: (signal: AbortSignal) => T | Promise<T>): Promise<T> {
    const key = keyOf(command, input);
    const controller = new AbortController();
    this.#asked.set(key, [...(this.#asked.get(key) ?? []), controller]);
    try {
      return await answer(controller.signal);
    } finally {
      const others = this.#asked.get(key)!.filter((other) => other !== controller);
      if (others.length > 0) this.#asked.set(key, others);
      else this.#asked.delete(key);
    }
  }

  /** Of several who asked the same, one: the last. Nothing happens when the answer has been given. */
  cancel(command: string, input: unknown): void {
    this.#asked
      .get(keyOf(command, input))
      ?.findLast(({ signal }) => !signal.aborted)
      ?.abort();
  }
}

const keyOf = (command: string, input: unknown) => `${command} ${JSON.stringify(input)}`;
