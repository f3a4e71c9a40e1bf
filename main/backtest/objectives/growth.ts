import { totalReturn } from '../metrics.ts';
import { limitedRatio, type Objective, WORST_RATIO } from './objective.ts';
import type { Outcome } from './outcome.ts';

/** Periods of a few bars can grow by any factor a year. */
const GROWTH_LIMIT = 1e6;

/** end^(bars a year ÷ n) − 1, n all bars: the convention of empyrical, and of quantstats since 2025. */
function annualGrowth({ held, returns, barsPerYear }: Outcome): number {
  const end = 1 + totalReturn(held);
  if (returns.length === 0) return 0;
  // Prices that cross 0 (back-adjusted futures) can lose more than everything, of which there is no root.
  return end <= 0 ? -1 : Math.min(GROWTH_LIMIT, end ** (barsPerYear / returns.length) - 1);
}

/** Largest fall from the maximum so far, the start included: unlike that of the language a first loss counts. */
function fallFromStart(held: Float64Array): number {
  let curve = 1;
  let peak = 1;
  let largest = 0;
  for (let i = 0; i < held.length; i++) {
    curve *= 1 + held[i]!;
    peak = Math.max(peak, curve);
    largest = Math.max(largest, (peak - curve) / peak);
  }
  return largest;
}

export const cagr: Objective = {
  label: 'CAGR',
  definition: 'Compound annual growth rate over all bars, those not held growing by nothing; −1 when all is lost, at most 1,000,000.',
  unit: 'fraction per year',
  direction: 'max',
  worst: { max: -2, min: 2 * GROWTH_LIMIT },
  value: annualGrowth,
};

/** CAGR ÷ maximum drawdown (Young 1991, over the whole period as empyrical has it). */
export const calmar: Objective = {
  label: 'Calmar ratio',
  definition: 'CAGR divided by the maximum drawdown, the start counting as a maximum; within ±100, and 100 for a gain without a fall.',
  unit: 'ratio',
  direction: 'max',
  worst: WORST_RATIO,
  value: (outcome) => limitedRatio(annualGrowth(outcome), fallFromStart(outcome.held)),
};
