import { fitnessOfCases } from '../backtest/objectives/fitness.ts';
import { canonicalKey } from '../strategy/canonical.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { objectivesOf, type Problem } from './problem.ts';

/** The same problem, asked for the values in every case: an `Evaluate` for it answers rows of `caseCount` × objectives. */
export const perCase = (problem: Problem): Problem => ({ ...problem, perCase: true });

/** A vector of a number an objective, such as the weights, as often as there are cases in a row of a `perCase` problem. */
export const repeated = (values: readonly number[], cases: number): number[] => Array.from({ length: cases }).flatMap(() => values);

export interface CaseEvaluation {
  /** The fitness of each strategy, to the last bit that of the problem itself. */
  readonly evaluate: Evaluate;
  /**
   * The values in every case of a strategy that `evaluate` was given before, in whatever order its swappable arguments
   * stand: the objectives in the first period of the first timeframe, those in its second period, and so on.
   *
   * @throws Error when it was not: what a run goes on from (population and hall of fame) has to be evaluated first
   */
  readonly casesOf: (genome: Genome) => readonly number[];
}

/**
 * Fitness and, for lexicase selection, the values in every case, from one evaluation: the fitness is the mean over the
 * cases, so nothing is evaluated twice. Rows are kept as long as this is, since selection may ask for any ancestor.
 *
 * @param evaluateCases evaluates `perCase(problem)`; may be a memo, a quarantine or a penalty around that
 */
export function caseEvaluation(problem: Problem, evaluateCases: Evaluate): CaseEvaluation {
  const chosen = objectivesOf(problem);
  const known = new Map<string, readonly number[]>();
  const rowsOf = (values: readonly number[]) =>
    Array.from({ length: values.length / chosen.length }, (_, i) => values.slice(i * chosen.length, (i + 1) * chosen.length));
  return {
    evaluate: async (genomes, signal) => {
      const answers = await evaluateCases(genomes, signal);
      for (const [i, genome] of genomes.entries()) known.set(canonicalKey(genome), answers[i]!);
      return answers.map((values) => fitnessOfCases(chosen, rowsOf(values)));
    },
    casesOf: (genome) => {
      const values = known.get(canonicalKey(genome));
      if (!values) throw new Error('the cases of a strategy were asked for that has not been evaluated');
      return values;
    },
  };
}
