import type { Evaluate } from '../strategy/fitness.ts';
import type { OnFailure } from './failure.ts';
import type { Problem } from './problem.ts';

/** What hosts can compute by themselves, with as many evaluations of one problem as it takes. */
export interface Programs {
  /** How many are computed at the same time; 0 where no host can, or none is known yet. */
  slots(program: string): number;
  /**
   * @param input can be cloned structurally, as the output
   * @throws whatever kept the hosts from it, or an AbortError: whoever asked has to do without
   */
  compute(program: string, problem: Problem, input: unknown, signal?: AbortSignal): Promise<unknown>;
}

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
  /** Computing whole programs on hosts; absent where there are none. */
  readonly programs?: Programs;
  /** What is under way rejects with an AbortError. Nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}
