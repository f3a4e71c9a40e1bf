import { genomeKey } from '../../strategy/genome.ts';
import { compareFitness } from '../compare.ts';
import type { EvolutionSettings } from '../settings.ts';
import { varAnd } from '../variation/var-and.ts';
import { type Algorithm, algorithm, select, unchanged, withSlots } from './algorithm.ts';

const births = ({ offspring, population }: EvolutionSettings): number => offspring ?? Math.max(2, Math.round(population / 10));

/**
 * Steady state (Syswerda 1989; Whitley's GENITOR 1989): a generation is a handful of children, `settings.offspring`,
 * by default a tenth of the population, of selected parents. One child after the other takes the place of the worst
 * individual, the first of equals, if it is better and has no twin in the population. All others stay in their slots.
 * The children of one generation are evaluated together, so that many workers have something to do; with two a
 * generation it is the textbook's algorithm. DEAP has none.
 */
export const steadyState: Algorithm = algorithm({
  breed(breeding) {
    const { settings, toolbox, number, population } = breeding;
    return varAnd(settings, toolbox, number, select(breeding, toolbox.select, withSlots(population), births(settings)));
  },
  survive({ settings: { weights }, population: before }, children) {
    const population = withSlots(before).map(unchanged);
    const living = new Set(population.map((individual) => genomeKey(individual.genome)));
    for (const child of children) {
      const key = genomeKey(child.genome);
      if (living.has(key)) continue;
      let worst = 0;
      for (let i = 1; i < population.length; i++) {
        if (compareFitness(weights, population[i]!.fitness, population[worst]!.fitness) < 0) worst = i;
      }
      const loser = population[worst]!;
      if (compareFitness(weights, child.fitness, loser.fitness) <= 0) continue;
      population[worst] = child;
      // A twin of the loser may live on.
      if (!population.some((individual) => genomeKey(individual.genome) === genomeKey(loser.genome)))
        living.delete(genomeKey(loser.genome));
      living.add(key);
    }
    return { population };
  },
});
