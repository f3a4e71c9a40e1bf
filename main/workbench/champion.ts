import type { Experiment } from '../../preload/contract.ts';
import { compareFitness } from '../evolution/compare.ts';
import type { Individual } from '../evolution/individual.ts';

/** The slot of the best of a population by the objectives in their order, the first of equals. */
export function championSlot({ objectives }: Experiment, population: readonly Individual[]): number {
  const weights = objectives.map((objective) => objective.weight);
  let best = 0;
  for (const [slot, { fitness }] of population.entries()) {
    if (compareFitness(weights, fitness, population[best]!.fitness) > 0) best = slot;
  }
  return best;
}
