/** Why a run ends before its last generation: the user stopped it, or the program is being closed. */
export type EndReason = 'stopped' | 'interrupted';

/** Pause, resume and stop of one run. The run loop asks between two generations. */
export class RunControl {
  readonly #abort = new AbortController();
  readonly #paused: () => void;
  readonly #resumed: () => void;
  /** Open while a pause is wanted: `reached` once the loop stands still, `go` when it may go on. */
  #pause: { readonly reached: PromiseWithResolvers<void>; readonly go: PromiseWithResolvers<void> } | null = null;
  #reason: EndReason | null = null;

  /** @param paused, @param resumed called when the loop comes to stand, and when it goes on */
  constructor(paused: () => void, resumed: () => void) {
    this.#paused = paused;
    this.#resumed = resumed;
  }

  /** Aborted when the run is to end at once; the generation under way is lost. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get reason(): EndReason | null {
    return this.#reason;
  }

  /** Whether the loop is to stand still after the generation under way, and not to begin the next. */
  get pausing(): boolean {
    return this.#pause !== null;
  }

  /** Resolves when the generation under way is stored, or when it came otherwise: resumed, or stopped. */
  pause(): Promise<void> {
    this.#pause ??= { reached: Promise.withResolvers(), go: Promise.withResolvers() };
    return this.#pause.reached.promise;
  }

  resume(): void {
    this.#pause?.reached.resolve();
    this.#pause?.go.resolve();
    this.#pause = null;
  }

  end(reason: EndReason): void {
    this.#reason ??= reason;
    this.#abort.abort();
    this.resume();
  }

  /** Returns at once, or when a pause is over. */
  async betweenGenerations(): Promise<void> {
    const pause = this.#pause;
    if (!pause) return;
    this.#paused();
    pause.reached.resolve();
    await pause.go.promise;
    if (!this.signal.aborted) this.#resumed();
  }
}
