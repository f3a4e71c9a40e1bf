import type { Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';

/** How an individual came to be: at random, unchanged from its parent, or by one or both of the variations. */
export const operators = ['initialise', 'reproduce', 'crossover', 'mutation', 'crossover+mutation'] as const;
export type Operator = (typeof operators)[number];

export interface Individual {
  readonly genome: Genome;
  readonly fitness: Fitness;
  /** Slots in the generation before: none in generation 0, two after a crossover, else one. */
  readonly parents: readonly number[];
  readonly operator: Operator;
}

/** An individual before its evaluation: what variation makes. `fitness` is null when it has to be evaluated. */
export type Offspring = Omit<Individual, 'fitness'> & { readonly fitness: Fitness | null };

/** What a generation leaves behind: everything that is stored, shown and needed to go on from there. */
export interface Generation {
  /** 0 is the initial population. */
  readonly number: number;
  readonly population: readonly Individual[];
  /** How many individuals were evaluated to get here (DEAP's nevals). */
  readonly evaluations: number;
  /** Best first. */
  readonly hallOfFame: readonly Elite[];
  /**
   * What the algorithm remembers besides the population, as JSON: to be stored, and given back with the generation the
   * run goes on from. Absent where an algorithm remembers nothing, as most do.
   */
  readonly state?: Json;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A member of the hall of fame. */
export interface Elite {
  readonly genome: Genome;
  readonly fitness: Fitness;
}
