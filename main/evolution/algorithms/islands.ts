import { randomFor } from '../../strategy/random.ts';
import { elitist } from '../elitism.ts';
import type { Individual, Json, Offspring } from '../individual.ts';
import type { EvolutionSettings, IslandSettings } from '../settings.ts';
import { type Parent, varAnd } from '../variation/var-and.ts';
import { type Breeding, type Method, select, withSlots } from './algorithm.ts';
import { eaSimple } from './ea-simple.ts';
import { harmGp } from './harm-gp.ts';
import { migrate } from './migration.ts';
import { muCommaLambda, muPlusLambda } from './mu-lambda.ts';
import { nsga2 } from './nsga2.ts';
import { nsga3 } from './nsga3.ts';
import { steadyState } from './steady-state.ts';

/** How an island may breed. */
const methods: Readonly<Record<NonNullable<IslandSettings['algorithm']>, Method>> = {
  eaSimple,
  muPlusLambda,
  muCommaLambda,
  steadyState,
  nsga2,
  nsga3,
  harmGp,
};

const methodOf = ({ islands }: EvolutionSettings): Method => methods[islands?.algorithm ?? 'eaSimple'];

/** Slots [start, end) of each island: even parts, the first ones one larger where it does not divide. */
export function islandsOf(population: number, count: number): { start: number; end: number }[] {
  const start = (island: number) => Math.floor(population / count) * island + Math.min(island, population % count);
  return Array.from({ length: count }, (_, island) => ({ start: start(island), end: start(island + 1) }));
}

/** The settings of one island: its part of the population and of the offspring, and a seed of its own. */
function settingsOf(settings: EvolutionSettings, island: number): EvolutionSettings {
  const { seed, population, offspring, islands } = settings;
  const part = (all: number) => {
    const { start, end } = islandsOf(all, islands!.count)[island]!;
    return end - start;
  };
  return {
    ...settings,
    population: part(population),
    ...(offspring === undefined ? {} : { offspring: part(offspring) }),
    seed: Math.floor(randomFor(seed, 0, island, 'island').float() * 2 ** 53),
  };
}

/** Whether migrants have arrived before the parents of this generation are selected. */
export const isMigration = ({ islands }: EvolutionSettings, number: number): boolean =>
  number > 1 && (number - 1) % (islands!.every ?? 5) === 0;

/** One island before it breeds. */
export interface Island {
  readonly index: number;
  /** Its own, with their slots in the whole population. */
  readonly members: readonly Parent[];
  /** Those who may be parents: its own, and copies of immigrants in the places of others when it is time. */
  readonly pool: readonly Parent[];
  /** What its algorithm remembers. */
  readonly state: Json | undefined;
}

export function islandsAt({ settings, number, population, state }: Omit<Breeding, 'toolbox'>): Island[] {
  const states = state as readonly Json[] | undefined;
  const all = withSlots(population);
  const members = islandsOf(population.length, settings.islands!.count).map(({ start, end }) => all.slice(start, end));
  const pools = isMigration(settings, number) ? migrate(settings, members, number) : members;
  return pools.map((pool, index) => ({ index, members: members[index]!, pool, state: states?.[index] ?? undefined }));
}

type Common = Pick<Breeding, 'settings' | 'toolbox' | 'number'>;

/** An island as a population by itself, in which everybody is numbered from 0. */
const alone = ({ settings, toolbox, number }: Common, { index, pool, state }: Island): Breeding => ({
  ...{ toolbox, number, state },
  settings: settingsOf(settings, index),
  population: pool.map(({ individual }) => individual),
});

const renumbered = <T extends Offspring>(one: T, slot: (parent: number) => number): T => ({ ...one, parents: one.parents.map(slot) });

/**
 * Islands (Tanese 1989; Whitley, Rana and Heckendorn 1999): the population is divided into several that breed apart,
 * each by `islands.algorithm` with the operators of the settings, its even part of the offspring, and random numbers of
 * its own. After every `islands.every` generations copies of the best (or of some) of each island take the places of the
 * worst (or of some) on the next one of a ring, of a ring in a random order, or on all others, just before parents are
 * selected: the slots in a child's `parents` are those where the migrant really lives. Where parents compete with
 * their children (all but eaSimple, (μ,λ) and HARM-GP) immigrants do so as well.
 *
 * DEAP's `migRing` moves the emigrants themselves, so that two islands share one object, and finds those to be replaced
 * by equality, so that a twin goes in their place; here they are copies, and places are told apart.
 *
 * @throws {RangeError} when the islands are too many or too small for the migrants or for their algorithm
 */
export const islands: Method = {
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
    if ((settings.offspring ?? count) < count) {
      throw new RangeError(
        `offspring is ${settings.offspring}, less than one child for each of ${count} islands: raise it, or lower islands.count`,
      );
    }
    // The last one is the smallest.
    methodOf(settings).check?.(settingsOf(settings, count - 1));
  },
  parentsStay: (settings) => methodOf(settings).parentsStay?.(settings) ?? false,
  *breed(breeding) {
    for (const island of islandsAt(breeding)) yield* breedOn(breeding, island);
  },
  survive(breeding, children) {
    let born = 0;
    const next = islandsAt(breeding).map((island) => {
      const first = born;
      born += birthsOn(breeding.settings, island.index);
      return surviveOn(breeding, island, children.slice(first, born));
    });
    const states = next.map(({ state }) => state ?? null);
    return { population: next.flatMap((one) => one.population), ...(states.some((state) => state !== null) ? { state: states } : {}) };
  },
};

function birthsOn(settings: EvolutionSettings, index: number): number {
  const own = settingsOf(settings, index);
  return methodOf(settings).births?.(own) ?? own.population;
}

/** The children of one island, whose parents have the slots of the whole population. */
export function* breedOn(common: Common, island: Island): Generator<Offspring, void, undefined> {
  const { settings, toolbox, number } = common;
  const { pool, members } = island;
  const method = methodOf(settings);
  if (method === eaSimple) {
    const start = members[0]!.slot;
    yield* varAnd(settings, toolbox, number, select(common, toolbox.select, pool, pool.length, start), start);
    return;
  }
  for (const child of method.breed(alone(common, island))) yield renumbered(child, (parent) => pool[parent]!.slot);
}

/** Who lives on there: the method numbers everybody from 0, the result has the slots of the whole population. */
export function surviveOn(
  common: Common,
  island: Island,
  children: readonly Individual[],
): { readonly population: readonly Individual[]; readonly state?: Json } {
  const { settings, toolbox } = common;
  const { pool, members } = island;
  const method = methodOf(settings);
  if (method === eaSimple) return { population: elitist(settings, members, children, toolbox.identity) };
  const place = new Map(pool.map(({ slot }, i) => [slot, i]));
  const own = children.map((child) => renumbered(child, (slot) => place.get(slot)!));
  const { population, ...state } = method.survive?.(alone(common, island), own) ?? { population: own };
  return { population: population.map((one) => renumbered(one, (parent) => pool[parent]!.slot)), ...state };
}
