import { maxDrawdown, sharpe, winRate } from '../metrics.ts';
import { type Objective, WORST_RATIO } from './objective.ts';

// The three of the language itself, over held bars only: the kernel computes them too, bit for bit.

export const sharpeObjective: Objective = {
  label: 'Sharpe ratio',
  definition: 'Mean return of the held bars divided by their population deviation, times √252 for any bar size; 0 if nothing deviates.',
  unit: 'ratio',
  direction: 'max',
  worst: WORST_RATIO,
  value: ({ held }) => sharpe(held),
};

export const maxDrawdownObjective: Objective = {
  label: 'Maximum drawdown',
  definition: 'Largest fall of the compounded curve of held bars from its maximum so far, which begins with the first held bar.',
  unit: 'fraction',
  direction: 'min',
  worst: { max: -1, min: 1 },
  value: ({ held }) => maxDrawdown(held),
};

export const winRateObjective: Objective = {
  label: 'Win rate',
  definition: 'Share of the held bars whose return is above 0.',
  unit: 'fraction',
  direction: 'max',
  worst: { max: 0, min: 2 },
  value: ({ held }) => winRate(held),
};
