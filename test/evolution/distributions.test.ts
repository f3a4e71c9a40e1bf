import { describe, expect, it } from 'vitest';
import { harmGp } from '../../main/evolution/algorithms/harm-gp.ts';
import { islandsOf } from '../../main/evolution/algorithms/islands.ts';
import { migrate } from '../../main/evolution/algorithms/migration.ts';
import { createSelection } from '../../main/evolution/selection/registry.ts';
import type { IslandSettings } from '../../main/evolution/settings.ts';
import { shuffled } from '../../main/evolution/shuffle.ts';
import type { Toolbox } from '../../main/evolution/toolbox.ts';
import { mutationLots } from '../../main/evolution/variation/registry.ts';
import { varAnd } from '../../main/evolution/variation/var-and.ts';
import { genome, size } from '../../main/strategy/genome.ts';
import { type Random, randomFor } from '../../main/strategy/random.ts';
import { agrees } from '../strategy/chi-squared.ts';
import { individual, settings, toolbox } from './synthetic.ts';

const COUNT = 6000;

/** How often each name comes. */
function tally(outcome: (i: number) => string, count = COUNT): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const name = outcome(i);
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

it('a shuffle gives every order equally often', () => {
  const found = tally((i) => shuffled(randomFor(31, 0, i, 'shuffle'), [1, 2, 3, 4]).join(''));
  expect(found.size).toBe(24);
  expect(agrees([...found.values()])).toBe(true);
});

it('varAnd crosses over and mutates as often as it should, each on its own', () => {
  const s = { ...settings(), crossover: 0.6, mutation: 0.3 };
  const parents = Array.from({ length: 2 * COUNT }, (_, slot) => ({ slot, individual: individual([0, 0, 0], slot % 50) }));
  // One of each pair: both are crossed over, or neither.
  const operators = [...varAnd(s, toolbox(s), 1, parents)].filter((_, slot) => slot % 2 === 0).map(({ operator }) => operator);
  const names = ['reproduce', 'crossover', 'mutation', 'crossover+mutation'] as const;
  expect(
    agrees(
      names.map((name) => operators.filter((operator) => operator === name).length),
      [0.4 * 0.7, 0.6 * 0.7, 0.4 * 0.3, 0.6 * 0.3],
    ),
  ).toBe(true);
});

it('mutations are picked as often as they have lots', () => {
  const lots = mutationLots({ uniform: 5, shrink: 2, hoist: 1 });
  const found = tally((i) => randomFor(32, 0, i, 'mutate').choice(lots).name);
  expect(agrees([found.get('uniform')!, found.get('shrink')!, found.get('hoist')!], [5, 2, 1])).toBe(true);
});

describe('parents of NSGA-II', () => {
  const select = (values: readonly (readonly number[])[], k: number) => {
    const population = values.map((fitness, code) => individual(fitness, code));
    const crowded = createSelection('crowdedTournament', { ...settings(), weights: values[0]!.map(() => 1), population: values.length });
    return tally((i) =>
      crowded((place) => randomFor(33, i, place, 'select'), population, k)
        .map((one) => one.genome.codes[0])
        .sort()
        .join(),
    );
  };

  it('of two who are equally lonely a coin decides', () => {
    expect(
      agrees([
        ...select(
          [
            [1, 0],
            [0, 1],
          ],
          1,
        ).values(),
      ]),
    ).toBe(true);
  });

  it('meet each other evenly', () => {
    // A chain of four, two duels: the best wins its own, the second unless it meets the best.
    const found = select([[4], [3], [2], [1]], 2);
    expect([...found.keys()].sort()).toEqual(['0,1', '0,2']);
    expect(agrees([found.get('0,1')!, found.get('0,2')!], [2, 1])).toBe(true);
  });
});

it('NSGA-III takes from empty niches in an even order', () => {
  const population = [
    [1, 0],
    [0.7, 0.7],
    [0, 1],
  ].map((values, code) => individual(values, code));
  const s = { ...settings(), weights: [1, 1], population: 3, referencePoints: { divisions: 2 } };
  const nsga3 = createSelection('nsga3', s);
  const found = tally((i) => String(nsga3((place) => randomFor(34, i, place, 'survive'), population, 1)[0]!.genome.codes[0]));
  expect(found.size).toBe(3);
  expect(agrees([...found.values()])).toBe(true);
});

it('HARM-GP makes children as often as it should, and takes each size as often as DEAP accepts it', () => {
  const shares = new Map([
    [5, 40],
    [20, 30],
    [22, 20],
    [30, 10],
  ]);
  const lots = [...shares].flatMap(([nodes, count]) => Array<number>(count).fill(nodes));
  const child = (random: Random) => genome(Array(random.choice(lots)).fill(1), []);
  const s = { ...settings(), population: COUNT, crossover: 0.6, mutation: 0.4, harm: { model: 4 * COUNT } };
  const sized: Toolbox = { ...toolbox(s), mate: (random) => [child(random), child(random)], mutate: (random) => child(random) };
  const population = Array.from({ length: COUNT }, (_, code) => individual([0, 0, 0], code % 50));
  const children = [...harmGp.breed({ settings: s, toolbox: sized, number: 1, population, state: undefined })];
  expect(children.length).toBe(COUNT);
  const crossed = children.filter(({ operator }) => operator === 'crossover').length;
  expect(agrees([crossed, COUNT - crossed], [6, 4])).toBe(true);
  // The probabilities that gp.harm of python3-deap 1.3.1 computes for these sizes and the least cutoff.
  const accepted = new Map([
    [5, 1],
    [20, 1],
    [22, 0.12525935380663006],
    [30, 0.20617804838431578],
  ]);
  const sizes = [...shares.keys()];
  expect(
    agrees(
      sizes.map((nodes) => children.filter((one) => size(one.genome) === nodes).length),
      sizes.map((nodes) => shares.get(nodes)! * accepted.get(nodes)!),
    ),
  ).toBe(true);
});

describe('migration', () => {
  const size = 12;
  const all = Array.from({ length: 3 * size }, (_, slot) => ({ slot, individual: individual([slot, 0, 0], slot) }));
  const islands = islandsOf(all.length, 3).map(({ start, end }) => all.slice(start, end));
  const migrated = (given: Partial<IslandSettings>, number: number) =>
    migrate({ ...settings(), population: all.length, islands: { count: 3, ...given } }, islands, number);
  const islandOf = (slot: number) => Math.floor(slot / size);

  it('along a random ring goes either way equally often', () => {
    const found = tally((i) => String(islandOf(migrated({ topology: 'random' }, i)[0]!.at(-1)!.slot)));
    expect([...found.keys()].sort()).toEqual(['1', '2']);
    expect(agrees([...found.values()])).toBe(true);
  });

  it('sends anybody, and replaces anybody, equally often where that is asked for', () => {
    const random = { emigrants: 'random', replaced: 'random' } as const;
    const sent = tally((i) => String(migrated(random, i)[1]!.at(-1)!.slot));
    expect(sent.size).toBe(size);
    expect(agrees([...sent.values()])).toBe(true);
    const lost = tally((i) => {
      const left = new Set(migrated(random, i)[1]!.map(({ slot }) => slot));
      return String(islands[1]!.find(({ slot }) => !left.has(slot))!.slot);
    });
    expect(lost.size).toBe(size);
    expect(agrees([...lost.values()])).toBe(true);
  });

  it('keeps every island at its size, and nobody but the replaced goes, over thousands of generations', () => {
    for (let i = 0; i < 2000; i++) {
      const topology = (['ring', 'random', 'full'] as const)[i % 3]!;
      const pools = migrated({ topology, migrants: 1 + (i % 4), emigrants: i % 2 ? 'best' : 'random' }, i);
      const arriving = (topology === 'full' ? 2 : 1) * (1 + (i % 4));
      for (const [island, pool] of pools.entries()) {
        expect(pool).toHaveLength(size);
        expect(pool.filter(({ slot }) => islandOf(slot) === island)).toHaveLength(size - arriving);
        expect(new Set(pool.map(({ slot }) => slot)).size).toBe(size);
      }
    }
  });
});
