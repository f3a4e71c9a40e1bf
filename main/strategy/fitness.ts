import type { Genome } from './genome.ts';

/** The values of the objectives, in their order. Which way is better is the weights' matter, not theirs. */
export type Fitness = readonly number[];

/**
 * Fitness for each genome, in order. Evolution is given one of these and knows nothing of bars, workers or hosts:
 * what DEAP does with `toolbox.register("map", …)`. Which implementation answers never changes a result.
 * Rejects with an `AbortError` when `signal` is aborted; a strategy that fails gets the worst fitness instead.
 */
export type Evaluate = (genomes: readonly Genome[], signal?: AbortSignal) => Promise<Fitness[]>;

/** What a strategy gets that never trades, throws, hangs or kills its worker: [sharpe, maxDrawdown, winRate]. */
export const WORST_FITNESS: Fitness = [-999, 1, 0];
