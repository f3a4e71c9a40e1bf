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
 * The first parent of a child is the one in whose place it stands; after a crossover both children name both. Each pair is
 * made when it is asked for, so that the first children can be evaluated while the others are being made.
 *
 * @param generation the generation that is being made, part of the key of every random stream:
 * crossover uses the number of the pair, mutation the slot of the individual
 * @param offset where the children will stand: added to those numbers, so that islands draw from streams of their own
 */
export function* varAnd(
  settings: Pick<EvolutionSettings, 'seed' | 'crossover' | 'mutation'>,
  toolbox: Pick<Toolbox, 'mate' | 'mutate'>,
  generation: number,
  parents: readonly Parent[],
  offset = 0,
): Generator<Offspring, void, undefined> {
  for (let pair = 0; 2 * pair < parents.length; pair++) {
    const slot = 2 * pair;
    yield* mated(settings, toolbox, generation, parents.slice(slot, slot + 2), offset + pair).map((child, i) => {
      const random = randomFor(settings.seed, generation, offset + slot + i, 'mutate');
      if (random.float() >= settings.mutation) return child;
      const operator: Operator = child.operator === 'crossover' ? 'crossover+mutation' : 'mutation';
      return { genome: toolbox.mutate(random, child.genome), fitness: null, parents: child.parents, operator };
    });
  }
}

function mated(
  settings: Pick<EvolutionSettings, 'seed' | 'crossover'>,
  toolbox: Pick<Toolbox, 'mate'>,
  generation: number,
  parents: readonly Parent[],
  pair: number,
): Offspring[] {
  const [one, other] = parents;
  if (one && other) {
    const random = randomFor(settings.seed, generation, pair, 'mate');
    if (random.float() < settings.crossover) {
      const [first, second] = toolbox.mate(random, one.individual.genome, other.individual.genome);
      return [
        { genome: first, fitness: null, parents: [one.slot, other.slot], operator: 'crossover' },
        { genome: second, fitness: null, parents: [other.slot, one.slot], operator: 'crossover' },
      ];
    }
  }
  return parents.map(({ slot, individual: { genome, fitness } }) => ({ genome, fitness, parents: [slot], operator: 'reproduce' }));
}
