import { randomFor } from '../../strategy/random.ts';
import { elitist } from '../elitism.ts';
import { best, worst } from '../selection/simple.ts';
import type { EvolutionSettings, IslandSettings } from '../settings.ts';
import { shuffled } from '../shuffle.ts';
import { type Parent, varAnd } from '../variation/var-and.ts';
import { type Algorithm, algorithm, select, withSlots } from './algorithm.ts';

/** Slots [start, end) of each island: even parts, the first ones one larger where it does not divide. */
export function islandsOf(population: number, count: number): { start: number; end: number }[] {
  const start = (island: number) => Math.floor(population / count) * island + Math.min(island, population % count);
  return Array.from({ length: count }, (_, island) => ({ start: start(island), end: start(island + 1) }));
}

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
function migrate(settings: EvolutionSettings, islands: readonly (readonly Parent[])[], number: number): Parent[][] {
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

/**
 * Islands (Tanese 1989; Whitley, Rana and Heckendorn 1999): the population is divided into several that breed apart as
 * in `eaSimple`, each with the selection, variation and elitism of the settings. After every `islands.every`
 * generations copies of the best (or of some) of each island take the places of the worst (or of some) on the next one
 * of a ring, of a ring in a random order, or on all others, just before parents are selected: the slots in a child's
 * `parents` are those where the migrant really lives.
 *
 * DEAP's `migRing` moves the emigrants themselves, so that two islands share one object, and finds those to be replaced
 * by equality, so that a twin goes in their place; here they are copies, and places are told apart.
 *
 * @throws {RangeError} when the islands are too many or too small for the migrants
 */
export const islands: Algorithm = algorithm({
  check(settings) {
    const { count = 0, topology = 'ring', every = 5, migrants = 1 } = settings.islands ?? {};
    if (!settings.islands || !Number.isInteger(count) || count < 2) {
      throw new RangeError(`islands.count is ${settings.islands ? count : 'missing'}: the algorithm islands needs at least 2`);
    }
    if (!Number.isInteger(every) || every < 1) throw new RangeError(`islands.every is ${every}: it has to be at least 1 generation`);
    if (!Number.isInteger(migrants) || migrants < 0) throw new RangeError(`islands.migrants is ${migrants}: it has to be 0 or more`);
    const smallest = Math.floor(settings.population / count);
    const immigrants = topology === 'full' ? migrants * (count - 1) : migrants;
    if (smallest < 1 || immigrants >= smallest) {
      throw new RangeError(
        `${count} islands of ${smallest} individuals cannot take in ${immigrants} each: enlarge the population, or lower islands.count or islands.migrants`,
      );
    }
  },
  breed(breeding) {
    const { settings, toolbox, number, population } = breeding;
    const { count, every = 5 } = settings.islands!;
    const all = withSlots(population);
    const apart = islandsOf(population.length, count).map(({ start, end }) => all.slice(start, end));
    const pools = number > 1 && (number - 1) % every === 0 ? migrate(settings, apart, number) : apart;
    return pools.flatMap((pool, island) => {
      const { start } = islandsOf(population.length, count)[island]!;
      return varAnd(settings, toolbox, number, select(breeding, toolbox.select, pool, pool.length, start), start);
    });
  },
  survive({ settings, population }, children) {
    const all = withSlots(population);
    return {
      population: islandsOf(population.length, settings.islands!.count).flatMap(({ start, end }) =>
        elitist(settings, all.slice(start, end), children.slice(start, end)),
      ),
    };
  },
});
