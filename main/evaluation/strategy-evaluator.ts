import { caseValues, fitnessOfCases, type Judged } from '../backtest/objectives/fitness.ts';
import { type ObjectiveName, objectives } from '../backtest/objectives/registry.ts';
import { signals } from '../backtest/signals.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, size } from '../strategy/genome.ts';
import { Positions } from './behaviour.ts';
import { objectivesOf, type Problem, timeframesOf, worstOf } from './problem.ts';
import { tradingDaysOf, viewBars } from './shared-bars.ts';

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

/** The timeframes of a problem as strategies are judged on them by these objectives: all but the decisions. */
export function judgedOn(problem: Problem, names: readonly ObjectiveName[]): Omit<Judged, 'decisions'>[] {
  const inDays = names.some((name) => 'daily' in objectives[name]);
  return timeframesOf(problem).map(({ bars, periods, barsPerYear, minHeldBars }) => {
    const { close } = viewBars(bars);
    const days = inDays ? tradingDaysOf(bars) : undefined;
    return { close, periods, window: problem.window, days, minHeldBars, ...(barsPerYear === undefined ? {} : { barsPerYear }) };
  });
}

/**
 * Makes what judges a strategy by its decisions.
 *
 * @param decide gives the decisions on the bars of a timeframe, which is named by its place in the problem
 * @param positions where they are noted; absent where nobody asks for the behaviour
 */
export function judging(
  problem: Problem,
  decide: (genome: Genome, timeframe: number) => Uint8Array,
  positions?: Positions,
): (genome: Genome) => CaseRows {
  const { minHeldBars } = problem;
  const names = objectivesOf(problem).map(({ name }) => name);
  const timeframes = judgedOn(problem, names);
  return (genome) => {
    const nodes = size(genome);
    const judged = timeframes.map((timeframe, i) => {
      const decisions = decide(genome, i);
      positions?.addBytes(i, decisions);
      return { ...timeframe, decisions, size: nodes };
    });
    return caseValues(names, judged, minHeldBars);
  };
}

/** Where the positions of strategies on the problem are noted; undefined when it does not ask for their behaviour. */
export const positionsOf = (problem: Problem): Positions | undefined => (problem.behaviour ? new Positions(problem) : undefined);

/**
 * Makes what turns the values in every case into the numbers that the problem asks for.
 *
 * @param positions those of the strategy whose values they are
 */
export function answering(problem: Problem, positions?: Positions): (rows: CaseRows) => Fitness {
  const chosen = objectivesOf(problem);
  const worst = worstOf({ ...problem, behaviour: false });
  const answer = problem.perCase ? (rows: CaseRows) => rows?.flat() ?? worst : (rows: CaseRows) => fitnessOfCases(chosen, rows);
  return positions ? (rows) => [...answer(rows), positions.key] : answer;
}

/** The plain path, by main/backtest alone: the kernel has to give the same, to the last bit. */
export const prepareScalar: Prepare = (problem) => {
  const bars = timeframesOf(problem).map((timeframe) => viewBars(timeframe.bars));
  const positions = positionsOf(problem);
  const judge = judging(problem, (genome, timeframe) => signals(genome, bars[timeframe]!), positions);
  const answer = answering(problem, positions);
  return (genome) => answer(judge(genome));
};
