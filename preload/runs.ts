/** Runs as the window is shown them: state, logbook, generations, where individuals come from, failures, comparison. */
import type { Dataset } from './datasets.ts';
import type { Experiment, Metric } from './experiment.ts';
import type { Quartiles } from './results.ts';

/** `queued`: it waits for its turn and is not computed. */
export type RunState = 'queued' | 'running' | 'paused' | 'stopped' | 'finished' | 'failed' | 'interrupted';

export interface Run {
  readonly id: string;
  readonly name: string;
  readonly state: RunState;
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** The last generation that is stored, −1 before the first. */
  readonly generation: number;
  readonly evaluations: number;
  readonly distinct: number;
  /** Seconds of computing so far, pauses left out. */
  readonly seconds: number;
  /** Evaluations a second of late, and estimated seconds left; null when not running. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly error: string | null;
  /** First line of the hall of fame, null before the first generation. */
  readonly best: Champion | null;
  /** Version of the engine that computes it, or computed it last. */
  readonly engine?: string;
  /** What the user says about it. */
  readonly tags?: readonly string[];
  readonly note?: string;
  /** Place in the queue, from 1; null for a run that is not in it. */
  readonly place?: number | null;
  /** The run it went off from, and the last generation they share; null for a run that began by itself. */
  readonly fork?: ForkPoint | null;
}

/** The parent may have been deleted since: a fork holds all its generations itself. */
export interface ForkPoint {
  readonly run: string;
  readonly generation: number;
}

export interface Champion {
  readonly strategy: string;
  /** In the order of the experiment's objectives. */
  readonly fitness: readonly number[];
}

/** Minimum, average, maximum and deviation of one number over the population. */
export interface Summary {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly std: number;
}

/** One line of the logbook. Summaries of fitness leave out strategies with the worst fitness (they never traded). */
export interface LogbookRow {
  readonly generation: number;
  readonly evaluations: number;
  /** Of the distinct strategies met so far in the run. */
  readonly distinct: number;
  /** Individuals of this generation that have the worst fitness. */
  readonly failed: number;
  /** A summary per objective, in their order; null when every strategy failed. */
  readonly fitness: readonly (Summary | null)[];
  readonly size: Summary;
  readonly height: Summary;
  readonly seconds: number;
  /** SHA-256, hexadecimal, of the whole generation: genomes, fitnesses, and where the random numbers stand. */
  readonly digest: string;

  /** Individuals that break the constraints, which summaries leave out too. Absent where the experiment has none. */
  readonly infeasible?: number;

  // Below, what rows of older versions do not have.

  /** Of the best of the generation in training, in the order of the objectives. */
  readonly training?: readonly number[];
  /** Of the best of the generation on the validation periods, in the order of the objectives; null without such periods. */
  readonly validation?: readonly number[] | null;
  /** A line per objective as in `fitness`, then those of the size. */
  readonly quartiles?: { readonly fitness: readonly (Quartiles | null)[]; readonly size: Quartiles };
  /**
   * Share of distinct strategies: as they are written; those that differ only in the order of arguments counted once;
   * those that hold the same bars in training counted once (`behaviour`, which rows of older versions do not have).
   */
  readonly diversity?: { readonly genomes: number; readonly structure: number; readonly behaviour?: number };
  /** Of the front of the population, measured from doing nothing; null for a single objective. See main/workbench/row-statistics.ts. */
  readonly hypervolume?: number | null;
}

/** What an operator was good for in a run: children better than their first parent, equal to it, worse. */
export interface OperatorCredit {
  readonly operator: string;
  readonly better: number;
  readonly equal: number;
  readonly worse: number;
}

export interface IndividualView {
  readonly slot: number;
  readonly strategy: string;
  readonly fitness: readonly number[];
  readonly size: number;
  readonly height: number;
  /** Slots in the generation before; empty in generation 0. */
  readonly parents: readonly number[];
  readonly operator: string;
}

/** A part of a strategy: as text, and the nodes [start, end) of the strategy in postfix order (arguments before functions). */
export interface SubtreeView {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How an individual came to be. */
export interface OriginView {
  readonly generation: number;
  readonly slot: number;
  readonly strategy: string;
  readonly fitness: readonly number[];
  readonly operator: string;
  /** In the generation before; the first one is the one in whose place it stands. Empty in generation 0. */
  readonly parents: readonly { readonly slot: number; readonly strategy: string; readonly fitness: readonly number[] }[];
  /** The smallest subtree that differs from the first parent, there and here; null where nothing does. */
  readonly change: { readonly before: SubtreeView; readonly after: SubtreeView } | null;
}

export interface AncestorView {
  readonly generation: number;
  readonly slot: number;
  readonly operator: string;
  readonly parents: readonly number[];
  readonly fitness: readonly number[];
}

export interface LineageView {
  /** From the individual back along first parents, with what changed at each step. */
  readonly line: readonly OriginView[];
  /** The individual and all its ancestors, each once, by falling generation and then by slot. */
  readonly ancestors: readonly AncestorView[];
}

/** A strategy that could not be evaluated and got the worst fitness. */
export interface FailureView {
  readonly strategy: string;
  readonly reason: string;
  /** In which it was first met. */
  readonly generation: number;
  /** It hung or killed its worker, twice: the run never tries it again. */
  readonly quarantined: boolean;
  /** A line for the shell that evaluates it again. */
  readonly reproducer: string;
}

/** A stored run computed again and compared, generation by generation. */
export interface Verification {
  readonly run: string;
  /** How many generations are the same, from generation 0 on. */
  readonly identical: number;
  /** The first one that is not, and why; null when all are. */
  readonly difference: { readonly generation: number; readonly reason: string } | null;
  /** What explains a difference: other versions of the engine, strategies that were not tried. */
  readonly notes: readonly string[];
}

/** Two runs side by side. */
export interface Comparison {
  readonly runs: readonly [Run, Run];
  /** The settings in which they differ, by their names in the experiment file; undefined where a run does not have one. */
  readonly settings: readonly { readonly name: string; readonly values: readonly [unknown, unknown] }[];
  /** The metrics that are objectives of both, and the direction in which each is better in the first run. */
  readonly objectives: readonly { readonly metric: Metric; readonly better: 'higher' | 'lower' }[];
  /** A line for each generation that at least one of them has; null where one does not have it, or nobody traded. */
  readonly generations: readonly {
    readonly generation: number;
    /** For each of `objectives` the best and the mean of its population, for both runs. */
    readonly values: readonly { readonly best: Pair; readonly mean: Pair }[];
  }[];
  /** The first generation that both have and that is not the same to the last bit; null when there is none. */
  readonly firstDifference: number | null;
}
export type Pair = readonly [number | null, number | null];

export interface GenerationView {
  readonly row: LogbookRow;
  readonly individuals: readonly IndividualView[];
  readonly champion: IndividualView;
}
