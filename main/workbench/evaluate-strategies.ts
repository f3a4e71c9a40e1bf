import type { Problem } from '../evaluation/problem.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import type { Period } from '../market/bars.ts';
import { checkPeriods } from '../market/splits.ts';
import { StrategyError } from '../strategy/errors.ts';
import type { Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import type { Pools } from './pools.ts';

/**
 * A line of the answer: the values of the objectives, [sharpe, maxDrawdown, winRate] unless a problem names others, or why the text is no strategy. A strategy that throws, hangs or
 * kills its worker has the worst fitness, and `failure` says which.
 */
export type Evaluated =
  | { readonly strategy: string; readonly fitness: Fitness; readonly failure?: string }
  | { readonly strategy: string; readonly error: string };

export interface EvaluateStrategiesOptions {
  readonly strategies: readonly string[];
  readonly periods: readonly Period[];
  readonly window: number;
  readonly workers?: number | undefined;
}

/** The fitness of strategies given as text, in their order. @throws PeriodError when the periods do not fit the bars */
export async function evaluateStrategies(pools: Pools, bars: SharedBars, options: EvaluateStrategiesOptions): Promise<Evaluated[]> {
  const { strategies, periods, window, workers } = options;
  checkPeriods(periods, bars.length, window);
  return evaluateOn(pools, { bars, periods, window }, strategies, workers);
}

/** The same for any problem, such as that of a run. */
export async function evaluateOn(pools: Pools, problem: Problem, strategies: readonly string[], workers?: number): Promise<Evaluated[]> {
  const { window } = problem;
  const parsed = strategies.map((strategy) => parseOne(strategy, window));
  const genomes = parsed.filter((result) => typeof result !== 'string');
  const lease = pools.lease(workers);
  try {
    const failures = new Map<number, string>();
    const evaluate = lease.pool.evaluator(problem, ({ index, reason, message }) => failures.set(index, `${reason}: ${message}`));
    const fitnesses = await evaluate(genomes);
    let next = 0;
    return strategies.map((strategy, i) => {
      const result = parsed[i]!;
      if (typeof result === 'string') return { strategy, error: result };
      const place = next++;
      const failure = failures.get(place);
      return { strategy, fitness: fitnesses[place]!, ...(failure === undefined ? {} : { failure }) };
    });
  } finally {
    await lease.release();
  }
}

function parseOne(text: string, window: number): Genome | string {
  try {
    return parse(text, window);
  } catch (error) {
    if (error instanceof StrategyError) return error.message;
    throw error;
  }
}
