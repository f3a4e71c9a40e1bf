import type { Evaluate } from '../../strategy/fitness.ts';
import type { Generation, Individual } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';
import { breedOn, type Island, islandsAt, isMigration, surviveOn } from './islands.ts';

/** What one island breeds by itself: nobody comes and nobody leaves until its last generation is done. */
export interface IslandEpoch {
  readonly island: Island;
  /** The generation that is bred first, and how many are bred until the next migrants come. */
  readonly first: number;
  readonly generations: number;
}

/** What each island will breed after this generation, until the next migration or the end of the run; empty at its end. */
export function epochsAfter(settings: EvolutionSettings, { number, population, state }: Generation): IslandEpoch[] {
  const first = number + 1;
  let end = first + 1;
  while (end <= settings.generations && !isMigration(settings, end)) end++;
  if (first > settings.generations) return [];
  return islandsAt({ settings, number: first, population, state }).map((island) => ({ island, first, generations: end - first }));
}

/**
 * Breeds one island through an epoch, wherever that is: random numbers depend on seed, generation and slot alone, so it
 * makes the children, and asks for the evaluations, that the algorithm `islands` makes and asks for there.
 *
 * @param toolbox without `identity`: twins are told apart over all islands
 */
export async function breedAlone(
  settings: EvolutionSettings,
  toolbox: Toolbox,
  evaluate: Evaluate,
  { island, first, generations }: IslandEpoch,
  signal?: AbortSignal,
): Promise<void> {
  const start = island.members[0]!.slot;
  let current = island;
  for (let number = first; number < first + generations; number++) {
    signal?.throwIfAborted();
    const common = { settings, toolbox, number };
    const offspring = [...breedOn(common, current)];
    const invalid = offspring.filter((child) => child.fitness === null).map((child) => child.genome);
    const answers = invalid.length === 0 ? [] : await evaluate(invalid, signal);
    let next = 0;
    const children = offspring.map((child): Individual => ({ ...child, fitness: child.fitness ?? answers[next++]! }));
    const { population, state } = surviveOn(common, current, children);
    const members = population.map((individual, i) => ({ slot: start + i, individual }));
    current = { index: island.index, members, pool: members, state };
  }
}
