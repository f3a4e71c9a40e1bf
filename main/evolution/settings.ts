import type { Genome } from '../strategy/genome.ts';
import type { Limits } from '../strategy/limits.ts';
import { DEFAULT_WINDOW } from '../strategy/primitives.ts';
import type { AlgorithmName, CrossoverName, Deduplication, InitialisationName, MutationName, SelectionName } from './catalogue.ts';
import type { StopRules } from './stopping.ts';

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
  /** A weight per objective; its sign says which way is better, its size means something to `weightedTournament` alone. */
  readonly weights: readonly number[];
  /** Most members of the hall of fame. */
  readonly hallOfFame: number;
  /** What no strategy ever exceeds. */
  readonly limits: Limits;
  /** An integer from 0 to 2⁵³ − 1. */
  readonly seed: number;

  // Below, an absent field means what the first release did: the digests of the runs it made do not change.

  /** How the trees of generation 0 are made. Absent: `halfAndHalf`. */
  readonly initialisation?: InitialisationName;
  /** Absent: `eaSimple`. */
  readonly algorithm?: AlgorithmName;
  /** How parents are selected. Absent: `tournament`. */
  readonly selection?: SelectionName;
  /** Who lives on in (μ+λ) and (μ,λ). Absent: `best`. */
  readonly survival?: SelectionName;
  /** Double tournament: from 1 (size does not matter) to 2 (the smaller always wins). Absent: 1.4. */
  readonly parsimony?: number;
  /** Double tournament: whether the fitness tournament feeds the one against size, or the other way round. Absent: it does. */
  readonly fitnessFirst?: boolean;
  /** Roulette and SUS: the best first objective of a strategy that failed or breaks a constraint. Absent: there are none. */
  readonly failed?: number;
  /** ε-lexicase: how far below the best a case may be, in the unit of the cases. Absent: 0.1. */
  readonly epsilon?: number;
  /**
   * NSGA-III: divisions of each axis and scaling of the points. Absent: as many points as there are individuals, at most.
   * With `memory` the loop remembers the ideal, worst and extreme points of earlier generations in `Generation.state`.
   */
  readonly referencePoints?: { readonly divisions?: number; readonly scaling?: number; readonly memory?: boolean };
  /** Children a generation: λ of (μ+λ) and (μ,λ), absent: the population; of steady state, absent: a tenth of it. Of all islands together. */
  readonly offspring?: number;
  /** How many of the best replace worse ones of the next generation (eaSimple, (μ,λ), HARM-GP, and of each island). Absent: 0. */
  readonly elitism?: number;
  /**
   * Keeps twins out of the population, the hall of fame and the elite, see distinct.ts: strategies with the same genome, that
   * differ only in the order of arguments (structure), or that take the same positions (behaviour). Absent: they may stay.
   */
  readonly deduplicate?: Deduplication;
  readonly islands?: IslandSettings;
  readonly harm?: HarmSettings;
  /** Absent: `onePoint`. */
  readonly crossoverMethod?: CrossoverName;
  /** Leaf-biased crossover: how often the point is a leaf. Absent: 0.1. */
  readonly leafShare?: number;
  /** How often each mutation is picked, in whole lots; those not named are not. Absent: `defaultMutations`. */
  readonly mutations?: Readonly<Partial<Record<MutationName, number>>>;
  /** Take the first slots of generation 0, in this order. Within the limits, and not more than the population. */
  readonly seeds?: readonly Genome[];
  /** When the run ends before its last generation. Absent: never. */
  readonly stop?: StopRules;
}

/** Populations side by side that exchange individuals now and then. */
export interface IslandSettings {
  /** At least 2; the population is divided evenly, the first islands one larger where it does not divide. */
  readonly count: number;
  /** How each island breeds. Absent: `eaSimple`. */
  readonly algorithm?: Exclude<AlgorithmName, 'islands'>;
  /** Absent: `ring`. A random topology is a ring in a new order each time. */
  readonly topology?: Topology;
  /** Generations between two migrations. Absent: 5. */
  readonly every?: number;
  /** How many each island sends to each of its neighbours. Absent: 1. */
  readonly migrants?: number;
  /** Who leaves (a copy stays). Absent: the best. */
  readonly emigrants?: 'best' | 'random';
  /** Whose places the immigrants take. Absent: those of the worst. */
  readonly replaced?: 'worst' | 'random';
}

export const topologies = ['ring', 'random', 'full'] as const;
export type Topology = (typeof topologies)[number];

/** HARM-GP's parameters; absent: those recommended by Gardner, Gagné and Parizeau (2015). */
export interface HarmSettings {
  /** The half-life of the share of sizes beyond the cutoff is alpha · size + beta. Absent: 0.05 and 10. */
  readonly alpha?: number;
  readonly beta?: number;
  /** Weight of the sizes beyond the cutoff. Absent: 0.25. */
  readonly gamma?: number;
  /** The cutoff is the least size among the best share 1 − rho. Absent: 0.9. */
  readonly rho?: number;
  /** How many children the natural distribution of sizes is estimated from. Absent: 2000, or the population if larger. */
  readonly model?: number;
  /** The cutoff is never below. Absent: 20. */
  readonly minCutoff?: number;
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
