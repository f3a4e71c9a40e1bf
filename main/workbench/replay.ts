import { setImmediate } from 'node:timers/promises';
import type { AncestryColumns, IndividualDetail, IndividualPlace, PopulationColumns, SubtreeView } from '../../preload/contract.ts';
import { compareFitness } from '../evolution/compare.ts';
import { operators } from '../evolution/individual.ts';
import { changedSubtrees } from '../evolution/lineage.ts';
import type { Store } from '../store/store.ts';
import type { StoredPopulation } from '../store/unpack-population.ts';
import { type Genome, height, type Range, size, slice } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';
import { toTree } from '../strategy/tree.ts';
import { Ages } from './ages.ts';
import { AncestryWalk } from './ancestry-walk.ts';
import { ExpectedError } from './errors.ts';
import { checkHasGeneration, findRun, settingsOf } from './stored-run.ts';

/** What the replay is made of: stored generations, read and never computed again. All throw an ExpectedError for what is not there. */
export class Replay {
  readonly #store: Store;
  readonly #ages: Ages;

  constructor(store: Store) {
    this.#store = store;
    this.#ages = new Ages((run, generation) => store.generations.population(run, generation));
  }

  /** Generations `from` to `to`. The event loop is left alone between two of them: a run may be under way. */
  async populations(run: string, from: number, to: number): Promise<PopulationColumns[]> {
    const stored = findRun(this.#store, run);
    checkHasGeneration(stored, to);
    const weights = settingsOf(this.#store, stored).objectives.map(({ weight }) => weight);
    const found: PopulationColumns[] = [];
    for (let generation = from; generation <= to; generation++) {
      if (generation > from) await setImmediate();
      const population = this.#population(run, generation);
      found.push(columns(generation, population, weights, this.#ages.of(run, generation, population)));
    }
    return found;
  }

  /** @param against what it is compared with; null for its first parent */
  individual(run: string, { generation, slot }: IndividualPlace, against: IndividualPlace | null): IndividualDetail {
    const population = this.#population(run, generation, slot);
    const individual = population.at(slot);
    const { genome, fitness, operator, parents } = individual;
    const place = against ?? (parents[0] === undefined ? null : { generation: generation - 1, slot: parents[0] });
    const other = place && this.#population(run, place.generation, place.slot).at(place.slot);
    return {
      ...{ generation, slot, strategy: print(genome), tree: toTree(genome), fitness, operator, parents },
      ...{ size: size(genome), height: height(genome), age: this.#ages.of(run, generation, population)[slot]! },
      before: place && other && { ...place, strategy: print(other.genome), fitness: other.fitness },
      changes: other
        ? changedSubtrees(other.genome, genome).map(({ parentRange, childRange }) => ({
            before: part(other.genome, parentRange),
            after: part(genome, childRange),
          }))
        : [],
    };
  }

  /** Population by population back to generation 0; the event loop is left alone between them. */
  async ancestry(run: string, { generation, slot }: IndividualPlace): Promise<AncestryColumns> {
    this.#population(run, generation, slot);
    const walk = new AncestryWalk(generation, slot);
    for (let number = generation; number >= 0 && !walk.ended; number--) {
      walk.add(this.#population(run, number));
      await setImmediate();
    }
    return walk.columns();
  }

  #population(run: string, generation: number, slot = 0): StoredPopulation {
    checkHasGeneration(findRun(this.#store, run), generation);
    const population = this.#store.generations.population(run, generation);
    if (slot < population.length) return population;
    throw new ExpectedError(`Generation ${generation} of run ${run} has slots 0 to ${population.length - 1}, not ${slot}.`);
  }
}

const part = (genome: Genome, range: Range): SubtreeView => ({ text: print(slice(genome, range)), ...range });

function columns(generation: number, population: StoredPopulation, weights: readonly number[], ages: Uint16Array): PopulationColumns {
  const { length } = population;
  const fitness = new Float64Array(weights.length * length);
  const parents = new Int32Array(2 * length).fill(-1);
  const codes = new Uint8Array(length);
  const [sizes, heights] = [new Uint16Array(length), new Uint16Array(length)];
  let champion = 0;
  let best = population.fitness(0);
  for (let slot = 0; slot < length; slot++) {
    const values = population.fitness(slot);
    for (let i = 0; i < weights.length; i++) fitness[i * length + slot] = values[i]!;
    if (compareFitness(weights, values, best) > 0) [champion, best] = [slot, values];
    parents.set(population.parents(slot).slice(0, 2), 2 * slot);
    codes[slot] = operators.indexOf(population.operator(slot));
    sizes[slot] = population.size(slot);
    heights[slot] = population.height(slot);
  }
  return { generation, length, champion, fitness, parents, operators: codes, operatorNames: operators, sizes, heights, ages };
}
