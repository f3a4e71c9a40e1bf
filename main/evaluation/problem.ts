import { worstFitness } from '../backtest/objectives/fitness.ts';
import { type ChosenObjective, languageObjectives } from '../backtest/objectives/registry.ts';
import type { Period } from '../market/bars.ts';
import type { Fitness } from '../strategy/fitness.ts';
import type { KernelBars } from './kernel/share.ts';
import type { SharedBars } from './shared-bars.ts';

/** Bars on which strategies decide, and where on them they are judged. */
export interface JudgedBars {
  readonly bars: SharedBars;
  /** Bars [start, end), each judged on its own. */
  readonly periods: readonly Period[];
  /** By how many bars a year ratios are annualised (main/market/calendar.ts). Absent: 252. Sharpe of the language always by 252. */
  readonly barsPerYear?: number;
  /** Bars that a strategy has to hold in each period, or it gets the worst fitness. Absent: what the problem says, or 1. */
  readonly minHeldBars?: number;
  /** The same bars where kernels work on them; without, the plain path evaluates. Never changes a fitness. */
  readonly kernelBars?: KernelBars;
}

/** What strategies are evaluated on: together with a genome it decides the fitness, to the last bit. */
export interface Problem extends JudgedBars {
  /** Bars at the start of each period that are only history; no strategy looks back further. On every timeframe so many. */
  readonly window: number;
  /** By what strategies are judged; absent: Sharpe ratio, drawdown and win rate, those of the language. */
  readonly objectives?: readonly ChosenObjective[];
  /**
   * Resampled bars, each with its own periods: a strategy is decided on each of them, and each period of each of them
   * is a case of which the fitness is the mean. Given, these are all, and the bars above count when they are listed
   * too; absent: the bars above alone.
   */
  readonly timeframes?: readonly JudgedBars[];
  /** Asks for the values in every case, one case behind the other, instead of their means: see cases.ts. Absent: false. */
  readonly perCase?: boolean;
  /** Asks for one number more, the last: what stands for the positions that the strategy takes (behaviour.ts). Absent: false. */
  readonly behaviour?: boolean;
}

/** What stands for the behaviour of a strategy that could not be evaluated: that of no other one. */
export const NO_BEHAVIOUR = -1;

export const timeframesOf = (problem: Problem): readonly JudgedBars[] => problem.timeframes ?? [problem];

export const objectivesOf = ({ objectives = languageObjectives }: Problem): readonly ChosenObjective[] => objectives;

/** In how many cases (timeframe × period) a strategy is judged. */
export const caseCount = (problem: Problem): number => timeframesOf(problem).reduce((sum, { periods }) => sum + periods.length, 0);

/** What a strategy gets that cannot be judged: for each objective the worst there is for the way the problem wants it. */
export function worstOf(problem: Problem): Fitness {
  const worst = worstFitness(objectivesOf(problem));
  const values = problem.perCase ? Array.from({ length: caseCount(problem) }).flatMap(() => worst) : worst;
  return problem.behaviour ? [...values, NO_BEHAVIOUR] : values;
}

/** Throws a RangeError that names the period on which no strategy could ever hold a bar, or what else is missing. */
export function checkProblem(problem: Problem): void {
  if (objectivesOf(problem).length === 0) throw new RangeError('there has to be at least one objective');
  const timeframes = timeframesOf(problem);
  if (timeframes.length === 0) throw new RangeError('there has to be at least one timeframe');
  for (const [i, timeframe] of timeframes.entries()) {
    checkPeriodsOf(timeframe, problem.window, timeframes.length > 1 ? ` of timeframe ${i + 1}` : '');
  }
}

function checkPeriodsOf({ bars, periods }: JudgedBars, window: number, where: string): void {
  if (periods.length === 0) throw new RangeError(`there has to be at least one period${where}`);
  for (const { start, end } of periods) {
    const name = `period ${start}:${end}${where}`;
    if (!(start >= 0 && end <= bars.length)) throw new RangeError(`${name} lies outside the ${bars.length} bars of the data set`);
    if (!(end - start >= window + 2)) {
      throw new RangeError(`${name} is too short: with a window of ${window} bars it needs at least ${window + 2}`);
    }
  }
}
