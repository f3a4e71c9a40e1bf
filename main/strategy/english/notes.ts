import type { Tree } from '../tree.ts';

/** What people would not expect of a function by its words. Those of the table in README.md that are not here say all. */
const notes: Readonly<Record<string, string>> = {
  crossAbove: 'Crosses above: above now, and at or below one bar before.',
  crossBelow: 'Crosses below: below now, and at or above one bar before.',
  gt: 'Above: strictly; equal is not above, and a missing value never is.',
  lt: 'Below: strictly; equal is not below, and a missing value never is.',
  not: 'Not: also true where a value is missing, since no comparison with it is true.',
  div: 'Divided by: gives 1 where the divisor is 0.',
  wma: 'Weighted average: weights 1 to n, the newest bar the heaviest.',
  ema: 'Exponential average: α = 2 / (n + 1), started with the first value of the data.',
  std: 'Standard deviation: of the population, divided by n.',
  zscore: 'Z-score: how many standard deviations (of the population) above its average; 0 where nothing deviates.',
  roc: 'Relative change: a fraction, 0.01 is 1 %; 0 where the value before was 0.',
  rsi: 'RSI: by Cutler, with simple means of rises and falls; 50 where there are neither.',
  atr: 'Average true range: the simple mean of the true ranges.',
};

/** The notes on the functions of a strategy, each once, in the order in which they first stand in its text. */
export function notesOn(tree: Tree): string[] {
  const found = new Set<string>();
  const visit = ({ label, children }: Tree): void => {
    if (children.length > 0 && label in notes) found.add(notes[label]!);
    for (const child of children) visit(child);
  };
  visit(tree);
  return [...found];
}
