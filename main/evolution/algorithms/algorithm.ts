import type { Evaluate } from '../../strategy/fitness.ts';
import { randomFor } from '../../strategy/random.ts';
import { updateHallOfFame } from '../hall-of-fame.ts';
import type { Elite, Generation, Individual, Json, Offspring } from '../individual.ts';
import { initialPopulation } from '../initialisation.ts';
import type { Selection } from '../selection/selection.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Parent } from '../variation/var-and.ts';

export interface AlgorithmOptions {
  /** Go on after this generation, and yield exactly what an uninterrupted run would have yielded after it. */
  readonly from?: Generation;
  /** Ends the run between two generations, and is passed on to `evaluate`. */
  readonly signal?: AbortSignal;
}

/**
 * Yields generations 0 to `settings.generations`. Nothing is computed before the next one is asked for, so the caller
 * pauses a run by not asking. All random numbers are a pure function of the seed, the generation and the slot: a
 * generation is all that is needed to go on from it, however the evaluations are cut and whenever they arrive.
 *
 * @throws the signal's reason when it is aborted (an `AbortError` by default), whatever `evaluate` rejects with, and
 * an `Error` when `evaluate`, `from` or the settings do not fit each other
 */
export type Algorithm = (
  settings: EvolutionSettings,
  toolbox: Toolbox,
  evaluate: Evaluate,
  options?: AlgorithmOptions,
) => AsyncGenerator<Generation, void, undefined>;

/** What a generation is made from: the one before. */
export interface Breeding {
  readonly settings: EvolutionSettings;
  readonly toolbox: Toolbox;
  /** The generation that is being made. */
  readonly number: number;
  readonly population: readonly Individual[];
  readonly state: Json | undefined;
}

/** The part in which algorithms differ. */
export interface Method {
  /** Checks the settings before anything is computed. */
  readonly check?: (settings: EvolutionSettings) => void;
  /** The children, before their evaluation. */
  readonly breed: (breeding: Breeding) => readonly Offspring[];
  /** Who lives in the next generation, and what is remembered. Absent: the children do, and nothing is. */
  readonly survive?: (
    breeding: Breeding,
    children: readonly Individual[],
  ) => { readonly population: readonly Individual[]; readonly state?: Json };
}

/** The loop around a method: evaluate what changed, remember the best, go on. The hall of fame sees all children, survivors or not. */
export const algorithm = ({ check, breed, survive }: Method): Algorithm =>
  async function* run(settings, toolbox, evaluate, { from, signal } = {}) {
    check?.(settings);
    const remember = (hall: readonly Elite[], newcomers: readonly Individual[]) =>
      updateHallOfFame(settings.weights, settings.hallOfFame, hall, newcomers, toolbox.identity);
    let generation: Generation;
    if (from) {
      checkFits(settings, from);
      generation = from;
    } else {
      signal?.throwIfAborted();
      const first = await complete(settings, evaluate, initialPopulation(settings, toolbox), signal);
      const hallOfFame = remember([], first.individuals);
      generation = { number: 0, population: first.individuals, evaluations: first.evaluations, hallOfFame };
      yield generation;
    }
    while (generation.number < settings.generations) {
      signal?.throwIfAborted();
      const number = generation.number + 1;
      const breeding: Breeding = { settings, toolbox, number, population: generation.population, state: generation.state };
      const children = await complete(settings, evaluate, breed(breeding), signal);
      const hallOfFame = remember(generation.hallOfFame, children.individuals);
      const survivors = survive?.(breeding, children.individuals) ?? { population: children.individuals };
      generation = { number, ...survivors, evaluations: children.evaluations, hallOfFame };
      yield generation;
    }
  };

async function complete(
  settings: EvolutionSettings,
  evaluate: Evaluate,
  offspring: readonly Offspring[],
  signal: AbortSignal | undefined,
): Promise<{ individuals: Individual[]; evaluations: number }> {
  const invalid = offspring.filter((child) => child.fitness === null).map((child) => child.genome);
  const answers = invalid.length === 0 ? [] : await evaluate(invalid, signal);
  if (answers.length !== invalid.length) throw new Error(`evaluate answered ${answers.length} fitnesses for ${invalid.length} genomes`);
  let next = 0;
  const individuals = offspring.map((child): Individual => {
    const fitness = child.fitness ?? answers[next++]!;
    if (fitness.length !== settings.weights.length) {
      throw new Error(`evaluate answered ${fitness.length} values for ${settings.weights.length} weights`);
    }
    return { ...child, fitness };
  });
  return { individuals, evaluations: invalid.length };
}

function checkFits(settings: EvolutionSettings, from: Generation): void {
  if (from.population.length !== settings.population) {
    throw new Error(
      `generation ${from.number} has ${from.population.length} individuals, but the settings say ${settings.population}: continue a run with the settings it was started with`,
    );
  }
}

/** Individuals with the slots they come from. */
export const withSlots = (population: readonly Individual[]): Parent[] => population.map((individual, slot) => ({ slot, individual }));

/** k of a pool by a selection, with their slots; place i draws from stream `first + i`. */
export function select(
  { settings, number }: Pick<Breeding, 'settings' | 'number'>,
  selection: Selection,
  pool: readonly Parent[],
  k: number,
  first = 0,
): Parent[] {
  const members = new Map(pool.map((parent) => [parent.individual, parent]));
  const chosen = selection(
    (place) => randomFor(settings.seed, number, first + place, 'select'),
    pool.map((parent) => parent.individual),
    k,
  );
  if (chosen.length !== k) throw new Error(`select has to return ${k} individuals, not ${chosen.length}`);
  return chosen.map((individual) => {
    const parent = members.get(individual);
    if (!parent) throw new Error('select has to return an individual of the population, not a copy or another one');
    return parent;
  });
}

/** Somebody of the generation before who lives on unchanged. */
export const unchanged = ({ slot, individual: { genome, fitness } }: Parent): Individual => ({
  genome,
  fitness,
  parents: [slot],
  operator: 'reproduce',
});
