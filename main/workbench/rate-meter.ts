/** How far back the rate looks, in milliseconds: long enough to be steady, short enough to follow a change. */
const SPAN = 5_000;

/** How fast a run is, from its last seconds. */
export class RateMeter {
  #samples: { readonly time: number; readonly evaluations: number; readonly generation: number }[] = [];

  /** @param time milliseconds of any clock that only goes forward; @param evaluations since the meter was made */
  add(time: number, evaluations: number, generation: number): void {
    this.#samples.push({ time, evaluations, generation });
    const old = this.#samples.findIndex((sample) => sample.time >= time - SPAN);
    // One sample before the span stays, so that there is a difference even when a generation takes longer.
    this.#samples.splice(0, Math.max(0, Math.min(old - 1, this.#samples.length - 2)));
  }

  /** After a pause the time before it does not count. */
  reset(): void {
    this.#samples = [];
  }

  /** Evaluations a second, and seconds until the last generation; null before two samples. */
  read(generations: number): { readonly rate: number | null; readonly secondsLeft: number | null } {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    const seconds = first && last ? (last.time - first.time) / 1_000 : 0;
    if (!first || !last || seconds <= 0) return { rate: null, secondsLeft: null };
    return {
      rate: (last.evaluations - first.evaluations) / seconds,
      secondsLeft: ((generations - last.generation) * seconds) / (last.generation - first.generation),
    };
  }
}
