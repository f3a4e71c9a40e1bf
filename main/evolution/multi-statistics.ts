import type { Fitness } from '../strategy/fitness.ts';
import { type Diversity, diversity } from './diversity.ts';
import { nonDominatedFronts } from './fronts.ts';
import { hypervolume } from './hypervolume.ts';
import type { Individual, Operator } from './individual.ts';
import { type Credit, operatorCredit } from './lineage.ts';
import { type PopulationStatistics, populationStatistics } from './statistics.ts';

/** All that is said about a generation in numbers (DEAP's `MultiStatistics`, with what DEAP leaves to its users). */
export interface MultiStatistics extends PopulationStatistics {
  readonly diversity: Diversity;
  /** Different fitnesses that nobody in the population dominates. */
  readonly front: number;
  /** Of that front; null where no reference point is given. */
  readonly hypervolume: number | null;
  /** What each operator was good for; empty where the generation before is not given. */
  readonly credit: Readonly<Partial<Record<Operator, Credit>>>;
}

export interface MultiStatisticsOptions {
  /** What a failed strategy got. Absent: the worst fitness of all three objectives. */
  readonly worst?: Fitness;
  /** Up to which the hypervolume is measured; best the same for all generations of a run, such as `worst`. */
  readonly reference?: Fitness;
  /** Equal for individuals that do the same on the data. */
  readonly behaviour?: (individual: Individual) => string;
  /** The generation before, that parents are slots of. */
  readonly before?: readonly Individual[];
}

export function multiStatistics(
  weights: readonly number[],
  population: readonly Individual[],
  { worst, reference, behaviour, before }: MultiStatisticsOptions = {},
): MultiStatistics {
  const fitnesses = population.map((individual) => individual.fitness);
  const best = (nonDominatedFronts(weights, fitnesses)[0] ?? []).map((place) => fitnesses[place]!);
  const front = [...new Map(best.map((fitness) => [fitness.join(), fitness])).values()];
  return {
    ...populationStatistics(population, worst),
    diversity: diversity(population, behaviour),
    front: front.length,
    hypervolume: reference ? hypervolume(weights, front, reference) : null,
    credit: before ? Object.fromEntries(operatorCredit(weights, before, population)) : {},
  };
}
