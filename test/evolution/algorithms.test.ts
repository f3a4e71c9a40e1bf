import { describe, expect, it } from 'vitest';
import { acceptance, cutoffOf } from '../../main/evolution/algorithms/harm-gp.ts';
import { islandsOf } from '../../main/evolution/algorithms/islands.ts';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { algorithms as catalogue, type SelectionName, selections } from '../../main/evolution/catalogue.ts';
import { compareFitness, dominates } from '../../main/evolution/compare.ts';
import { digest } from '../../main/evolution/digest.ts';
import type { Generation, Individual } from '../../main/evolution/individual.ts';
import { createSelection } from '../../main/evolution/selection/registry.ts';
import type { EvolutionSettings } from '../../main/evolution/settings.ts';
import type { Toolbox } from '../../main/evolution/toolbox.ts';
import type { Evaluate } from '../../main/strategy/fitness.ts';
import { equal, genome, genomeKey, size } from '../../main/strategy/genome.ts';
import { collect, settings as defaults, evaluate, individual, score, toolbox as synthetic } from './synthetic.ts';

/** Settings with which each algorithm shows all it does. */
const special: Partial<Record<(typeof catalogue)[number]['name'], Partial<EvolutionSettings>>> = {
  muPlusLambda: { offspring: 45 },
  muCommaLambda: { offspring: 45, elitism: 1 },
  nsga3: { referencePoints: { divisions: 4, memory: true } },
  islands: { islands: { count: 4, every: 2, migrants: 2, topology: 'random', emigrants: 'random', replaced: 'random' }, elitism: 1 },
  harmGp: { harm: { model: 60, minCutoff: 4 } },
};
const settings = (name: keyof typeof algorithms, changes: Partial<EvolutionSettings> = {}) =>
  defaults({ weights: [1, -1, 1], ...special[name], ...changes });
const toolbox = (s: EvolutionSettings): Toolbox => ({
  ...synthetic(s),
  select: createSelection(s.selection ?? 'tournament', s),
  survive: createSelection(s.survival ?? 'best', s),
  ...(s.deduplicate && { identity: genomeKey }),
});
const run = (name: keyof typeof algorithms, s = settings(name), e: Evaluate = evaluate, options = {}) =>
  collect(algorithms[name](s, toolbox(s), e, options));

/** Answers one at a time, the last first, some of them late. */
const scrambled: Evaluate = async (genomes) => {
  const answers = genomes.map(async (g, i) => {
    for (let turn = (genomes.length - i) % 5; turn > 0; turn--) await new Promise(setImmediate);
    return score(g);
  });
  return Promise.all(answers);
};

/** As after a generation was stored and read back: nothing but plain data is left. */
const restored = (generation: Generation): Generation => ({
  ...generation,
  population: generation.population.map((one) => ({ ...one, fitness: [...one.fitness], parents: [...one.parents] })),
  ...(generation.state === undefined ? {} : { state: JSON.parse(JSON.stringify(generation.state)) }),
});

interface Variant {
  readonly title: string;
  readonly name: keyof typeof algorithms;
  readonly extra: Partial<EvolutionSettings>;
}
const islandAlgorithms = catalogue.flatMap(({ name }) => (name === 'islands' ? [] : [name]));
const variants: readonly Variant[] = [
  ...catalogue.map(({ name }) => ({ title: name, name, extra: {} })),
  ...islandAlgorithms.map((algorithm) => ({
    title: `${algorithm} on islands`,
    name: 'islands' as const,
    extra: {
      ...{ offspring: 34, ...special[algorithm], elitism: 1 },
      islands: { count: 3, every: 2, migrants: 2, topology: 'random' as const, algorithm },
    },
  })),
  ...catalogue.map(({ name }) => ({ title: `${name} without duplicates`, name, extra: { deduplicate: 'genome' as const } })),
];

describe.each(variants)('$title', ({ name, extra }) => {
  const settingsWith = (changes: Partial<EvolutionSettings> = {}) =>
    settings(name, { crossover: 0.6, mutation: 0.3, ...extra, ...changes });
  const run = (s = settingsWith(), e: Evaluate = evaluate, options = {}) => collect(algorithms[name](s, toolbox(s), e, options));

  it('yields all generations, each of full size, each individual with the fitness of its genome', async () => {
    const s = settingsWith();
    const generations = await run();
    expect(generations.map((g) => g.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const [i, { population }] of generations.entries()) {
      expect(population.length).toBe(s.population);
      expect(population.every((one) => compareFitness(s.weights, one.fitness, score(one.genome)) === 0)).toBe(true);
      const before = generations[i - 1]?.population;
      for (const one of population) {
        if (!before) expect(one).toMatchObject({ parents: [], operator: 'initialise' });
        else expect(one.parents.length > 0 && one.parents.every((slot) => before[slot] !== undefined)).toBe(true);
        if (one.operator === 'reproduce') expect(equal(one.genome, before![one.parents[0]!]!.genome)).toBe(true);
      }
    }
  });

  it('gives the same run again, however the evaluations arrive, and another for another seed', async () => {
    const first = await run();
    expect(await run(settingsWith(), scrambled)).toEqual(first);
    expect(digest((await run(settingsWith({ seed: 2 }))).at(-1)!)).not.toBe(digest(first.at(-1)!));
  });

  it('goes on from any stored generation exactly as if it had never stopped', async () => {
    const whole = await run();
    for (const from of whole) {
      expect(await run(settingsWith(), evaluate, { from: restored(from) })).toEqual(whole.slice(from.number + 1));
    }
  });

  it.each(['roulette', 'sus', 'best', 'lexicase', 'nsga2', 'spea2'] as const)(
    'works with the selection %s',
    async (selection: SelectionName) => {
      const s = settingsWith({ selection, survival: selection, generations: 2 });
      expect((await run(s)).map((g) => g.population.length)).toEqual([30, 30, 30]);
    },
  );

  it('works with odd and small populations, and with certain variation', async () => {
    const small = name === 'islands' ? 13 : 3;
    for (const changes of [{ population: small }, { population: 31 }, { crossover: 1, mutation: 0 }, { crossover: 0, mutation: 1 }]) {
      const s = settingsWith({
        generations: 2,
        ...changes,
        ...(name === 'islands' ? { islands: { ...extra.islands, count: 3, every: 1, migrants: 1 } } : {}),
      });
      expect((await run(s)).map((g) => g.population.length)).toEqual(Array(3).fill(s.population));
    }
  });

  it('stops between generations when it is aborted, and starts nothing when it is already', async () => {
    const never: Evaluate = () => Promise.reject(new Error('evaluated'));
    await expect(run(settingsWith(), never, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('remembers the best of all children, and gets better on an easy problem', async () => {
    const s = settingsWith({ population: 40, generations: 25 });
    const seen: Individual['fitness'][] = [];
    const generations = await run(s, async (genomes) => {
      const answers = genomes.map(score);
      seen.push(...answers);
      return answers;
    });
    const best = seen.toSorted((a, b) => compareFitness(s.weights, b, a))[0]!;
    expect(generations.at(-1)!.hallOfFame[0]!.fitness).toEqual(best);
    const average = ({ population }: Generation) => population.reduce((sum, one) => sum + one.fitness[0]!, 0) / population.length;
    const pareto = name.startsWith('nsga') || extra.islands?.algorithm?.startsWith('nsga');
    if (!pareto) expect(average(generations.at(-1)!)).toBeGreaterThan(average(generations[0]!) + 2);
    else {
      const [first, last] = [generations[0]!.population, generations.at(-1)!.population];
      expect(first.filter((one) => !last.some((other) => dominates(s.weights, other.fitness, one.fitness))).length).toBeLessThan(
        first.length / (name === 'islands' ? 2 : 4),
      );
    }
  });
});

describe('elitism', () => {
  it.each(['eaSimple', 'muCommaLambda', 'harmGp', 'islands'] as const)('never lets the best of %s get worse', async (name) => {
    const s = settings(name, { elitism: 2, crossover: 0.5, mutation: 0.5, generations: 15 });
    const generations = await run(name, s);
    const best = generations.map(({ population }) => population.toSorted((a, b) => compareFitness(s.weights, b.fitness, a.fitness))[0]!);
    for (const [i, one] of best.entries())
      if (i > 0) expect(compareFitness(s.weights, one.fitness, best[i - 1]!.fitness)).toBeGreaterThanOrEqual(0);
  });

  it('of 0 is what eaSimple did without it', async () => {
    const [without, zero] = await Promise.all([run('eaSimple'), run('eaSimple', settings('eaSimple', { elitism: 0 }))]);
    expect(zero).toEqual(without);
  });
});

describe('(μ+λ) and (μ,λ)', () => {
  it('evaluate λ children less those reproduced', async () => {
    const s = settings('muPlusLambda', { crossover: 0.6, mutation: 0.4 });
    expect((await run('muPlusLambda', s)).slice(1).map((g) => g.evaluations)).toEqual(Array(8).fill(45));
  });

  it('plus keeps the best of parents and children; comma the best of the children', async () => {
    for (const name of ['muPlusLambda', 'muCommaLambda'] as const) {
      const s = settings(name, { elitism: 0, crossover: 0.5, mutation: 0.5, generations: 4 });
      const batches: Individual['fitness'][][] = [];
      const generations = await run(name, s, async (genomes) => {
        batches.push(genomes.map(score));
        return batches.at(-1)!;
      });
      for (const [i, { population }] of generations.entries()) {
        if (i === 0) continue;
        const parents = name === 'muPlusLambda' ? generations[i - 1]!.population.map((one) => one.fitness) : [];
        const pool = [...parents, ...batches[i]!].sort((a, b) => compareFitness(s.weights, b, a));
        expect(population.map((one) => one.fitness)).toEqual(pool.slice(0, s.population));
      }
    }
  });

  it('say what does not fit', async () => {
    await expect(run('muPlusLambda', settings('muPlusLambda', { crossover: 0.8, mutation: 0.3 }))).rejects.toThrow(
      'together they may be 1',
    );
    await expect(run('muCommaLambda', settings('muCommaLambda', { offspring: 29 }))).rejects.toThrow('only children survive');
  });
});

describe('steady state', () => {
  it('changes as many as there are children at most, never for the worse, and lets no twin in', async () => {
    const s = settings('steadyState', { offspring: 4, generations: 30 });
    const generations = await run('steadyState', s);
    for (const [i, { population, evaluations }] of generations.entries()) {
      if (i === 0) continue;
      expect(evaluations).toBeLessThanOrEqual(4);
      const before = generations[i - 1]!.population;
      const born = [...population.keys()].filter((slot) => population[slot]!.operator !== 'reproduce');
      expect(born.length).toBeLessThanOrEqual(4);
      for (const slot of born) expect(compareFitness(s.weights, population[slot]!.fitness, before[slot]!.fitness)).toBeGreaterThan(0);
      expect(new Set(population.map((one) => genomeKey(one.genome))).size).toBe(population.length);
    }
  });
});

describe('NSGA-II and NSGA-III', () => {
  it.each(['nsga2', 'nsga3'] as const)('%s never loses a non-dominated point while there is room', async (name) => {
    const s = settings(name, { population: 60, generations: 10 });
    const generations = await run(name, s);
    for (const [i, { population }] of generations.entries()) {
      const before = generations[i - 1]?.population ?? [];
      for (const lost of before) {
        const alive = population.some((one) => compareFitness(s.weights, one.fitness, lost.fitness) === 0);
        const beaten = population.some((one) => dominates(s.weights, one.fitness, lost.fitness));
        // Whoever went without being beaten went because the first front is full.
        if (!alive && !beaten) {
          expect(population.every((one) => !population.some((other) => dominates(s.weights, other.fitness, one.fitness)))).toBe(true);
        }
      }
    }
  });

  it('does not go on without the points it has to remember', async () => {
    const [, , third] = await run('nsga3');
    const { state: _, ...forgetful } = third!;
    await expect(run('nsga3', settings('nsga3'), evaluate, { from: forgetful })).rejects.toThrow('generation 2 was stored without');
  });
});

describe('islands', () => {
  const islandOf = (slot: number) => islandsOf(30, 3).findIndex(({ start, end }) => slot >= start && slot < end);
  /** From which island to which somebody came, a generation. */
  const moves = async (islands: EvolutionSettings['islands'] & object) => {
    const generations = await run('islands', settings('islands', { islands, generations: 9 }));
    return generations.map(({ population }) => {
      const found = population.flatMap((one, slot) => one.parents.map((parent) => `${islandOf(parent)}>${islandOf(slot)}`));
      return [...new Set(found)].filter((move) => move[0] !== move[2]).sort();
    });
  };

  it('are even parts', () => {
    expect(islandsOf(11, 3)).toEqual([
      { start: 0, end: 4 },
      { start: 4, end: 8 },
      { start: 8, end: 11 },
    ]);
  });

  it('mix only when it is time, and only along the topology', async () => {
    const ring = await moves({ count: 3, every: 3, migrants: 3 });
    expect(ring.map((found) => found.length > 0)).toEqual([false, false, false, false, true, false, false, true, false, false]);
    expect(new Set(ring.flat())).toEqual(new Set(['0>1', '1>2', '2>0']));
    const full = await moves({ count: 3, every: 3, migrants: 4, topology: 'full' });
    expect(new Set(full.flat())).toEqual(new Set(['0>1', '0>2', '1>0', '1>2', '2>0', '2>1']));
    const random = await moves({ count: 3, every: 1, migrants: 4, topology: 'random' });
    expect(random.every((found) => found.length <= 3)).toBe(true);
    expect(new Set(random.flat()).size).toBe(6);
  });

  it('without migrants live apart', async () => {
    expect((await moves({ count: 3, every: 1, migrants: 0 })).flat()).toEqual([]);
  });

  it('say what does not fit', async () => {
    for (const [islands, message] of [
      [undefined, 'missing'],
      [{ count: 1 }, 'at least 2'],
      [{ count: 10, migrants: 3 }, 'cannot take in 3'],
      [{ count: 4, migrants: 3, topology: 'full' }, 'cannot take in 9'],
      [{ count: 2, every: 0 }, 'at least 1 generation'],
    ] as const) {
      const { islands: _, ...rest } = settings('islands');
      await expect(run('islands', islands ? { ...rest, islands } : rest)).rejects.toThrow(message);
    }
  });
});

describe('HARM-GP', () => {
  // The probabilities that gp.harm of python3-deap 1.3.1 computes for these sizes and this cutoff.
  it.each([
    [5, 1],
    [20, 1],
    [21, 0.14728572543742832],
    [22, 0.12525935380663006],
    [24, 0.6039580005005482],
    [30, 0.20617804838431578],
    [32, 0.7292847633977454],
    [40, 0.22742466756842647],
  ])('accepts the size %i as often as DEAP', (s, expected) => {
    const model = [5, 20, 22, 30].flatMap((modelSize, i) => Array<number>([40, 30, 20, 10][i]!).fill(modelSize));
    expect(acceptance({ population: 50 }, 20, model)(s)).toBeCloseTo(expected, 12);
  });

  it('cuts at the least size among the best, but not below the least cutoff', () => {
    const sized = (fitness: number, nodes: number): Individual => ({ ...individual([fitness]), genome: genome(Array(nodes).fill(1), []) });
    const population = [...Array(18).keys()].map((i) => sized(i, 3)).concat(sized(50, 40), sized(60, 30));
    expect(cutoffOf({ weights: [1] }, population)).toBe(30);
    expect(cutoffOf({ weights: [-1] }, population)).toBe(20);
    expect(cutoffOf({ weights: [1], harm: { rho: 0.5, minCutoff: 2 } }, population)).toBe(3);
  });

  it('keeps strategies smaller than eaSimple where nothing else does', async () => {
    // Everybody is equally good, and children of crossover are as large as they come.
    const flat: Evaluate = async (genomes) => genomes.map(() => [0, 0, 0]);
    const growing = (s: EvolutionSettings): Toolbox => ({
      ...toolbox(s),
      mutate: (random, g) => ({ codes: Uint16Array.from([...g.codes, random.integer(0, 9), 1, 1]), constants: g.constants }),
    });
    const sizes = async (name: 'eaSimple' | 'harmGp') => {
      const s = settings(name, { generations: 25, crossover: 0, mutation: 0.9, harm: { model: 200, minCutoff: 10 } });
      const last = (await collect(algorithms[name](s, growing(s), flat))).at(-1)!;
      return last.population.reduce((sum, one) => sum + size(one.genome), 0) / last.population.length;
    };
    expect(await sizes('harmGp')).toBeLessThan((await sizes('eaSimple')) / 2);
  });
});

it('the hall of fame holds one of those that the toolbox takes for the same', async () => {
  const s = settings('eaSimple', { hallOfFame: 10 });
  const identity = (g: Parameters<typeof size>[0]) => String(size(g));
  const generations = await collect(algorithms.eaSimple(s, { ...toolbox(s), identity }, evaluate));
  const hall = generations.at(-1)!.hallOfFame;
  expect(hall.length).toBeGreaterThan(3);
  expect(new Set(hall.map(({ genome: g }) => size(g))).size).toBe(hall.length);
});

it('the catalogue describes each name once', () => {
  for (const list of [catalogue, selections]) {
    expect(new Set(list.map((entry) => entry.name)).size).toBe(list.length);
    expect(list.every((entry) => /^[A-Zλ].*\.$/.test(entry.description) && entry.description.length < 110)).toBe(true);
  }
});
