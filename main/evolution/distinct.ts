import type { Genome } from '../strategy/genome.ts';
import { randomFor } from '../strategy/random.ts';
import { compareFitness } from './compare.ts';
import type { Individual, Offspring } from './individual.ts';
import type { EvolutionSettings } from './settings.ts';
import type { Toolbox } from './toolbox.ts';

/** How often a duplicate is varied again until it stays. */
const ROUNDS = 5;

/**
 * The places of children that are the same strategy as another child or as somebody who stays: of equals the best is
 * none, or the first.
 */
export function duplicates(
  weights: readonly number[],
  identity: (genome: Genome) => string,
  children: readonly Individual[],
  staying: readonly Individual[],
): number[] {
  const first = new Map<string, { readonly individual: Individual; readonly place: number | null }>();
  for (const individual of staying) {
    const key = identity(individual.genome);
    const known = first.get(key);
    if (!known || compareFitness(weights, individual.fitness, known.individual.fitness) > 0) first.set(key, { individual, place: null });
  }
  const found: number[] = [];
  for (const [place, individual] of children.entries()) {
    const key = identity(individual.genome);
    const known = first.get(key);
    // The same behaviour may have another fitness where the size is an objective.
    if (known && compareFitness(weights, individual.fitness, known.individual.fitness) <= 0) found.push(place);
    else {
      if (known && known.place !== null) found.push(known.place);
      first.set(key, { individual, place });
    }
  }
  return found.sort((a, b) => a - b);
}

/** A duplicate made into another one: a new random strategy in generation 0, later its mutation. */
function variedAgain(
  settings: Pick<EvolutionSettings, 'seed'>,
  toolbox: Pick<Toolbox, 'generate' | 'mutate'>,
  number: number,
  { genome, parents, operator }: Individual,
  stream: number,
): Offspring {
  const random = randomFor(settings.seed, number, stream, 'distinct');
  if (number === 0) return { genome: toolbox.generate(random), fitness: null, parents: [], operator: 'initialise' };
  const crossed = operator === 'crossover' || operator === 'crossover+mutation';
  return { genome: toolbox.mutate(random, genome), fitness: null, parents, operator: crossed ? 'crossover+mutation' : 'mutation' };
}

export interface Evaluated {
  readonly individuals: readonly Individual[];
  readonly evaluations: number;
}

/**
 * The children with as few duplicates among them as five more rounds of mutation can reach (`settings.deduplicate`):
 * of strategies that are the same to the toolbox's `identity` the best stays, or the first, and the others are mutated
 * until they are no twins of anybody. Seeds and reproduced parents are no exception. Who is left after that stays a
 * duplicate: a search that has nowhere to go ends all the same.
 *
 * Evaluating strategies again that are known (DEAP issue 162), a population flooded by one of them (626) and results
 * that are all the same (gplearn 102, 250) are what users of other programs ask to be spared; DEAP has nothing for it.
 *
 * @param staying those of the generation before who compete with the children
 * @param complete evaluates those without a fitness
 */
export async function distinct(
  settings: Pick<EvolutionSettings, 'seed' | 'weights'>,
  toolbox: Pick<Toolbox, 'generate' | 'mutate' | 'identity'>,
  number: number,
  children: Evaluated,
  staying: readonly Individual[],
  complete: (offspring: readonly Offspring[]) => Promise<Evaluated>,
): Promise<Evaluated> {
  const { identity } = toolbox;
  if (!identity) return children;
  const individuals = [...children.individuals];
  let { evaluations } = children;
  for (let round = 0; round < ROUNDS; round++) {
    const places = duplicates(settings.weights, identity, individuals, staying);
    if (places.length === 0) break;
    const stream = (place: number) => round * individuals.length + place;
    const varied = await complete(places.map((place) => variedAgain(settings, toolbox, number, individuals[place]!, stream(place))));
    for (const [i, place] of places.entries()) individuals[place] = varied.individuals[i]!;
    evaluations += varied.evaluations;
  }
  return { individuals, evaluations };
}
