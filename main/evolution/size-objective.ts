import type { Evaluate } from '../strategy/fitness.ts';
import { size } from '../strategy/genome.ts';

/**
 * Makes the number of nodes one objective more, the last: give it a weight of −1 for parsimony, so that of equals the
 * smaller wins in the lexicographic order, and small strategies have a place of their own on the Pareto front
 * (Bleuler et al. 2001; de Jong, Watson and Pollack 2001).
 */
export const withSize =
  (evaluate: Evaluate): Evaluate =>
  async (genomes, signal) =>
    (await evaluate(genomes, signal)).map((fitness, i) => [...fitness, size(genomes[i]!)]);
