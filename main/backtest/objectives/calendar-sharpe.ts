import { limitedRatio, type Objective, WORST_RATIO } from './objective.ts';
import type { Outcome } from './outcome.ts';

/** (mean ÷ sample deviation) · √(returns a year), as empyrical and quantstats compute it, which take daily returns. */
function value({ daily: { returns, perYear } }: Outcome): number {
  if (returns.every((r) => r === returns[0])) return 0;
  const n = returns.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += returns[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = returns[i]! - mean;
    squares += d * d;
  }
  return limitedRatio(mean * Math.sqrt(perYear), Math.sqrt(squares / (n - 1)));
}

export const calendarSharpe: Objective = {
  label: 'Calendar Sharpe ratio',
  definition:
    'Annualised mean return divided by the sample deviation, over all bars, flat ones counting as 0 and those within a day put together to days; 0 if nothing deviates.',
  unit: 'ratio',
  direction: 'max',
  worst: WORST_RATIO,
  daily: true,
  value,
};
