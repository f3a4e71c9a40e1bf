import type { Fitness } from '../strategy/fitness.ts';
import { compareFitness, compareObjective } from './compare.ts';
import type { Generation } from './individual.ts';

/**
 * When a run ends before its last generation. Time is no rule here but the caller's matter: a pure function of what was
 * computed could not know it, and the result would depend on the machine.
 */
export interface StopRules {
  /**
   * As soon as the best ever is as good as this in every objective that is given, whichever way better is; null leaves
   * one out.
   */
  readonly target?: readonly (number | null)[];
  /** After this many generations in which the best ever has not become better. At least 1. */
  readonly stagnation?: number;
  /** As soon as this many evaluations have been asked for in all generations together. */
  readonly evaluations?: number;
}

export type StopReason = keyof StopRules;

/** What the rules look at, for each generation from 0 on. */
export interface Progress {
  readonly evaluations: number;
  /** The first of the hall of fame; null when that is kept empty. */
  readonly best: Fitness | null;
}

export const progressOf = ({ evaluations, hallOfFame }: Generation): Progress => ({ evaluations, best: hallOfFame[0]?.fitness ?? null });

/**
 * Which rule ends the run after the last of these generations, null when none does. A pure function of all generations
 * so far, so that a run that goes on from a stored one stops where an uninterrupted one would.
 */
export function stopReason(rules: StopRules, weights: readonly number[], history: readonly Progress[]): StopReason | null {
  const last = history.at(-1);
  if (!last) return null;
  const { target, stagnation, evaluations } = rules;
  if (target && last.best && reaches(weights, target, last.best)) return 'target';
  if (stagnation !== undefined && history.length > stagnation) {
    const before = history.at(-1 - stagnation)!.best;
    if (before && last.best && compareFitness(weights, last.best, before) <= 0) return 'stagnation';
  }
  if (evaluations !== undefined && history.reduce((sum, row) => sum + row.evaluations, 0) >= evaluations) return 'evaluations';
  return null;
}

const reaches = (weights: readonly number[], target: readonly (number | null)[], best: Fitness): boolean =>
  weights.every((weight, i) => target[i] === undefined || target[i] === null || compareObjective(weight, best[i]!, target[i]!) >= 0);

/**
 * The generations of an algorithm up to and including the first after which a rule holds; none is computed after that.
 *
 * @param history of the generations before the first one that comes: empty, or those up to `from`
 */
export async function* untilStopped(
  rules: StopRules,
  weights: readonly number[],
  generations: AsyncIterable<Generation>,
  history: readonly Progress[] = [],
): AsyncGenerator<Generation, void, undefined> {
  const seen = [...history];
  if (stopReason(rules, weights, seen)) return;
  for await (const generation of generations) {
    yield generation;
    seen.push(progressOf(generation));
    if (stopReason(rules, weights, seen)) return;
  }
}
