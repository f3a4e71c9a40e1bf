import type { Genome } from '../genome.ts';
import { type Limits, withinLimits } from '../limits.ts';
import type { Random } from '../random.ts';

/**
 * Wraps a variation so that no child exceeds the limits (Koza 1989; DEAP's staticLimit): a child that does is replaced
 * by one of the parents, drawn evenly. As a copy each time, so that two children are never one object, as they are
 * in DEAP half of the time.
 *
 * @param vary makes as many children as it likes of its parents
 */
export function staticLimit<Parents extends readonly Genome[], Children extends readonly Genome[]>(
  limits: Limits,
  vary: (random: Random, ...parents: Parents) => Children,
): (random: Random, ...parents: Parents) => Children {
  return (random, ...parents) => {
    const children = vary(random, ...parents);
    return children.map((child) => (withinLimits(child, limits) ? child : copy(random.choice(parents)))) as unknown as Children;
  };
}

const copy = ({ codes, constants }: Genome): Genome => ({ codes: codes.slice(), constants: constants.slice() });
