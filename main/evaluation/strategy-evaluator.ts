import { fitness } from '../backtest/fitness.ts';
import { signals } from '../backtest/signals.ts';
import type { Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import type { Problem } from './problem.ts';
import { viewBars } from './shared-bars.ts';

export interface EvaluateOne {
  /** The fitness of one strategy: [sharpe, maxDrawdown, winRate]. May throw; its caller turns that into the worst fitness. */
  (genome: Genome): Fitness;
  /** Told which strategies come next, so that what several of them need is computed once. */
  readonly expect?: (genomes: readonly Genome[]) => void;
}

/** Makes what evaluates strategies on one problem; whatever can be done once for all of them is done here. */
export type Prepare = (problem: Problem) => EvaluateOne;

export const prepareScalar: Prepare = ({ bars: shared, periods, window, minHeldBars }) => {
  const bars = viewBars(shared);
  return (genome) => fitness(signals(genome, bars), bars.close, periods, window, minHeldBars);
};
