import { describe, expect, it } from 'vitest';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { compareFitness } from '../../main/evolution/compare.ts';
import { digest } from '../../main/evolution/digest.ts';
import type { Generation } from '../../main/evolution/individual.ts';
import type { EvolutionSettings } from '../../main/evolution/settings.ts';
import type { Evaluate } from '../../main/strategy/fitness.ts';
import { equal, genomeKey } from '../../main/strategy/genome.ts';
import { collect, evaluate, score, settings, toolbox } from './synthetic.ts';

const run = (s: EvolutionSettings, e: Evaluate = evaluate, options = {}) => collect(algorithms.eaSimple(s, toolbox(s), e, options));

/** Answers in chunks that are computed side by side and finish in another order than they were started. */
const chunked =
  (size: number): Evaluate =>
  async (genomes) => {
    const chunks = Array.from({ length: Math.ceil(genomes.length / size) }, (_, i) => genomes.slice(i * size, (i + 1) * size));
    const answers = chunks.map(async (chunk, i) => {
      for (let turn = chunks.length - i; turn > 0; turn--) await new Promise(setImmediate);
      return chunk.map(score);
    });
    return (await Promise.all(answers)).flat();
  };

describe('eaSimple', () => {
  it('yields generation 0 to the last, each of full size', async () => {
    const generations = await run(settings());
    expect(generations.map((g) => g.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(generations.map((g) => g.population.length)).toEqual(Array(9).fill(30));
    expect(generations[0]!.evaluations).toBe(30);
  });

  it('gives the same run however the evaluations are cut and whenever they arrive', async () => {
    const first = await run(settings());
    for (const e of [evaluate, chunked(1), chunked(7), chunked(1000)]) {
      const again = await run(settings(), e);
      expect(again.map(digest)).toEqual(first.map(digest));
      expect(again).toEqual(first);
    }
  });

  it('hands over the first children while the others are still to be made', async () => {
    const s = settings({ population: 400, generations: 1, crossover: 1 });
    const tools = toolbox(s);
    let mated = 0;
    const turns: number[] = [];
    const calls: { readonly mated: number; readonly strategies: number }[] = [];
    const mate: typeof tools.mate = (...given) => {
      mated++;
      return tools.mate(...given);
    };
    const generations = await collect(
      algorithms.eaSimple(
        s,
        { ...tools, mate },
        async (genomes) => {
          calls.push({ mated, strategies: genomes.length });
          return genomes.map(score);
        },
        { turn: async () => void turns.push(mated) },
      ),
    );
    expect(calls.slice(-4).map(({ strategies }) => strategies)).toEqual([100, 100, 100, 100]);
    expect(calls.slice(-4).map((call) => call.mated)).toEqual([50, 100, 150, 200]);
    expect(turns.slice(-4)).toEqual([50, 100, 150, 200]);
    expect(generations.at(-1)!.evaluations).toBe(400);
    expect(generations).toEqual(await run(s));
  });

  it('gives another run for another seed', async () => {
    const digests = await Promise.all([1, 2, 3, 2 ** 53 - 1].map(async (seed) => digest((await run(settings({ seed }))).at(-1)!)));
    expect(new Set(digests).size).toBe(4);
  });

  it('goes on from any stored generation exactly as if it had never stopped', async () => {
    const whole = await run(settings());
    for (const from of whole) expect(await run(settings(), evaluate, { from })).toEqual(whole.slice(from.number + 1));
  });

  it('goes on beyond the end when the settings ask for more generations', async () => {
    const short = await run(settings({ generations: 3 }));
    const rest = await run(settings(), evaluate, { from: short.at(-1) });
    expect([...short, ...rest].map(digest)).toEqual((await run(settings())).map(digest));
  });

  it.each([
    { population: 31 },
    { population: 2 },
    { population: 1 },
    { generations: 0 },
    { crossover: 1, mutation: 1 },
    { tournament: 1 },
    { tournament: 50 },
    { hallOfFame: 1 },
  ])('works with %o', async (changes) => {
    const s = settings(changes);
    const generations = await run(s);
    expect(generations.length).toBe(s.generations + 1);
    expect(generations.every((g) => g.population.length === s.population)).toBe(true);
    expect(generations.every((g) => g.hallOfFame.length <= s.hallOfFame && g.hallOfFame.length > 0)).toBe(true);
  });

  it('evaluates only what went through an operator, and records where everybody comes from', async () => {
    const asked: number[] = [];
    const generations = await run(settings(), async (genomes) => {
      asked.push(genomes.length);
      return genomes.map(score);
    });
    expect(asked).toEqual(generations.map((g) => g.evaluations));
    for (const [i, { population, evaluations }] of generations.entries()) {
      const reproduced = population.filter((individual) => individual.operator === 'reproduce');
      expect(evaluations).toBe(population.length - reproduced.length);
      expect(population.every((individual) => compareFitness([1, 1, 1], individual.fitness, score(individual.genome)) === 0)).toBe(true);
      if (i === 0) {
        expect(population.every((individual) => individual.operator === 'initialise' && individual.parents.length === 0)).toBe(true);
        continue;
      }
      const before = generations[i - 1]!.population;
      for (const individual of population) {
        expect(individual.parents.length).toBe(individual.operator.startsWith('crossover') ? 2 : 1);
        expect(individual.parents.every((slot) => before[slot] !== undefined)).toBe(true);
      }
      expect(reproduced.every((individual) => equal(individual.genome, before[individual.parents[0]!]!.genome))).toBe(true);
    }
  });

  it('asks for nothing when nobody changed, and then the population is a resampling', async () => {
    const calls: number[] = [];
    const generations = await run(settings({ crossover: 0, mutation: 0 }), async (genomes) => {
      calls.push(genomes.length);
      return genomes.map(score);
    });
    expect(calls).toEqual([30]);
    const first = new Set(generations[0]!.population.map((i) => genomeKey(i.genome)));
    expect(generations.at(-1)!.population.every((i) => first.has(genomeKey(i.genome)))).toBe(true);
  });

  it('never loses the best of the run from the hall of fame', async () => {
    const s = settings({ generations: 25, population: 12 });
    let best: Generation['population'][number] | undefined;
    for await (const { population, hallOfFame } of algorithms.eaSimple(s, toolbox(s), evaluate)) {
      for (const individual of population) {
        if (!best || compareFitness(s.weights, individual.fitness, best.fitness) > 0) best = individual;
      }
      expect(hallOfFame[0]!.fitness).toEqual(best!.fitness);
    }
  });

  it('gets better on an easy problem', async () => {
    const generations = await run(settings({ generations: 40, population: 60 }));
    const average = ({ population }: Generation) => population.reduce((sum, i) => sum + i.fitness[0]!, 0) / population.length;
    expect(average(generations.at(-1)!)).toBeGreaterThan(average(generations[0]!) + 10);
    expect(generations.at(-1)!.hallOfFame[0]!.fitness[0]!).toBeGreaterThan(generations[0]!.hallOfFame[0]!.fitness[0]!);
  });

  it('computes nothing before it is asked', async () => {
    let calls = 0;
    const s = settings();
    const generations = algorithms.eaSimple(s, toolbox(s), async (genomes) => {
      calls++;
      return genomes.map(score);
    });
    expect(calls).toBe(0);
    await generations.next();
    expect(calls).toBe(1);
    await new Promise(setImmediate);
    expect(calls).toBe(1);
    await generations.return();
    expect(calls).toBe(1);
  });

  it('stops between generations when it is aborted, and hands the signal to the evaluation', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const signals = new Set<AbortSignal | undefined>();
    const work = async () => {
      const s = settings();
      const watched: Evaluate = async (genomes, signal) => {
        signals.add(signal);
        return genomes.map(score);
      };
      for await (const { number } of algorithms.eaSimple(s, toolbox(s), watched, { signal: controller.signal })) {
        seen.push(number);
        if (number === 3) controller.abort();
      }
    };
    await expect(work()).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([0, 1, 2, 3]);
    expect([...signals]).toEqual([controller.signal]);
  });

  it('starts nothing with a signal that is aborted already', async () => {
    const never: Evaluate = () => Promise.reject(new Error('evaluated'));
    await expect(run(settings(), never, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says what does not fit', async () => {
    const [last] = (await run(settings({ generations: 0 }))).slice(-1);
    await expect(run(settings({ population: 10 }), evaluate, { from: last })).rejects.toThrow(
      'has 30 individuals, but the settings say 10',
    );
    await expect(run(settings(), async () => [])).rejects.toThrow('answered 0 fitnesses for 30 genomes');
    await expect(run(settings({ weights: [1] }))).rejects.toThrow('answered 3 values for 1 weights');
    const s = settings();
    const copying = {
      ...toolbox(s),
      select: (_: unknown, __: unknown, k: number) => Array.from({ length: k }, () => ({ ...last!.population[0]! })),
    };
    await expect(collect(algorithms.eaSimple(s, copying, evaluate))).rejects.toThrow(
      'select has to return an individual of the population',
    );
  });
});
