import { describe, expect, it } from 'vitest';
import { algorithms, crossovers, initialisations, mutations, needSurplus, selections } from '../../main/evolution/catalogue.ts';
import { digest } from '../../main/evolution/digest.ts';
import { run } from '../../main/evolution/run.ts';
import { defaultSettings, type EvolutionSettings } from '../../main/evolution/settings.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { defaultMutations, mutationLots } from '../../main/evolution/variation/registry.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { equal, type Genome, height, size } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { collect } from './synthetic.ts';

const set = dimensioned(100);
const base: EvolutionSettings = { ...defaultSettings, population: 30, generations: 5, seed: 3, islands: { count: 3 }, harm: { model: 60 } };
const evaluate = async (genomes: readonly Genome[]): Promise<Fitness[]> =>
  genomes.map((g) => [-Math.abs(size(g) - 20) / 13, height(g) / 17, (g.codes[0]! % 7) / 11]);
const go = (changes: Partial<EvolutionSettings>, from = {}) => {
  const settings = { ...base, ...changes };
  return collect(run(settings, createToolbox(settings, set), evaluate, from));
};
const last = async (changes: Partial<EvolutionSettings>) => digest((await go(changes)).at(-1)!);

describe('what an experiment can name', () => {
  const cases: (readonly [string, Partial<EvolutionSettings>])[] = [
    ...algorithms.map(({ name }) => [`algorithm ${name}`, { algorithm: name }] as const),
    ...selections.map(({ name }) => [`selection ${name}`, { selection: name }] as const),
    ...selections.map(({ name }) => [`survival ${name}`, { algorithm: 'muPlusLambda', survival: name }] as const),
    ...initialisations.map(({ name }) => [`initialisation ${name}`, { initialisation: name }] as const),
    ...crossovers.map(({ name }) => [`crossover ${name}`, { crossoverMethod: name }] as const),
    ...mutations.map(({ name }) => [`mutation ${name}`, { mutations: { [name]: 1 }, mutation: 0.8, crossover: 0.2 }] as const),
  ];

  it.each(cases)('%s: real strategies within the limits, the same after a pause', async (_, changes) => {
    const generations = await go(changes);
    expect(generations.length).toBe(6);
    for (const { population } of generations) {
      expect(population.length).toBe(30);
      expect(population.every(({ genome }) => withinLimits(genome, base.limits))).toBe(true);
    }
    expect(generations.at(-1)!.population.every(({ genome }) => equal(parse(print(genome)), genome))).toBe(true);
    expect(await go(changes, { from: generations[2] })).toEqual(generations.slice(3));
  });

  it('makes a difference, each name its own, where there is something to choose', async () => {
    const idle = [...needSurplus].map((name) => `selection ${name}`);
    for (const group of ['algorithm', 'selection', 'survival', 'initialisation', 'crossover', 'mutation']) {
      const digests = await Promise.all(
        cases.filter(([name]) => name.startsWith(`${group} `) && !idle.includes(name)).map(([, changes]) => last(changes)),
      );
      expect(new Set(digests).size).toBe(digests.length);
    }
  });

  it('is today what it was when nothing is named, and the defaults may be named', async () => {
    const { islands: _, harm: __, ...plain } = base;
    const before = digest((await collect(run(plain, createToolbox(plain, set), evaluate))).at(-1)!);
    expect(await last({})).toBe(before);
    const named = {
      algorithm: 'eaSimple',
      selection: 'tournament',
      crossoverMethod: 'onePoint',
      initialisation: 'halfAndHalf',
      mutations: defaultMutations,
      elitism: 0,
      seeds: [],
    } as const;
    expect(await last(named)).toBe(before);
  });
});

describe('lots of mutations', () => {
  it('are as many as they say, whatever the order they are named in', () => {
    expect(mutationLots({ shrink: 2, uniform: 1 })).toEqual(mutationLots({ uniform: 1, shrink: 2, hoist: 0 }));
    expect(mutationLots().length).toBe(10);
  });

  it('have to be whole numbers, and not all be 0', () => {
    expect(() => mutationLots({ uniform: 0.5 })).toThrow('mutations.uniform is 0.5');
    expect(() => mutationLots({ hoist: -1 })).toThrow('mutations.hoist is -1');
    expect(() => mutationLots({})).toThrow('names none');
  });
});
