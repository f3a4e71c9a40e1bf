import { type Fitness, WORST_FITNESS } from '../strategy/fitness.ts';
import { height, size } from '../strategy/genome.ts';
import type { Individual } from './individual.ts';

/** Minimum, average, maximum and population deviation (divided by n, as `numpy.std`) of one number over a population. */
export interface Summary {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly std: number;
}

/** What a row of the logbook says about a population. */
export interface PopulationStatistics {
  /** Individuals that have the worst fitness: they never traded, or failed. */
  readonly failed: number;
  /** Individuals that break a constraint; absent where there are none. */
  readonly infeasible?: number;
  /** A summary per objective over all others; null when nobody is left. */
  readonly fitness: readonly (Summary | null)[];
  readonly size: Summary;
  readonly height: Summary;
}

/** Throws a `RangeError` on an empty list. The deviation is computed in two passes, so that large values keep their digits. */
export function summarise(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('an empty list has no minimum, average or maximum');
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const avg = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - avg) ** 2;
  return { min, avg, max, std: Math.sqrt(squares / values.length) };
}

/**
 * Statistics of an evaluated population. The worst fitness is left out of the summaries of fitness: a single −999
 * among Sharpe ratios would hide what all the others do. So is that of individuals that break a constraint.
 *
 * @param worst what a failed strategy got, in the order of the objectives
 * @param isFeasible whether an individual keeps the constraints; absent where there are none
 */
export function populationStatistics(
  population: readonly Individual[],
  worst: Fitness = WORST_FITNESS,
  isFeasible?: (individual: Individual) => boolean,
): PopulationStatistics {
  const judged = population.filter((individual) => !individual.fitness.every((value, i) => value === worst[i]));
  const scored = isFeasible ? judged.filter(isFeasible) : judged;
  const objectives = population[0]?.fitness.length ?? 0;
  return {
    failed: population.length - judged.length,
    ...(isFeasible && { infeasible: judged.length - scored.length }),
    fitness: Array.from({ length: objectives }, (_, i) => (scored.length === 0 ? null : summarise(scored.map((s) => s.fitness[i]!)))),
    size: summarise(population.map((individual) => size(individual.genome))),
    height: summarise(population.map((individual) => height(individual.genome))),
  };
}
