import { size } from '../../strategy/genome.ts';
import { type Random, randomFor } from '../../strategy/random.ts';
import { elitist } from '../elitism.ts';
import type { Individual, Offspring } from '../individual.ts';
import { best } from '../selection/simple.ts';
import type { EvolutionSettings } from '../settings.ts';
import { checkVarOr, varyOne } from '../variation/var-or.ts';
import { type Breeding, type Method, select, withSlots } from './algorithm.ts';

/** How much each size near a child's counts: the kernel of the density estimation, as wide as in DEAP. */
const KERNEL: readonly (readonly [distance: number, weight: number])[] = [
  [0, 0.4],
  [-1, 0.2],
  [1, 0.2],
  [-2, 0.1],
  [2, 0.1],
];
/** Children tried for each place before any size is taken: in the rarest of cases nothing would be accepted for long. */
const TRIES = 50;

/** The probability with which a child of a size is accepted. */
export function acceptance(
  settings: Pick<EvolutionSettings, 'population' | 'harm'>,
  cutoff: number,
  modelSizes: readonly number[],
): (size: number) => number {
  const { alpha = 0.05, beta = 10, gamma = 0.25 } = settings.harm ?? {};
  const natural = new Map<number, number>();
  const share = settings.population / modelSizes.length;
  for (const s of modelSizes) for (const [d, weight] of KERNEL) natural.set(s + d, (natural.get(s + d) ?? 0) + weight * share);
  return (s) => {
    if (s <= cutoff) return 1;
    const halfLife = alpha * s + beta;
    const target = ((gamma * settings.population * Math.LN2) / halfLife) * 2 ** (-(s - cutoff) / halfLife);
    return Math.min(1, target / (natural.get(s) ?? 1));
  };
}

/** The least size among the best share of a population, but never below the least cutoff. */
export function cutoffOf({ weights, harm }: Pick<EvolutionSettings, 'weights' | 'harm'>, population: readonly Individual[]): number {
  const { rho = 0.9, minCutoff = 20 } = harm ?? {};
  const share = Math.max(1, Math.round(population.length * (1 - rho)));
  return best(weights, population, share).reduce(
    (least, { genome }) => Math.min(least, Math.max(minCutoff, size(genome))),
    Number.POSITIVE_INFINITY,
  );
}

/**
 * HARM-GP (Gardner, Gagné and Parizeau 2015; DEAP's `gp.harm`): a generation like that of `eaSimple`, but each child is
 * either a crossover or a mutation, and sizes above a cutoff are accepted with a probability that makes their number
 * fall off exponentially, whatever the operators prefer. How many children of each size the operators would make is
 * estimated from `harm.model` children, which are not evaluated; those of them that are accepted are used first.
 *
 * The cutoff is the least size among the best 1 − rho of the population. DEAP looks for it among the unevaluated model
 * children, which all sort below the evaluated ones, and cuts that list by the size of the population; and it never
 * accepts a size up to the cutoff that the model did not contain, here it always does. Of a crossover it may keep both
 * children, here it keeps the first, as in varOr.
 */
export const harmGp: Method = {
  check: checkVarOr,
  breed(breeding) {
    const { settings, population } = breeding;
    const places = population.length;
    const model = settings.harm?.model ?? Math.max(2000, places);
    let candidates = makeCandidates(breeding, 0, model);
    const accepts = acceptance(
      settings,
      cutoffOf(settings, population),
      candidates.map(({ child }) => size(child.genome)),
    );
    const chosen: Offspring[] = [];
    for (let block = 0; chosen.length < places; candidates = makeCandidates(breeding, ++block, model)) {
      const anySize = block * model >= TRIES * places && block > 0;
      for (const { child, random } of candidates) {
        if (chosen.length < places && (random.float() < accepts(size(child.genome)) || anySize)) chosen.push(child);
      }
    }
    return chosen;
  },
  survive: ({ settings, toolbox, population }, children) => ({
    population: elitist(settings, withSlots(population), children, toolbox.identity),
  }),
};

/** Some children, and the streams they were made with. Block 0 is the model. */
function makeCandidates(breeding: Breeding, block: number, count: number): { child: Offspring; random: Random }[] {
  const { settings, toolbox, number, population } = breeding;
  const first = block * count;
  const parents = select(breeding, toolbox.select, withSlots(population), 2 * count, 2 * first);
  return Array.from({ length: count }, (_, i) => {
    const random = randomFor(settings.seed, number, first + i, 'model');
    const child = varyOne(random, settings, toolbox, (_stream, other) => parents[2 * i + (other ? 1 : 0)]!);
    return { child, random };
  });
}
