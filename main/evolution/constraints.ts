import type { Fitness } from '../strategy/fitness.ts';
import { type Amounts, closestValidPenalty, deltaPenalty, feasibleFirst } from './penalties.ts';

/** What a number has to be to keep a constraint. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** What a strategy gets that breaks the constraints. */
export type Penalty =
  | { readonly method: 'feasibleFirst' }
  /** `delta` absent: the worst values; `distance` absent: 0, so that all who break them are alike. */
  | { readonly method: 'delta'; readonly delta?: Amounts; readonly distance?: number }
  | { readonly method: 'distance'; readonly alpha: number };

/**
 * How far numbers are outside their bounds: of each the excess as a share of the bound (of 1 where that is 0), added
 * up. 0 when all keep theirs; Infinity for a number that is none.
 */
export function violation(bounds: readonly Bounds[], values: readonly number[]): number {
  let total = 0;
  for (const [i, { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }] of bounds.entries()) {
    const value = values[i]!;
    if (Number.isNaN(value)) return Number.POSITIVE_INFINITY;
    if (value < min) total += (min - value) / (Math.abs(min) || 1);
    else if (value > max) total += (value - max) / (Math.abs(max) || 1);
  }
  return total;
}

export interface PenaltyOptions {
  readonly weights: readonly number[];
  /** What a strategy gets that cannot be judged. */
  readonly worst: Fitness;
  /** Between that and any real value, see `feasibleFirst`. */
  readonly room: readonly number[];
}

/**
 * The values of a strategy that is so far from keeping the constraints, instead of its own. By `distance` it is
 * compared with the rest by its own values all the same: DEAP's ClosestValidPenalty with each strategy as its own closest
 * valid one, since none can be made from a number of trades.
 */
export function penalised(penalty: Penalty, { weights, worst, room }: PenaltyOptions, values: Fitness, distance: number): Fitness {
  switch (penalty.method) {
    case 'feasibleFirst':
      return feasibleFirst(weights, worst, room, distance);
    case 'delta':
      return deltaPenalty(weights, penalty.delta ?? worst, (penalty.distance ?? 0) * distance);
    case 'distance':
      return closestValidPenalty(weights, values, penalty.alpha, distance);
  }
}
