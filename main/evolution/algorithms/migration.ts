import { randomFor } from '../../strategy/random.ts';
import { best, worst } from '../selection/simple.ts';
import type { EvolutionSettings, IslandSettings } from '../settings.ts';
import { shuffled } from '../shuffle.ts';
import type { Parent } from '../variation/var-and.ts';

/** For each island those that it sends to. */
function destinations(settings: EvolutionSettings, { count, topology = 'ring' }: IslandSettings, number: number): number[][] {
  const all = Array.from({ length: count }, (_, island) => island);
  if (topology === 'full') return all.map((island) => all.filter((other) => other !== island));
  const order = topology === 'ring' ? all : shuffled(randomFor(settings.seed, number, count, 'migrate'), all);
  return all.map((island) => [order[(order.indexOf(island) + 1) % count]!]);
}

/**
 * The parents on each island after a migration: copies of the emigrants stand in the places of those replaced, who are
 * drawn before anybody arrives. Nobody is replaced twice.
 */
export function migrate(settings: EvolutionSettings, islands: readonly (readonly Parent[])[], number: number): Parent[][] {
  const given = settings.islands!;
  const { migrants = 1, emigrants = 'best', replaced = 'worst' } = given;
  const pick = (how: 'best' | 'worst' | 'random', island: number, count: number, purpose: 'out' | 'in'): Parent[] => {
    const members = islands[island]!;
    if (how === 'random') {
      const stream = randomFor(settings.seed, number, 2 * given.count + 2 * island + (purpose === 'in' ? 1 : 0), 'migrate');
      return shuffled(stream, members).slice(0, count);
    }
    const byIndividual = new Map(members.map((parent) => [parent.individual, parent]));
    const ranked = (how === 'best' ? best : worst)(settings.weights, [...byIndividual.keys()], count);
    return ranked.map((individual) => byIndividual.get(individual)!);
  };
  const arriving: Parent[][] = islands.map(() => []);
  for (const [island, targets] of destinations(settings, given, number).entries()) {
    const leaving = pick(emigrants, island, migrants, 'out');
    for (const target of targets) arriving[target]!.push(...leaving);
  }
  return islands.map((members, island) => {
    const lost = new Set(pick(replaced, island, arriving[island]!.length, 'in'));
    return [...members.filter((parent) => !lost.has(parent)), ...arriving[island]!];
  });
}
