import { caseValues, fitnessOfCases } from '../backtest/objectives/fitness.ts';
import { signals } from '../backtest/signals.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, size } from '../strategy/genome.ts';
import { objectivesOf, type Problem, timeframesOf, worstOf } from './problem.ts';
import { viewBars } from './shared-bars.ts';

export interface EvaluateOne {
  /** What the problem asks for about one strategy. May throw; its caller turns that into the worst fitness. */
  (genome: Genome): Fitness;
  /** Told which strategies come next, so that what several of them need is computed once. */
  readonly expect?: (genomes: readonly Genome[]) => void;
}

/** Makes what evaluates strategies on one problem; whatever can be done once for all of them is done here. */
export type Prepare = (problem: Problem) => EvaluateOne;

/** A row a case, in it the values of the objectives; null when the strategy cannot be judged. As `caseValues` gives them. */
export type CaseRows = readonly (readonly number[])[] | null;

/**
 * Makes what judges a strategy by its decisions.
 *
 * @param decide gives the decisions on the bars of a timeframe, which is named by its place in the problem
 */
export function judging(problem: Problem, decide: (genome: Genome, timeframe: number) => Uint8Array): (genome: Genome) => CaseRows {
  const { window, minHeldBars } = problem;
  const names = objectivesOf(problem).map(({ name }) => name);
  const timeframes = timeframesOf(problem).map(({ bars, periods, barsPerYear }) => ({
    ...{ close: viewBars(bars).close, periods, window },
    ...(barsPerYear === undefined ? {} : { barsPerYear }),
  }));
  return (genome) => {
    const nodes = size(genome);
    const judged = timeframes.map((timeframe, i) => ({ ...timeframe, decisions: decide(genome, i), size: nodes }));
    return caseValues(names, judged, minHeldBars);
  };
}

/** Makes what turns the values in every case into the numbers that the problem asks for. */
export function answering(problem: Problem): (rows: CaseRows) => Fitness {
  const chosen = objectivesOf(problem);
  if (!problem.perCase) return (rows) => fitnessOfCases(chosen, rows);
  const worst = worstOf(problem);
  return (rows) => rows?.flat() ?? worst;
}

/** The plain path, by main/backtest alone: the kernel has to give the same, to the last bit. */
export const prepareScalar: Prepare = (problem) => {
  const bars = timeframesOf(problem).map((timeframe) => viewBars(timeframe.bars));
  const judge = judging(problem, (genome, timeframe) => signals(genome, bars[timeframe]!));
  const answer = answering(problem);
  return (genome) => answer(judge(genome));
};
