import { elitist } from '../elitism.ts';
import { varAnd } from '../variation/var-and.ts';
import { type Method, select, withSlots } from './algorithm.ts';

/**
 * The simple evolutionary algorithm (Bäck, Fogel and Michalewicz 2000, chapter 7; DEAP's `eaSimple`): select as many
 * parents as there are slots, vary them, evaluate what changed, and let the offspring replace the whole population.
 * The best may die, unless `settings.elitism` keeps some; the hall of fame remembers them and never feeds them back.
 */
export const eaSimple: Method = {
  breed(breeding) {
    const { settings, toolbox, number, population } = breeding;
    return varAnd(settings, toolbox, number, select(breeding, toolbox.select, withSlots(population), population.length));
  },
  survive: ({ settings, toolbox, population }, children) => ({
    population: elitist(settings, withSlots(population), children, toolbox.identity),
  }),
};
