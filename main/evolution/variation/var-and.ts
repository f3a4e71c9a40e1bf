import { randomFor } from '../../strategy/random.ts';
import type { Individual, Offspring, Operator } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';

/** A selected individual and its slot in the generation it comes from. */
export interface Parent {
  readonly slot: number;
  readonly individual: Individual;
}

/**
 * Crossover and mutation of the selected parents, as DEAP's `varAnd`: the pairs (0, 1), (2, 3), … are mated with
 * probability `settings.crossover` (an odd last one never), then each individual is mutated with probability
 * `settings.mutation`. Whatever went through an operator has to be evaluated again (`fitness: null`), even when the
 * operator gave back the same genome: so the number of evaluations means the same as in DEAP, and a memo makes the
 * repetition cheap. The others keep their parent's fitness.
 *
 * The first parent of a child is the one in whose place it stands; after a crossover both children name both.
 *
 * @param generation the generation that is being made, part of the key of every random stream:
 * crossover uses the number of the pair, mutation the slot of the individual
 * @param offset where the children will stand: added to those numbers, so that islands draw from streams of their own
 */
export function varAnd(
  settings: Pick<EvolutionSettings, 'seed' | 'crossover' | 'mutation'>,
  toolbox: Pick<Toolbox, 'mate' | 'mutate'>,
  generation: number,
  parents: readonly Parent[],
  offset = 0,
): Offspring[] {
  const offspring: Offspring[] = parents.map(({ slot, individual: { genome, fitness } }) => ({
    genome,
    fitness,
    parents: [slot],
    operator: 'reproduce',
  }));

  for (let pair = 0; 2 * pair + 1 < offspring.length; pair++) {
    const random = randomFor(settings.seed, generation, offset + pair, 'mate');
    if (random.float() >= settings.crossover) continue;
    const i = 2 * pair;
    const j = i + 1;
    const [first, second] = toolbox.mate(random, offspring[i]!.genome, offspring[j]!.genome);
    const [a, b] = [parents[i]!.slot, parents[j]!.slot];
    offspring[i] = { genome: first, fitness: null, parents: [a, b], operator: 'crossover' };
    offspring[j] = { genome: second, fitness: null, parents: [b, a], operator: 'crossover' };
  }

  return offspring.map((child, slot) => {
    const random = randomFor(settings.seed, generation, offset + slot, 'mutate');
    if (random.float() >= settings.mutation) return child;
    const operator: Operator = child.operator === 'crossover' ? 'crossover+mutation' : 'mutation';
    return { genome: toolbox.mutate(random, child.genome), fitness: null, parents: child.parents, operator };
  });
}
