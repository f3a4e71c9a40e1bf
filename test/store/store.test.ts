import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { anyGeneration, exampleBars, exampleDataset, exampleGeneration, exampleRow, storeWithRun, temporaryFolder } from './examples.ts';

describe('what is stored reads back', () => {
  it('any generation, to the last bit', async () => {
    using folder = temporaryFolder();
    const { store } = await storeWithRun(join(folder.path, 'a.sqlite'));
    const experiment = store.experiments.add('hash', experimentSchema.parse({}));
    await fc.assert(
      fc.asyncProperty(anyGeneration, async (generation) => {
        const run = store.runs.create({ experiment, dataset: 'example', seed: 1, engine: '0', startedAt: 0 });
        await store.generations.append(run, generation, exampleRow(0));
        expect(store.generations.read(run, 0)).toStrictEqual(generation);
        expect(store.hallsOfFame.latest(run)).toStrictEqual(generation.hallOfFame);
      }),
      { seed: 5, numRuns: 200 },
    );
    store.close();
  });

  it('after closing and opening again', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'deep', 'folder', 'a.sqlite');
    const { store, run } = await storeWithRun(file);
    for (const number of [0, 1, 2]) {
      const failures =
        number === 1 ? [{ strategy: 'gt(close, open)', reason: 'timeout, twice: took longer than 10 s', quarantined: true }] : [];
      await store.generations.append(run, exampleGeneration(number), exampleRow(number), failures);
    }
    store.runs.setState(run, 'finished', { endedAt: 9_000 });
    store.close();

    const again = openStore(file);
    expect(again.runs.find(run)).toStrictEqual({
      id: '1',
      experiment: 1,
      dataset: 'example',
      seed: 1,
      engine: '0',
      state: 'finished',
      owner: expect.any(String),
      startedAt: 1_000,
      endedAt: 9_000,
      error: null,
      generation: 2,
      evaluations: 6,
      distinct: 6,
      seconds: 1.5,
      fork: null,
      place: null,
    });
    expect(again.generations.rows(run)).toStrictEqual([0, 1, 2].map(exampleRow));
    expect(again.generations.row(run, 1)).toStrictEqual(exampleRow(1));
    expect(again.generations.read(run, 2)).toStrictEqual(exampleGeneration(2));
    expect(again.failures.list(run)).toStrictEqual([
      { strategy: 'gt(close, open)', reason: 'timeout, twice: took longer than 10 s', quarantined: true, generation: 1 },
    ]);
    expect(again.datasets.list()).toStrictEqual([exampleDataset]);
    expect(await again.datasets.add({ ...exampleDataset, id: 'other' }, exampleBars())).toStrictEqual(exampleDataset);
    expect(await again.datasets.add({ ...exampleDataset, hash: 'cd' }, exampleBars(7))).toMatchObject({ id: 'example-2' });
    expect(again.datasets.bars('example-2')).toStrictEqual(exampleBars(7));
    expect(again.datasets.bars('example')).toStrictEqual(exampleBars());
    expect(again.experiments.find(1)).toStrictEqual({ id: 1, hash: 'hash', settings: experimentSchema.parse({ data: 'example' }) });
    again.close();
  });

  it('in fewer than 60 bytes an individual of a late population', async () => {
    const { packPopulation } = await import('../../main/store/pack-population.ts');
    const { compress } = await import('../../main/store/compression.ts');
    const random = fc.sample(anyGeneration, { seed: 3, numRuns: 60 }).flatMap((g) => g.population.filter((i) => i.fitness.length === 3));
    // Selection leaves a few hundred strategies of a thousand; parents are any two of them.
    const population = Array.from({ length: 1_000 }, (_, i) => ({
      ...random[(i * i) % random.length]!,
      parents: [(i * 7919) % 1000, (i * 104_729) % 1000],
    }));
    expect((await compress(packPopulation(population))).length).toBeLessThan(60_000);
  });
});

describe('runs', () => {
  it('are numbered, never twice, and newest first', async () => {
    using folder = temporaryFolder();
    const { store, run } = await storeWithRun(join(folder.path, 'a.sqlite'));
    const create = () => store.runs.create({ experiment: 1, dataset: 'example', seed: 1, engine: '0', startedAt: 0 });
    const second = create();
    store.runs.setState(second, 'stopped');
    expect(store.runs.remove(second)).toBe(true);
    const third = create();
    expect([run, second, third]).toStrictEqual(['1', '2', '3']);
    expect(store.runs.list().map((r) => r.id)).toStrictEqual(['3', '1']);
    for (const id of ['2', '0', '-1', '1.0', '01', 'x', '']) expect(store.runs.find(id)).toBeUndefined();
    store.close();
  });

  it('take their generations and their experiment along when they are deleted, and not while they are computed', async () => {
    using folder = temporaryFolder();
    const { store, run } = await storeWithRun(join(folder.path, 'a.sqlite'));
    await store.generations.append(run, exampleGeneration(0), exampleRow(0));
    expect(store.runs.remove(run)).toBe(false);
    store.runs.setState(run, 'stopped');
    expect(store.runs.remove(run)).toBe(true);
    expect(store.generations.rows(run)).toStrictEqual([]);
    expect(store.experiments.find(1)).toBeUndefined();
    store.close();
  });

  it('take generations in their order only, each once', async () => {
    using folder = temporaryFolder();
    const { store, run } = await storeWithRun(join(folder.path, 'a.sqlite'));
    await store.generations.append(run, exampleGeneration(0), exampleRow(0));
    await expect(store.generations.append(run, exampleGeneration(0), exampleRow(0))).rejects.toThrow(/Run 1 was deleted or taken over/);
    await expect(store.generations.append(run, exampleGeneration(2), exampleRow(2))).rejects.toThrow(/Run 1 was deleted or taken over/);
    expect(store.runs.find(run)).toMatchObject({ generation: 0, evaluations: 2 });
    expect(() => store.generations.read(run, 1)).toThrow('Run 1 has no generation 1.');
    store.close();
  });
});
