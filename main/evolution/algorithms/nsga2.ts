import { crowdedParents, selectNsga2 } from '../selection/nsga2.ts';
import { varAnd } from '../variation/var-and.ts';
import { type Method, parentsAndChildren, select, withSlots } from './algorithm.ts';

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002; DEAP's example `ga/nsga2.py`): as many children as there are
 * individuals, of parents that won duels by dominance and loneliness; of both together whole fronts survive, and the
 * loneliest of the last one. `settings.selection` and `survival` are not looked at.
 *
 * Loneliness is that within the population; in DEAP it is the one from the selection before, in which those of the last
 * front still had neighbours that did not survive. So a stored population is all that is needed to go on from it.
 */
export const nsga2: Method = {
  parentsStay: () => true,
  breed(breeding) {
    const { settings, toolbox, number, population } = breeding;
    const duels = (streams: Parameters<typeof toolbox.select>[0], pool: typeof population, k: number) =>
      crowdedParents(streams(0), settings.weights, pool, k);
    return varAnd(settings, toolbox, number, select(breeding, duels, withSlots(population), population.length));
  },
  survive: (breeding, children) => ({
    population: selectNsga2(breeding.settings.weights, breeding.settings.population, parentsAndChildren(breeding, children)),
  }),
};
