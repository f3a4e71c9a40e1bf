import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { Library } from '../../main/workbench/library.ts';
import { Pools } from '../../main/workbench/pools.ts';
import { Runs } from '../../main/workbench/runs.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

const root = join(import.meta.dirname, '../..');
const longer = { ...small, population: 60, generations: 25 };

it('a run that fills the disk ends with what to do, keeps every generation it told, and goes on when there is room', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'organism.sqlite');
  {
    await using bench = openBench(folder.path);
    await bench.ask('datasets.list', {});
  }
  const store = openStore(file, { maxPages: statSync(file).size / 4096 + 8 });
  const pools = new Pools({ workerFile: join(root, 'main/evaluation/worker.ts'), workers: 2 });
  const library = new Library(store, join(root, 'resources'), () => {});
  const runs = new Runs({ store, library, pools, emit: () => {} });
  const told: string[] = [];
  const { id } = await runs.start(longer, { onGeneration: (row) => told.push(row.digest) });
  const ended = await runs.ended(id);
  expect(['failed', 'interrupted']).toContain(ended.state);
  expect(ended.error).toMatch(/organism\.sqlite cannot grow: the disk is full\. Free some space and try again/);
  expect(ended.generation).toBe(told.length - 1);
  expect(told.length).toBeGreaterThan(0);
  await runs.close();
  await pools.close();
  store.close();

  await using bench = openBench(folder.path);
  const digests = async (run: string) => (await bench.ask('runs.logbook', { run })).map((row) => row.digest);
  expect(await digests(id)).toStrictEqual(told);
  await bench.ask('runs.resume', { run: id });
  expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished', error: null });
  const whole = await bench.workbench.runs.start(longer);
  await bench.workbench.runs.ended(whole.id);
  expect(await digests(id)).toStrictEqual(await digests(whole.id));
});
