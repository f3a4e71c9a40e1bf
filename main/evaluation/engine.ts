import type { Evaluate } from '../strategy/fitness.ts';
import type { OnFailure } from './failure.ts';
import type { Problem } from './problem.ts';

/** What evaluates: the threads of this machine, or hosts of a cluster. Which one it is never changes a fitness. */
export interface EvaluationEngine {
  /** How many strategies are evaluated at the same time. */
  readonly workers: number;
  /**
   * Evaluates on this problem. Several evaluators may be in use at a time.
   *
   * @param onFailure told about each strategy that gets the worst fitness because it could not be evaluated
   * @throws RangeError when the periods do not fit the bars
   */
  evaluator(problem: Problem, onFailure?: OnFailure): Evaluate;
  /** What is under way rejects with an AbortError. Nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}
