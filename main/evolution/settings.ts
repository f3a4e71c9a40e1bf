import type { Limits } from '../strategy/limits.ts';
import { DEFAULT_WINDOW } from '../strategy/primitives.ts';

/** Everything about the search itself that decides its result. How it is computed (workers, chunks) is never in here. */
export interface EvolutionSettings {
  /** Individuals a generation, at least 1. */
  readonly population: number;
  /** Number of the last generation; the initial population is generation 0. */
  readonly generations: number;
  /** Probability that a pair is crossed over (DEAP's cxpb), and that an individual is mutated (mutpb). */
  readonly crossover: number;
  readonly mutation: number;
  /** How many are drawn for each tournament. */
  readonly tournament: number;
  /** Height of the trees of generation 0. */
  readonly initialHeight: { readonly min: number; readonly max: number };
  /** A weight per objective; its sign says which way is better, its size means nothing. */
  readonly weights: readonly number[];
  /** Most members of the hall of fame. */
  readonly hallOfFame: number;
  /** What no strategy ever exceeds. */
  readonly limits: Limits;
  /** An integer from 0 to 2⁵³ − 1. */
  readonly seed: number;
}

/** The defaults of preload/contract.ts, in evolution's terms. */
export const defaultSettings: EvolutionSettings = {
  population: 200,
  generations: 100,
  crossover: 0.7,
  mutation: 0.2,
  tournament: 3,
  initialHeight: { min: 2, max: 5 },
  weights: [1, -1, 1],
  hallOfFame: 10,
  limits: { maxHeight: 10, maxSize: 64, maxLookback: DEFAULT_WINDOW - 1 },
  seed: 1,
};
