import type { Experiment } from '../../preload/contract.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { memoised } from '../evaluation/memo.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import type { Generation } from '../evolution/individual.ts';
import type { Period } from '../market/bars.ts';
import type { StoredChampion } from '../store/champions.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { print } from '../strategy/print.ts';
import { championSlot } from './champion.ts';
import { problemOf } from './problem.ts';
import { withQuarantine } from './quarantine.ts';

interface JudgedOn {
  readonly pool: EvaluationEngine;
  readonly bars: SharedBars;
  readonly experiment: Experiment;
}

/**
 * Judges strategies on periods beside training, by the objectives and rules of training: one that holds too few bars,
 * hangs or throws has the worst values. Nothing that the search asks for is computed here, and nothing of this reaches it.
 */
export function judgeOn({ pool, bars, experiment }: JudgedOn, periods: readonly Period[]): Evaluate {
  const problem = problemOf(experiment, bars, periods);
  return memoised(withQuarantine({ pool, problem, quarantined: [], onFailure: () => {} }));
}

/** Finds the best of each generation and what it is worth on the validation periods, where the experiment has some. */
export function championJudge(on: JudgedOn): (generation: Generation, signal: AbortSignal) => Promise<StoredChampion> {
  const { validation } = on.experiment;
  const judge = validation ? judgeOn(on, validation) : undefined;
  return async ({ population }, signal) => {
    const { genome, fitness } = population[championSlot(on.experiment, population)]!;
    const judged = await judge?.([genome], signal);
    return { strategy: print(genome), training: fitness, validation: judged?.[0] ?? null };
  };
}
