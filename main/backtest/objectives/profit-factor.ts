import { limitedRatio, type Objective, WORST_RATIO } from './objective.ts';
import type { Outcome } from './outcome.ts';

/** Of bars, as quantstats has it; backtesting.py and the trading platforms sum up whole trades. */
function value({ held }: Outcome): number {
  let gains = 0;
  let losses = 0;
  for (let i = 0; i < held.length; i++) {
    const r = held[i]!;
    if (r < 0) losses -= r;
    else gains += r;
  }
  return gains === 0 && losses === 0 ? 1 : limitedRatio(gains, losses);
}

export const profitFactor: Objective = {
  label: 'Profit factor',
  definition: 'Sum of the gains of held bars divided by the sum of their losses; at most 100, also without a loss, and 1 without either.',
  unit: 'ratio',
  direction: 'max',
  worst: { max: -1, min: WORST_RATIO.min },
  value,
};
