import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { openStore } from '../../main/store/store.ts';
import { RunControl } from '../../main/workbench/run-control.ts';
import { runDigest } from '../../main/workbench/run-digest.ts';
import { carryOut } from '../../main/workbench/run-loop.ts';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import { exampleBars, exampleDataset, exampleGeneration } from '../store/examples.ts';
import { temporaryFolder } from './bench.ts';

const experiment: Experiment = experimentSchema.parse({
  data: 'example',
  window: 20,
  population: 30,
  generations: 8,
  mutation: 0.5,
  primitives: 'free',
});

interface Circumstances {
  readonly workers: number;
  readonly chunkTime: number;
  readonly memo: boolean;
}

/** The digests of a run, generation 0 first. */
async function digests({ workers, chunkTime, memo }: Circumstances, settings = experiment): Promise<string[]> {
  using folder = temporaryFolder();
  const store = openStore(join(folder.path, 'a.sqlite'));
  const bars = exampleBars(400);
  for (let i = 0; i < 400; i++) bars.close[i] = 100 + 10 * Math.sin(i / 9) + (i % 7);
  await store.datasets.add({ ...exampleDataset, bars: 400 }, bars);
  const id = store.experiments.add('hash', settings);
  const run = store.runs.create({ experiment: id, dataset: 'example', seed: settings.seed, engine: '0', startedAt: 0 });
  const pool = new EvaluationPool({ workerFile: join(import.meta.dirname, '../../main/evaluation/worker.ts'), workers, chunkTime });
  const control = new RunControl(
    () => {},
    () => {},
  );
  const told: string[] = [];
  const onGeneration = (_: unknown, row: { digest: string }) => told.push(row.digest);
  await carryOut({ store, pool, bars: shareBars(bars), run, experiment: settings, last: -1, control, onGeneration, memo });
  await pool.close();
  const stored = store.generations.rows(run).map((row) => row.digest);
  store.close();
  expect(told).toStrictEqual(stored);
  return stored;
}

describe('the digest of every generation', () => {
  it('is the same with any number of workers, any chunks, and caches on or off', async () => {
    const one = await digests({ workers: 1, chunkTime: 30, memo: true });
    expect(one).toHaveLength(9);
    expect(new Set(one).size).toBe(9);
    for (const circumstances of [
      { workers: 1, chunkTime: 1_000, memo: false },
      { workers: 2, chunkTime: 0, memo: true },
      { workers: 8, chunkTime: 5, memo: true },
      { workers: 8, chunkTime: 0, memo: false },
    ]) {
      expect(await digests(circumstances), JSON.stringify(circumstances)).toStrictEqual(one);
    }
  });

  it('is another one with another seed', async () => {
    const circumstances = { workers: 2, chunkTime: 30, memo: true };
    const [a, b] = [await digests(circumstances), await digests(circumstances, { ...experiment, seed: 2 })];
    for (const [i, digest] of a.entries()) expect(b[i]).not.toBe(digest);
  });

  it('covers genomes, fitnesses, the position of the random numbers, and what the algorithm remembers', () => {
    const generation = exampleGeneration(3);
    const [first, ...others] = generation.population;
    const digest = runDigest(1, generation);
    expect(runDigest(1, exampleGeneration(3))).toBe(digest);
    for (const other of [
      runDigest(2, generation),
      runDigest(1, { ...generation, number: 4 }),
      runDigest(1, { ...generation, state: { ideal: [1, 2] } }),
      runDigest(1, { ...generation, population: [...others, first!] }),
      runDigest(1, { ...generation, population: [{ ...first!, fitness: [first!.fitness[0]! + Number.EPSILON, 0.5] }, ...others] }),
    ]) {
      expect(other).not.toBe(digest);
    }
  });
});
