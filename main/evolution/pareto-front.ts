import { equal } from '../strategy/genome.ts';
import { dominates, sameFitness } from './compare.ts';
import { insertBestFirst } from './hall-of-fame.ts';
import type { Elite } from './individual.ts';

/**
 * The Pareto front after a generation: everything that ever lived and that nothing else dominates, sorted by the
 * lexicographic order, best first (DEAP's `ParetoFront.update`). Has no size limit. Different genomes with the same
 * fitness stay side by side; the same genome with the same fitness stands once.
 *
 * @returns a new list; `front` is left as it was
 */
export function updateParetoFront(weights: readonly number[], front: readonly Elite[], individuals: readonly Elite[]): readonly Elite[] {
  let members = [...front];
  for (const individual of individuals) {
    const refused = members.some(
      (m) =>
        dominates(weights, m.fitness, individual.fitness) ||
        (sameFitness(weights, m.fitness, individual.fitness) && equal(m.genome, individual.genome)),
    );
    if (refused) continue;
    members = members.filter((m) => !dominates(weights, individual.fitness, m.fitness));
    insertBestFirst(weights, members, individual);
  }
  return members;
}
