import { describe, expect, it } from 'vitest';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { digest } from '../../main/evolution/digest.ts';
import { defaultSettings, type EvolutionSettings } from '../../main/evolution/settings.ts';
import { populationStatistics } from '../../main/evolution/statistics.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { free } from '../../main/strategy/free.ts';
import { equal, type Genome, genomeKey, height, size } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { collect } from './synthetic.ts';

const settings: EvolutionSettings = { ...defaultSettings, population: 60, generations: 12 };
const sets = [dimensioned(100), free(100)];

/** Best are strategies of exactly twenty nodes, then the flattest. */
const evaluate = async (genomes: readonly Genome[]): Promise<Fitness[]> =>
  genomes.map((g) => [-Math.abs(size(g) - 20), height(g), genomeKey(g).charCodeAt(0)]);

describe.each(sets.map((set) => [set.name, set] as const))('toolbox of the %s set', (_, set) => {
  const toolbox = createToolbox(settings, set);
  const some = Array.from({ length: 200 }, (__, slot) => toolbox.generate(randomFor(1, 0, slot, 'initialise')));

  it('generates strategies of the heights asked for, hardly one twice', () => {
    expect(some.every((g) => withinLimits(g, settings.limits) && height(g) >= 1 && height(g) <= settings.initialHeight.max)).toBe(true);
    expect(new Set(some.map(genomeKey)).size).toBeGreaterThan(180);
    expect(some.every((g) => equal(parse(print(g)), g))).toBe(true);
  });

  it('never makes a child beyond the limits, even tight ones, and never changes a parent', () => {
    const limits = { maxHeight: 5, maxSize: 18, maxLookback: 60 };
    const tight = createToolbox({ ...settings, limits }, set);
    const parents = Array.from({ length: 200 }, (__, slot) => tight.generate(randomFor(2, 0, slot, 'initialise')));
    const before = parents.map(genomeKey);
    const children = parents.flatMap((a, i) => {
      const random = randomFor(2, 1, i, 'mate');
      const pair = tight.mate(random, a, parents[(i + 1) % parents.length]!);
      return [...pair, tight.mutate(random, a)];
    });
    expect(parents.every((g) => withinLimits(g, limits))).toBe(true);
    expect(children.every((g) => withinLimits(g, limits))).toBe(true);
    expect(children.every((g) => equal(parse(print(g)), g))).toBe(true);
    expect(parents.map(genomeKey)).toEqual(before);
    expect(children.filter((g) => !before.includes(genomeKey(g))).length).toBeGreaterThan(children.length / 3);
  });

  it('finds strategies of twenty nodes, stays within the limits, and repeats itself to the last bit', async () => {
    const run = (from = {}) => collect(algorithms.eaSimple(settings, toolbox, evaluate, from));
    const generations = await run();
    expect(size(generations.at(-1)!.hallOfFame[0]!.genome)).toBe(20);
    const sizes = generations.map((g) => populationStatistics(g.population).size);
    expect(Math.abs(sizes.at(-1)!.avg - 20)).toBeLessThan(Math.abs(sizes[0]!.avg - 20));
    expect(generations.every((g) => g.population.every((i) => withinLimits(i.genome, settings.limits)))).toBe(true);
    expect((await run()).map(digest)).toEqual(generations.map(digest));
    expect(await run({ from: generations[5] })).toEqual(generations.slice(6));
  });
});

it('lets single operators be swapped', async () => {
  const mutants: Genome[] = [];
  const toolbox = createToolbox(settings, sets[0]!);
  const swapped: typeof toolbox = {
    ...toolbox,
    mutate(random, g) {
      mutants.push(g);
      return toolbox.mutate(random, g);
    },
  };
  await collect(algorithms.eaSimple({ ...settings, generations: 2 }, swapped, evaluate));
  expect(mutants.length).toBeGreaterThan(0);
});
