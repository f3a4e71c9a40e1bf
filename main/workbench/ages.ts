import type { StoredPopulation } from '../store/unpack-population.ts';

/** Generations of ages that are remembered, two bytes an individual each. */
const KEPT = 4096;
const OLDEST = 2 ** 16 - 1;

/**
 * For how many generations individuals have lived on unchanged, from who descends from whom. The oldest may go back to
 * generation 0, so what is known of earlier generations is kept: whoever walks through a run, in either direction, has
 * each population unfolded about once.
 */
export class Ages {
  readonly #populationOf: (run: string, generation: number) => StoredPopulation;
  readonly #known = new Map<string, Uint16Array>();

  constructor(populationOf: (run: string, generation: number) => StoredPopulation) {
    this.#populationOf = populationOf;
  }

  /** An entry a slot; 0 for who came to be in this generation. `population` is that of this generation. */
  of(run: string, generation: number, population: StoredPopulation): Uint16Array {
    const waiting: [number, StoredPopulation][] = [];
    let number = generation;
    let before = this.#recall(run, number);
    // Back to a generation that is known, or in which nobody is a copy.
    for (let current = population; !before; before = this.#recall(run, number)) {
      waiting.push([number, current]);
      if (number === 0 || !hasCopies(current)) break;
      number--;
      if (!this.#recall(run, number)) current = this.#populationOf(run, number);
    }
    for (const [place, current] of waiting.reverse()) {
      const older: Uint16Array | undefined = before;
      before = Uint16Array.from({ length: current.length }, (_, slot) => {
        const parent = current.operator(slot) === 'reproduce' ? current.firstParent(slot) : -1;
        return parent < 0 ? 0 : Math.min(OLDEST, (older?.[parent] ?? 0) + 1);
      });
      this.#remember(run, place, before);
    }
    return before!;
  }

  #recall(run: string, generation: number): Uint16Array | undefined {
    return this.#known.get(`${run}/${generation}`);
  }

  #remember(run: string, generation: number, ages: Uint16Array): void {
    this.#known.set(`${run}/${generation}`, ages);
    if (this.#known.size <= KEPT) return;
    const [oldest] = this.#known.keys();
    this.#known.delete(oldest!);
  }
}

function hasCopies(population: StoredPopulation): boolean {
  for (let slot = 0; slot < population.length; slot++) if (population.operator(slot) === 'reproduce') return true;
  return false;
}
