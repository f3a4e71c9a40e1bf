import { describe, expect, it } from 'vitest';
import { compareFitness, dominates } from '../../main/evolution/compare.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

const weights = small.objectives.map(({ weight }) => weight);

describe('the history of a run', () => {
  it('has the Pareto front of all generations, and what each operator was good for', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { id } = await bench.workbench.runs.start({ ...small, population: 30, generations: 6 });
    await bench.workbench.runs.ended(id);
    const generations = await Promise.all(
      Array.from({ length: 7 }, (_, generation) => bench.ask('runs.generation', { run: id, generation })),
    );
    const all = generations.flatMap(({ individuals }) => individuals);

    const front = await bench.ask('runs.front', { run: id });
    const expected = all.filter((one) => !all.some((other) => dominates(weights, other.fitness, one.fitness)));
    expect(new Set(front.map(({ strategy }) => strategy))).toEqual(new Set(expected.map(({ strategy }) => strategy)));
    expect(front.length).toBe(new Set(front.map(({ strategy }) => strategy)).size);
    for (const [i, { fitness }] of front.entries()) {
      if (i > 0) expect(compareFitness(weights, front[i - 1]!.fitness, fitness)).toBeGreaterThanOrEqual(0);
    }

    const credits = await bench.ask('runs.operators', { run: id });
    for (const { operator, better, equal, worse } of credits) {
      const made = generations.flatMap(({ individuals }, g) =>
        individuals.flatMap((one) => {
          const parent = generations[g - 1]?.individuals[one.parents[0] ?? -1];
          return parent && one.operator === operator ? [compareFitness(weights, one.fitness, parent.fitness)] : [];
        }),
      );
      const count = (sign: number) => made.filter((order) => Math.sign(order) === sign).length;
      expect([better, equal, worse]).toEqual([count(1), count(0), count(-1)]);
    }
    expect(credits.map(({ operator }) => operator)).toEqual(['reproduce', 'crossover', 'mutation', 'crossover+mutation']);
    await expect(bench.ask('runs.front', { run: '99' })).rejects.toMatchObject({ code: 'expected' });
  });
});
