import type { ColorName } from './colors.ts';

/** How an individual came to be, as the legend names it, and the colour of its point. */
export const operatorText: Record<string, { readonly name: string; readonly short: string; readonly color: ColorName }> = {
  initialise: { name: 'Random', short: 'Random', color: 'initialise' },
  reproduce: { name: 'Unchanged', short: 'Unchanged', color: 'reproduce' },
  crossover: { name: 'Crossover', short: 'Crossover', color: 'crossover' },
  mutation: { name: 'Mutation', short: 'Mutation', color: 'mutation' },
  'crossover+mutation': { name: 'Crossover and mutation', short: 'Both', color: 'both' },
};

export const operatorName = (operator: string) => operatorText[operator]?.name ?? operator;
