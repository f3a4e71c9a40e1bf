import { type Objective, WORST_COUNT } from './objective.ts';
import type { Outcome } from './outcome.ts';

export const exposure: Objective = {
  label: 'Exposure',
  definition: 'Share of the bars that could be held which were held.',
  unit: 'fraction',
  direction: 'min',
  worst: { max: -1, min: 2 },
  value: ({ held, holdings }) => (holdings.length === 0 ? 0 : held.length / holdings.length),
};

/** A period begins flat, so that a position held from its first bar on is an entry. */
function entries({ holdings }: Outcome): number {
  let count = 0;
  let before = 0;
  for (let i = 0; i < holdings.length; i++) {
    const now = holdings[i]!;
    if (now === 1 && before === 0) count++;
    before = now;
  }
  return count;
}

export const trades: Objective = {
  label: 'Trades',
  definition: 'Number of entries: held bars that follow a flat one or the start of the period.',
  unit: 'count',
  direction: 'max',
  worst: WORST_COUNT,
  value: entries,
};

/** Σ|Δ position value| ÷ 2 ÷ mean equity, a year. Each entry and exit trades the whole equity; the end of a period sells. */
function turnoverValue({ returns, holdings, barsPerYear }: Outcome): number {
  const n = returns.length;
  if (n === 0) return 0;
  let equity = 1;
  let sum = 1;
  let traded = 0;
  let before = 0;
  for (let i = 0; i < n; i++) {
    const now = holdings[i]!;
    if (now !== before) traded += equity;
    before = now;
    equity *= 1 + returns[i]!;
    sum += equity;
  }
  if (before === 1) traded += equity;
  return (traded / 2 / (sum / (n + 1))) * (barsPerYear / n);
}

export const turnover: Objective = {
  label: 'Turnover',
  definition:
    'How many times a year the mean equity is bought and sold again: half of all values traded, what is open at the end included.',
  unit: 'times per year',
  direction: 'min',
  worst: WORST_COUNT,
  value: turnoverValue,
};
