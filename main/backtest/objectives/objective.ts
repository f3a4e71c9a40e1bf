import type { Outcome } from './outcome.ts';

/** A number by which strategies are judged, in one period. */
export interface Objective {
  /** As people read it: `Maximum drawdown`. */
  readonly label: string;
  /** One sentence that defines it. */
  readonly definition: string;
  readonly unit: Unit;
  /** Which way is better unless an experiment says otherwise. */
  readonly direction: Direction;
  /**
   * What a strategy gets that cannot be judged, for each way that may be better: worse than any value that comes out.
   * (Only the win rate of the language, 0, is also that of a strategy which never won.)
   */
  readonly worst: Readonly<Record<Direction, number>>;
  /** Made of the returns of days, so that it has to be told to which day each bar belongs. */
  readonly daily?: true;
  /**
   * Its value for what a strategy did in a period, in which it held at least one bar. Finite whenever all prices are
   * positive numbers; what has nothing to divide by says so in its definition, since an infinity would break averages.
   */
  readonly value: (outcome: Outcome) => number;
}

export type Direction = 'max' | 'min';

/** fraction: 0.25 = 25 %. times per year: how often. */
export type Unit = 'ratio' | 'fraction' | 'fraction per year' | 'times per year' | 'count' | 'nodes';

/** Ratios whose denominator can vanish are held within ± this, which no strategy that can be believed reaches. */
export const RATIO_LIMIT = 100;

/** Held within ±RATIO_LIMIT; without a denominator the limit with the sign of the numerator, and 0 where that is 0 too. */
export function limitedRatio(numerator: number, denominator: number): number {
  const ratio = denominator === 0 ? Math.sign(numerator) * RATIO_LIMIT : numerator / denominator;
  return Math.max(-RATIO_LIMIT, Math.min(RATIO_LIMIT, ratio));
}

/** Worse than every ratio: that of a strategy without a held bar (../../strategy/fitness.ts). */
export const WORST_RATIO = { max: -999, min: 999 } as const;

/** Worse than every number of trades, nodes or times a year, if few are wanted, or if many are. */
export const WORST_COUNT = { max: -1, min: 1e9 } as const;
