import { type Genome, genomeKey } from '../strategy/genome.ts';
import { compareFitness } from './compare.ts';
import type { Individual } from './individual.ts';
import { best } from './selection/simple.ts';
import type { EvolutionSettings } from './settings.ts';
import type { Parent } from './variation/var-and.ts';

/**
 * The children with the best of their parents' generation among them (De Jong 1975), so that the best never gets worse:
 * the `settings.elitism` best that have no twin among the children take the places of the worst children, the worst
 * first and only of worse ones. DEAP leaves this to its users.
 *
 * @param identity equal for twins; absent: only the same genome is one
 */
export function elitist(
  { weights, elitism = 0 }: Pick<EvolutionSettings, 'weights' | 'elitism'>,
  parents: readonly Parent[],
  children: readonly Individual[],
  identity: (genome: Genome) => string = genomeKey,
): readonly Individual[] {
  if (elitism === 0) return children;
  const slots = new Map(parents.map(({ individual, slot }) => [individual, slot]));
  const elite = best(weights, [...slots.keys()], Math.min(elitism, parents.length));
  const next = [...children];
  const places = [...next.keys()].sort((a, b) => compareFitness(weights, next[a]!.fitness, next[b]!.fitness));
  const present = new Set(children.map((child) => identity(child.genome)));
  for (const individual of elite) {
    const place = places[0];
    if (place === undefined || compareFitness(weights, individual.fitness, next[place]!.fitness) <= 0) break;
    const key = identity(individual.genome);
    if (present.has(key)) continue;
    present.add(key);
    places.shift();
    next[place] = { genome: individual.genome, fitness: individual.fitness, parents: [slots.get(individual)!], operator: 'reproduce' };
  }
  return next;
}
