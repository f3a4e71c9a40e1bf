import type { AncestryColumns } from '../../preload/contract.ts';
import { operators } from '../evolution/individual.ts';
import type { StoredPopulation } from '../store/unpack-population.ts';

/**
 * Collects the ancestors of an individual as columns, a population at a time from its own back to generation 0. There may
 * be hundreds of thousands.
 */
export class AncestryWalk {
  readonly #generation: number;
  readonly #slot: number;
  readonly #starts = [0];
  readonly #slots: number[] = [];
  readonly #parents: number[] = [];
  readonly #operators: number[] = [];
  readonly #fitness: number[] = [];
  /** Slots of the next population, in their order. */
  #wanted: number[];

  constructor(generation: number, slot: number) {
    this.#generation = generation;
    this.#slot = slot;
    this.#wanted = [slot];
  }

  /** Whether nobody found so far has parents. */
  get ended(): boolean {
    return this.#wanted.length === 0;
  }

  /** @param population the one before that of the last call; at first that of the individual */
  add(population: StoredPopulation): void {
    const next = [...new Set(this.#wanted.flatMap((slot) => population.parents(slot).slice(0, 2)))].sort((a, b) => a - b);
    const first = this.#slots.length + this.#wanted.length;
    const entryOf = new Map(next.map((slot, i) => [slot, first + i]));
    for (const slot of this.#wanted) {
      const [one = -1, two = -1] = population.parents(slot);
      this.#slots.push(slot);
      this.#parents.push(entryOf.get(one) ?? -1, entryOf.get(two) ?? -1);
      this.#operators.push(operators.indexOf(population.operator(slot)));
      for (const value of population.fitness(slot)) this.#fitness.push(value);
    }
    this.#starts.push(this.#slots.length);
    this.#wanted = next;
  }

  columns(): AncestryColumns {
    return {
      ...{ generation: this.#generation, slot: this.#slot, operatorNames: operators },
      starts: Uint32Array.from(this.#starts),
      slots: Uint32Array.from(this.#slots),
      parents: Int32Array.from(this.#parents),
      operators: Uint8Array.from(this.#operators),
      fitness: Float64Array.from(this.#fitness),
    };
  }
}
