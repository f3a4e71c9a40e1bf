import type { Fitness } from '../strategy/fitness.ts';

/** Sizes and distances that a penalty is made from: one number for all objectives, or one for each. */
export type Amounts = number | readonly number[];

const amount = (amounts: Amounts, objective: number): number => (typeof amounts === 'number' ? amounts : amounts[objective]!);
const worse = (weight: number, by: number): number => (weight >= 0 ? -by : by);

/**
 * Δᵢ − sign(wᵢ)·dᵢ: what DEAP's `DeltaPenalty` gives an individual that breaks a constraint in place of its values. A
 * fixed bad value, the worse the farther away.
 *
 * @param delta should be worse than any value a strategy can have
 */
export const deltaPenalty = (weights: readonly number[], delta: Amounts, distance: Amounts): Fitness =>
  weights.map((weight, i) => amount(delta, i) + worse(weight, amount(distance, i)));

/**
 * f(valid) − sign(wᵢ)·α·dᵢ: what DEAP's `ClosestValidPenalty` gives an individual that breaks a constraint, from the
 * fitness of the closest one that keeps it and the distance between the two.
 */
export const closestValidPenalty = (weights: readonly number[], valid: Fitness, alpha: number, distance: Amounts): Fitness =>
  weights.map((weight, i) => valid[i]! + worse(weight, alpha * amount(distance, i)));

/**
 * Whoever keeps the constraints is better than whoever does not, and of two who do not the one that is nearer to them
 * (Deb 2000), in every objective: the values lie between those of a strategy that cannot be judged and the least that
 * one who keeps the constraints can have, worstᵢ + sign(wᵢ)·roomᵢ/(1 + d).
 *
 * @param room how far the worst value is from any real one, 1 at most; 0 where they meet
 * @param distance above 0
 */
export const feasibleFirst = (weights: readonly number[], worst: Fitness, room: readonly number[], distance: number): Fitness =>
  weights.map((weight, i) => worst[i]! + Math.sign(weight) * (room[i]! / (1 + distance)));
