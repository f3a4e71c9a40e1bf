import { randomFor } from '../../strategy/random.ts';
import { elitist } from '../elitism.ts';
import type { Individual } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import { checkVarOr, varOr } from '../variation/var-or.ts';
import { type Breeding, type Method, parentsAndChildren, withSlots } from './algorithm.ts';

const lambda = ({ offspring, population }: EvolutionSettings): number => offspring ?? population;

const breed = ({ settings, toolbox, number, population }: Breeding) =>
  varOr((child) => randomFor(settings.seed, number, child, 'vary'), settings, toolbox, withSlots(population), lambda(settings));

/** With `deduplicate` nobody survives twice: places of those chosen again go to others. */
function survivors(breeding: Breeding, pool: readonly Individual[]): readonly Individual[] {
  const { population, deduplicate } = breeding.settings;
  // Somebody chosen twice becomes two, so that each slot has an individual of its own.
  if (!deduplicate) return survivorsOf(breeding, pool, population, 0).map((individual) => ({ ...individual }));
  const chosen = new Set<Individual>();
  for (let first = 0; chosen.size < population; first += population) {
    const left = pool.filter((individual) => !chosen.has(individual));
    for (const individual of survivorsOf(breeding, left, population - chosen.size, first)) chosen.add(individual);
  }
  return [...chosen];
}

function survivorsOf({ settings, toolbox, number }: Breeding, pool: readonly Individual[], k: number, first: number): Individual[] {
  const members = new Set(pool);
  const chosen = toolbox.survive((place) => randomFor(settings.seed, number, first + place, 'survive'), pool, k);
  if (chosen.length !== k) throw new Error(`survive has to return ${k} individuals, not ${chosen.length}`);
  if (!chosen.every((individual) => members.has(individual))) throw new Error('survive has to return individuals of its pool, not copies');
  return chosen;
}

/**
 * (μ+λ) (Schwefel 1981; DEAP's `eaMuPlusLambda`): λ = `settings.offspring` children by crossover, mutation or
 * reproduction of parents drawn evenly; μ = `settings.population` of the parents and the children survive, by
 * `settings.survival`, the best by default. The hall of fame sees all children, the statistics the survivors.
 */
export const muPlusLambda: Method = {
  check: checkVarOr,
  births: lambda,
  parentsStay: () => true,
  breed,
  survive: (breeding, children) => ({
    population: survivors(breeding, parentsAndChildren(breeding, children)),
  }),
};

/**
 * (μ,λ) (Schwefel 1981; DEAP's `eaMuCommaLambda`): as (μ+λ), but only the children can survive, and
 * `settings.elitism` of the parents where it says so.
 *
 * @throws {RangeError} when there would be fewer children than places
 */
export const muCommaLambda: Method = {
  births: lambda,
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
    population: elitist(breeding.settings, withSlots(breeding.population), survivors(breeding, children), breeding.toolbox.identity),
  }),
};
