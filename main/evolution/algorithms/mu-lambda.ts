import { randomFor } from '../../strategy/random.ts';
import { elitist } from '../elitism.ts';
import type { Individual } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import { checkVarOr, varOr } from '../variation/var-or.ts';
import { type Algorithm, algorithm, type Breeding, unchanged, withSlots } from './algorithm.ts';

const lambda = ({ offspring, population }: EvolutionSettings): number => offspring ?? population;

const breed = ({ settings, toolbox, number, population }: Breeding) =>
  varOr((child) => randomFor(settings.seed, number, child, 'vary'), settings, toolbox, withSlots(population), lambda(settings));

function survivors({ settings, toolbox, number }: Breeding, pool: readonly Individual[]): Individual[] {
  const members = new Set(pool);
  const chosen = toolbox.survive((place) => randomFor(settings.seed, number, place, 'survive'), pool, settings.population);
  if (chosen.length !== settings.population)
    throw new Error(`survive has to return ${settings.population} individuals, not ${chosen.length}`);
  if (!chosen.every((individual) => members.has(individual))) throw new Error('survive has to return individuals of its pool, not copies');
  // Somebody chosen twice becomes two, so that each slot has an individual of its own.
  return chosen.map((individual) => ({ ...individual }));
}

/**
 * (μ+λ) (Schwefel 1981; DEAP's `eaMuPlusLambda`): λ = `settings.offspring` children by crossover, mutation or
 * reproduction of parents drawn evenly; μ = `settings.population` of the parents and the children survive, by
 * `settings.survival`, the best by default. The hall of fame sees all children, the statistics the survivors.
 */
export const muPlusLambda: Algorithm = algorithm({
  check: checkVarOr,
  breed,
  survive: (breeding, children) => ({
    population: survivors(breeding, [...withSlots(breeding.population).map(unchanged), ...children]),
  }),
});

/**
 * (μ,λ) (Schwefel 1981; DEAP's `eaMuCommaLambda`): as (μ+λ), but only the children can survive, and
 * `settings.elitism` of the parents where it says so.
 *
 * @throws {RangeError} when there would be fewer children than places
 */
export const muCommaLambda: Algorithm = algorithm({
  check(settings) {
    checkVarOr(settings);
    if (lambda(settings) < settings.population) {
      throw new RangeError(
        `offspring (λ) is ${lambda(settings)}, less than the population (μ) of ${settings.population}: in (μ,λ) only children survive`,
      );
    }
  },
  breed,
  survive: (breeding, children) => ({
    population: elitist(breeding.settings, withSlots(breeding.population), survivors(breeding, children)),
  }),
});
