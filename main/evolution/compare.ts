import type { Fitness } from '../strategy/fitness.ts';

/**
 * Compares two values of one objective: positive when `x` is better, negative when `y` is, 0 when neither.
 * Only the sign of the weight counts. NaN is worse than every number, so that the order is total.
 */
export function compareObjective(weight: number, x: number, y: number): number {
  if (x === y) return 0;
  if (x < y) return -Math.sign(weight);
  if (x > y) return Math.sign(weight);
  return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
}

/**
 * Lexicographic comparison in the order of the objectives, as DEAP's `Fitness`: positive when `a` is better, negative
 * when `b` is, 0 when they tie. `list.sort((a, b) => compareFitness(weights, b, a))` puts the best first.
 *
 * DEAP lets NaN win and lose against everything, so that its `max` depends on the order; here NaN is the worst value.
 */
export function compareFitness(weights: readonly number[], a: Fitness, b: Fitness): number {
  for (let i = 0; i < weights.length; i++) {
    const order = compareObjective(weights[i]!, a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return 0;
}

/** Whether `a` is no worse than `b` in any objective and better in at least one (Pareto dominance). */
export function dominates(weights: readonly number[], a: Fitness, b: Fitness): boolean {
  let better = false;
  for (let i = 0; i < weights.length; i++) {
    const order = compareObjective(weights[i]!, a[i]!, b[i]!);
    if (order < 0) return false;
    if (order > 0) better = true;
  }
  return better;
}

/** Whether two fitnesses tie in every objective. */
export function sameFitness(weights: readonly number[], a: Fitness, b: Fitness): boolean {
  return compareFitness(weights, a, b) === 0;
}
