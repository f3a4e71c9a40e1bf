import { setImmediate } from 'node:timers/promises';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import { abortError, messageOf, type OnFailure } from './failure.ts';
import { checkProblem, type Problem, worstOf } from './problem.ts';
import { prepareScalar } from './strategy-evaluator.ts';

/**
 * Evaluates in the calling thread, one strategy after the other: for tests and for a few strategies at a time. The event
 * loop gets its turn between two strategies. There is no time limit: what hangs here hangs the process.
 *
 * @throws RangeError when the periods do not fit the bars
 */
export function serialEvaluator(problem: Problem, onFailure?: OnFailure): Evaluate {
  checkProblem(problem);
  const evaluateOne = prepareScalar(problem);
  return async (genomes, signal) => {
    const fitnesses: Fitness[] = [];
    for (const [index, genome] of genomes.entries()) {
      if (signal?.aborted) throw abortError();
      try {
        fitnesses.push(evaluateOne(genome));
      } catch (error) {
        fitnesses.push(worstOf(problem));
        onFailure?.({ genome, index, reason: 'threw', message: messageOf(error) });
      }
      await setImmediate();
    }
    return fitnesses;
  };
}
