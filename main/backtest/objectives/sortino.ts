import { limitedRatio, type Objective, WORST_RATIO } from './objective.ts';
import type { Outcome } from './outcome.ts';

/** mean ÷ √(Σ min(r, 0)² ÷ n) · √(returns a year) with n all of them (Sortino & Price 1994, target 0), as empyrical computes it. */
function value({ daily: { returns, perYear } }: Outcome): number {
  const n = returns.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const r = returns[i]!;
    sum += r;
    if (r < 0) squares += r * r;
  }
  return n === 0 ? 0 : limitedRatio((sum / n) * Math.sqrt(perYear), Math.sqrt(squares / n));
}

export const sortino: Objective = {
  label: 'Sortino ratio',
  definition:
    'Annualised mean return divided by the downside deviation, over all bars, flat ones counting as 0 and those within a day put together to days; at most 100, also without a loss.',
  unit: 'ratio',
  direction: 'max',
  worst: WORST_RATIO,
  daily: true,
  value,
};
