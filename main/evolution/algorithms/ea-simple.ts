import type { Evaluate } from '../../strategy/fitness.ts';
import { randomFor } from '../../strategy/random.ts';
import { updateHallOfFame } from '../hall-of-fame.ts';
import type { Generation, Individual, Offspring } from '../individual.ts';
import { initialPopulation } from '../initialisation.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';
import { type Parent, varAnd } from '../variation/var-and.ts';

export interface EaSimpleOptions {
  /** Go on after this generation, and yield exactly what an uninterrupted run would have yielded after it. */
  readonly from?: Generation;
  /** Ends the run between two generations, and is passed on to `evaluate`. */
  readonly signal?: AbortSignal;
}

/**
 * The simple evolutionary algorithm (Bäck, Fogel and Michalewicz 2000, chapter 7; DEAP's `eaSimple`): select as many
 * parents as there are slots, vary them, evaluate what changed, and let the offspring replace the whole population.
 * The best may die; the hall of fame remembers them and never feeds them back.
 *
 * Yields generations 0 to `settings.generations`. Nothing is computed before the next one is asked for, so the caller
 * pauses a run by not asking. All random numbers are a pure function of the seed, the generation and the slot: a
 * generation is all that is needed to go on from it.
 *
 * @throws the signal's reason when it is aborted (an `AbortError` by default), whatever `evaluate` rejects with, and
 * an `Error` when `evaluate` or `from` do not fit the settings
 */
export async function* eaSimple(
  settings: EvolutionSettings,
  toolbox: Toolbox,
  evaluate: Evaluate,
  options: EaSimpleOptions = {},
): AsyncGenerator<Generation, void, undefined> {
  const { from, signal } = options;
  let generation: Generation;
  if (from) {
    checkFits(settings, from);
    generation = from;
  } else {
    signal?.throwIfAborted();
    generation = await complete(settings, evaluate, 0, initialPopulation(settings, toolbox), [], signal);
    yield generation;
  }
  while (generation.number < settings.generations) {
    signal?.throwIfAborted();
    const number = generation.number + 1;
    const parents = selectParents(settings, toolbox, number, generation.population);
    const offspring = varAnd(settings, toolbox, number, parents);
    generation = await complete(settings, evaluate, number, offspring, generation.hallOfFame, signal);
    yield generation;
  }
}

function selectParents(settings: EvolutionSettings, toolbox: Toolbox, generation: number, population: readonly Individual[]): Parent[] {
  const slots = new Map(population.map((individual, slot) => [individual, slot]));
  return population.map((_, place) => {
    const individual = toolbox.select(randomFor(settings.seed, generation, place, 'select'), population);
    const slot = slots.get(individual);
    if (slot === undefined) throw new Error('select has to return an individual of the population, not a copy or another one');
    return { slot, individual };
  });
}

async function complete(
  settings: EvolutionSettings,
  evaluate: Evaluate,
  number: number,
  offspring: readonly Offspring[],
  hallOfFame: Generation['hallOfFame'],
  signal: AbortSignal | undefined,
): Promise<Generation> {
  const invalid = offspring.filter((child) => child.fitness === null).map((child) => child.genome);
  const answers = invalid.length === 0 ? [] : await evaluate(invalid, signal);
  if (answers.length !== invalid.length) throw new Error(`evaluate answered ${answers.length} fitnesses for ${invalid.length} genomes`);

  let next = 0;
  const population = offspring.map((child): Individual => {
    const fitness = child.fitness ?? answers[next++]!;
    if (fitness.length !== settings.weights.length) {
      throw new Error(`evaluate answered ${fitness.length} values for ${settings.weights.length} weights`);
    }
    return { ...child, fitness };
  });
  return {
    number,
    population,
    evaluations: invalid.length,
    hallOfFame: updateHallOfFame(settings.weights, settings.hallOfFame, hallOfFame, population),
  };
}

function checkFits(settings: EvolutionSettings, from: Generation): void {
  if (from.population.length !== settings.population) {
    throw new Error(
      `generation ${from.number} has ${from.population.length} individuals, but the settings say ${settings.population}: continue a run with the settings it was started with`,
    );
  }
}
