import { type Objective, WORST_COUNT } from './objective.ts';

/** The same in every period; with it multi-objective selection keeps short strategies (parsimony without a penalty). */
export const size: Objective = {
  label: 'Size',
  definition: 'Number of nodes of the strategy, periods and numbers included.',
  unit: 'nodes',
  direction: 'min',
  worst: WORST_COUNT,
  value: (outcome) => outcome.size,
};
