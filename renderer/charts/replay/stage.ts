import type { PopulationColumns } from '../../../preload/contract.ts';
import { type Moment, type Places, type Plot, placesOf } from './plot.ts';

/** Generations whose places are kept: those of both ends of a step, and of the step back. */
const KEPT = 4;

/** Moments of a replay in one plot; a generation's places are computed once as long as the plot stays. */
export class Stage {
  readonly #plot: Plot;
  readonly #source: { get(generation: number): PopulationColumns | null };
  readonly #kept = new Map<number, Places>();

  constructor(plot: Plot, source: { get(generation: number): PopulationColumns | null }) {
    this.#plot = plot;
    this.#source = source;
  }

  /** @returns null where the generation is not there */
  at(position: number): Moment | null {
    const generation = Math.ceil(position);
    const after = this.#places(generation);
    if (!after) return null;
    return { after, before: generation > position ? this.#places(generation - 1) : null, t: position - generation + 1 };
  }

  #places(generation: number): Places | null {
    const known = this.#kept.get(generation);
    if (known) return known;
    const columns = this.#source.get(generation);
    if (!columns) return null;
    const places = placesOf(this.#plot, columns);
    this.#kept.set(generation, places);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT) this.#kept.delete(oldest!);
    return places;
  }
}
