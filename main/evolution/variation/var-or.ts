import type { Random } from '../../strategy/random.ts';
import type { Offspring } from '../individual.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Toolbox } from '../toolbox.ts';
import type { Parent } from './var-and.ts';

/**
 * One child by crossover, mutation or reproduction, never by two of them (DEAP's `varOr`, of which this is one turn):
 * one draw decides; crossover takes two different individuals and keeps its first child only, mutation and reproduction
 * take one. A child of crossover or mutation has to be evaluated again even when nothing changed.
 *
 * DEAP reproduces without a copy, so that a later change in place hits parent and child; here nothing is changed in
 * place. With a single parent, crossover mates it with itself (DEAP raises a ValueError).
 *
 * @param draw picks one of the parents; DEAP draws evenly, HARM-GP selects
 */
export function varyOne(
  random: Random,
  settings: Pick<EvolutionSettings, 'crossover' | 'mutation'>,
  toolbox: Pick<Toolbox, 'mate' | 'mutate'>,
  draw: (random: Random, other?: Parent) => Parent,
): Offspring {
  const choice = random.float();
  const first = draw(random);
  const { slot, individual } = first;
  if (choice < settings.crossover) {
    const second = draw(random, first);
    const [genome] = toolbox.mate(random, individual.genome, second.individual.genome);
    return { genome, fitness: null, parents: [slot, second.slot], operator: 'crossover' };
  }
  if (choice < settings.crossover + settings.mutation) {
    return { genome: toolbox.mutate(random, individual.genome), fitness: null, parents: [slot], operator: 'mutation' };
  }
  return { genome: individual.genome, fitness: individual.fitness, parents: [slot], operator: 'reproduce' };
}

/**
 * Children of a population, each by `varyOne` with parents drawn evenly (DEAP's `varOr`), made when they are asked for.
 *
 * @param streams one a child
 */
export function* varOr(
  streams: (child: number) => Random,
  settings: Pick<EvolutionSettings, 'crossover' | 'mutation'>,
  toolbox: Pick<Toolbox, 'mate' | 'mutate'>,
  parents: readonly Parent[],
  count: number,
): Generator<Offspring, void, undefined> {
  const draw = (random: Random, other?: Parent): Parent => {
    if (!other || parents.length === 1) return random.choice(parents);
    const place = random.integer(0, parents.length - 2);
    // Everybody but the other one, evenly: its place is taken by the last.
    return parents[place] === other ? parents.at(-1)! : parents[place]!;
  };
  for (let child = 0; child < count; child++) yield varyOne(streams(child), settings, toolbox, draw);
}

/** @throws {RangeError} when the probabilities leave nothing for reproduction to be the rest of */
export function checkVarOr({ crossover, mutation }: Pick<EvolutionSettings, 'crossover' | 'mutation'>): void {
  if (crossover + mutation > 1 + 1e-12) {
    throw new RangeError(
      `crossover (${crossover}) and mutation (${mutation}) exclude each other in this algorithm: together they may be 1 at most`,
    );
  }
}
