import type { PopulationColumns } from '../../../preload/contract.ts';
import type { Objectives } from '../../format/fitness.ts';
import { type ColumnMeasure, failedSlots } from './measures.ts';

/** Shares of a population by a number of its individuals, in bins of equal width over [low, high]. */
export interface Distribution {
  readonly low: number;
  readonly high: number;
  /** A share of the whole population for each bin; those without trades are in none. */
  readonly shares: readonly number[];
  readonly median: number | null;
  readonly counted: number;
}

/** The values of those that traded. */
export function tradedValues(columns: PopulationColumns, measure: ColumnMeasure, objectives: Objectives): Float64Array {
  const failed = failedSlots(columns, objectives);
  const values = measure.of(columns);
  return Float64Array.from({ length: columns.length }, (_, slot) => values[slot]!).filter((_, slot) => !failed[slot]);
}

/** Both on the same bins, which reach from the lowest to the highest value of either. */
export function distributions(a: Float64Array, b: Float64Array, sizes: readonly [number, number], bins = 24): [Distribution, Distribution] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of [a, b]) for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) [low, high] = [0, 1];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const count = (values: Float64Array, size: number): Distribution => {
    const shares = new Array<number>(bins).fill(0);
    for (const value of values) shares[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]! += 1 / size;
    const sorted = values.toSorted();
    const middle = sorted.length / 2;
    const median = sorted.length === 0 ? null : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
    return { low, high, shares, median: sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : median, counted: sorted.length };
  };
  return [count(a, sizes[0]), count(b, sizes[1])];
}
