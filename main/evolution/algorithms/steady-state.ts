import { genomeKey } from '../../strategy/genome.ts';
import { compareFitness } from '../compare.ts';
import type { Individual } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import { varAnd } from '../variation/var-and.ts';
import { type Method, select, unchanged, withSlots } from './algorithm.ts';

const births = ({ offspring, population }: EvolutionSettings): number => offspring ?? Math.max(2, Math.round(population / 10));

/**
 * Steady state (Syswerda 1989; Whitley's GENITOR 1989): a generation is a handful of children, `settings.offspring`,
 * by default a tenth of the population, of selected parents. One child after the other takes the place of the worst
 * individual, the first of equals, if it is better and has no twin in the population. All others stay in their slots.
 * The children of one generation are evaluated together, so that many workers have something to do; with two a
 * generation it is the textbook's algorithm. DEAP has none.
 */
export const steadyState: Method = {
  births,
  parentsStay: () => true,
  breed(breeding) {
    const { settings, toolbox, number, population } = breeding;
    return varAnd(settings, toolbox, number, select(breeding, toolbox.select, withSlots(population), births(settings)));
  },
  survive({ settings: { weights }, toolbox: { identity = genomeKey }, population: before }, children) {
    const population = withSlots(before).map(unchanged);
    const keys = population.map((individual) => identity(individual.genome));
    for (const child of children) {
      const key = identity(child.genome);
      // A twin is as good, unless the size is an objective and only what they do is the same.
      const twin = keys.indexOf(key);
      const place = twin < 0 ? worstPlace(weights, population) : twin;
      if (compareFitness(weights, child.fitness, population[place]!.fitness) <= 0) continue;
      population[place] = child;
      keys[place] = key;
    }
    return { population };
  },
};

function worstPlace(weights: readonly number[], population: readonly Individual[]): number {
  let worst = 0;
  for (let i = 1; i < population.length; i++) {
    if (compareFitness(weights, population[i]!.fitness, population[worst]!.fitness) < 0) worst = i;
  }
  return worst;
}
