import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { openStore } from '../../main/store/store.ts';
import { RunControl } from '../../main/workbench/run-control.ts';
import { runDigest } from '../../main/workbench/run-digest.ts';
import { carryOut } from '../../main/workbench/run-loop.ts';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import { exampleBars, exampleDataset, exampleGeneration } from '../store/examples.ts';
import { temporaryFolder } from './bench.ts';
import { searches, searchOf } from './searches.ts';

const BARS = 600;
const GENERATIONS = 5;

const experiment: Experiment = experimentSchema.parse({
  data: 'example',
  window: 20,
  population: 24,
  generations: GENERATIONS,
  mutation: 0.5,
  primitives: 'free',
});

interface Circumstances {
  readonly workers: number;
  readonly chunkTime: number;
  readonly memo: boolean;
}

const workerFile = join(import.meta.dirname, '../../main/evaluation/worker.ts');
const pools = new Map<string, EvaluationPool>();
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())));

/** Made once for all runs in the same circumstances. */
function poolOf({ workers, chunkTime }: Circumstances): EvaluationPool {
  const key = `${workers} ${chunkTime}`;
  const pool = pools.get(key) ?? new EvaluationPool({ workerFile, workers, chunkTime });
  pools.set(key, pool);
  return pool;
}

/** The digests of a run, generation 0 first. */
async function digests(circumstances: Circumstances, settings = experiment): Promise<string[]> {
  using folder = temporaryFolder();
  const store = openStore(join(folder.path, 'a.sqlite'));
  const bars = exampleBars(BARS);
  for (let i = 0; i < BARS; i++) bars.close[i] = 100 + 10 * Math.sin(i / 9) + (i % 7);
  await store.datasets.add({ ...exampleDataset, bars: BARS }, bars);
  const id = store.experiments.add('hash', settings);
  const run = store.runs.create({ experiment: id, dataset: 'example', seed: settings.seed, engine: '0', startedAt: 0 });
  const control = new RunControl(
    () => {},
    () => {},
  );
  const told: string[] = [];
  const onGeneration = (_: unknown, row: { digest: string }) => told.push(row.digest);
  const parts = { store, pool: poolOf(circumstances), bars: shareBars(bars), memo: circumstances.memo };
  await carryOut({ ...parts, run, experiment: settings, last: -1, control, onGeneration });
  const stored = store.generations.rows(run).map((row) => row.digest);
  store.close();
  expect(told).toStrictEqual(stored);
  return stored;
}

const one: Circumstances = { workers: 1, chunkTime: 30, memo: true };
const others: readonly Circumstances[] = [
  { workers: 1, chunkTime: 30, memo: false },
  { workers: 2, chunkTime: 0, memo: true },
  { workers: 8, chunkTime: 5, memo: true },
  { workers: 8, chunkTime: 5, memo: false },
];

describe('the digest of every generation', () => {
  it.each(Object.keys(searches))('of %s is the same with any number of workers, any chunks, and caches on or off', async (name) => {
    const settings = experimentSchema.parse({ ...experiment, ...searchOf(name) });
    const expected = await digests(one, settings);
    expect(expected).toHaveLength(GENERATIONS + 1);
    expect(new Set(expected).size).toBe(GENERATIONS + 1);
    for (const circumstances of others) {
      expect(await digests(circumstances, settings), JSON.stringify(circumstances)).toStrictEqual(expected);
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
