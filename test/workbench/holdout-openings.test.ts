import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { type ExperimentInput, experimentSchema } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const periods = [{ start: 0, end: 1_500 }];
const holdout = [{ start: 3_900, end: 5_105 }];

async function finished({ workbench }: Bench, fields: Partial<ExperimentInput>): Promise<string> {
  const { id } = await workbench.runs.start(experimentSchema.parse({ ...small, generations: 2, periods, minHeldBars: 1, ...fields }));
  await workbench.runs.ended(id);
  return id;
}

it('bars that were opened once are never unseen again: in other runs, in forks, after a restart, and when the run is deleted', async () => {
  using folder = temporaryFolder();
  let first: string;
  let opened: number;
  {
    await using bench = openBench(folder.path);
    const { ask, workbench } = bench;
    first = await finished(bench, { name: 'First', holdout });
    const same = await finished(bench, { name: 'Same bars', holdout, seed: 2 });
    expect(await ask('runs.holdoutOpenings', { run: same })).toStrictEqual([]);
    opened = (await ask('runs.openHoldout', { run: first })).openedAt;
    await ask('runs.openHoldout', { run: first });
    const opening = { run: first, name: 'First', openedAt: opened, share: 1, ancestor: false, deleted: false };
    expect(await ask('runs.holdoutOpenings', { run: same })).toStrictEqual([opening]);
    // Its own opening is no other's, and what comes later was not known when it was opened.
    expect(await ask('runs.holdoutOpenings', { run: first })).toStrictEqual([]);
    await ask('runs.openHoldout', { run: same });
    expect(await ask('runs.holdoutOpenings', { run: first })).toStrictEqual([]);

    const fork = await ask('runs.fork', { run: first, generation: 1, changes: { seed: 5 } });
    await workbench.runs.ended(fork.id);
    const grandchild = await ask('runs.fork', { run: fork.id, generation: 2, changes: { generations: 3 } });
    await workbench.runs.ended(grandchild.id);
    for (const { id } of [fork, grandchild]) {
      const found = await ask('runs.holdoutOpenings', { run: id });
      expect(found.map(({ run, ancestor }) => ({ run, ancestor }))).toStrictEqual([
        { run: first, ancestor: true },
        { run: same, ancestor: false },
      ]);
    }
    await ask('runs.delete', { run: first });
  }
  await using bench = openBench(folder.path);
  const later = await finished(bench, { name: 'Later', holdout });
  expect((await bench.ask('runs.holdoutOpenings', { run: later }))[0]).toStrictEqual({
    ...{ run: first, name: 'First', openedAt: opened, share: 1, ancestor: false, deleted: true },
  });
});

it('counts returns that both judge, on the same bars under whatever name, and nothing else', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { ask } = bench;
  const first = await finished(bench, { holdout: [{ start: 2_900, end: 4_001 }] });
  await ask('runs.openHoldout', { run: first });
  const shares = async (fields: Partial<ExperimentInput>) => {
    const run = await finished(bench, fields);
    return (await ask('runs.holdoutOpenings', { run })).map(({ share }) => share);
  };
  // Opened were the returns of bars 3,000 to 3,999.
  expect(await shares({ holdout: [{ start: 3_400, end: 4_501 }] })).toStrictEqual([0.5]);
  // Bars that are only the history of a holdout are not judged there.
  expect(await shares({ holdout: [{ start: 3_900, end: 5_000 }] })).toStrictEqual([]);
  expect(await shares({ window: 50, holdout: [{ start: 3_900, end: 4_051 }] })).toStrictEqual([0.5]);
  // Two periods that overlap are one stretch of bars.
  const twice = [
    { start: 2_900, end: 3_501 },
    { start: 2_900, end: 5_101 },
  ];
  expect(await shares({ holdout: twice })).toStrictEqual([1_000 / 2_100]);
  expect(await shares({})).toStrictEqual([]);

  const lines = ['date,open,high,low,close,volume'];
  for (let i = 0; i < 5_105; i++) {
    const day = new Date(i * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${day},${100 + (i % 7)},${110 + (i % 7)},${90 + (i % 7)},${100 + (i % 7)},1`);
  }
  await ask('datasets.import', { name: 'other.csv', text: lines.join('\n') });
  expect(await shares({ data: 'other', holdout: [{ start: 2_900, end: 4_001 }] })).toStrictEqual([]);
});

it('a database from before that was noted knows of the openings that it has', async () => {
  using folder = temporaryFolder();
  {
    await using bench = openBench(folder.path);
    const first = await finished(bench, { name: 'Old', holdout });
    await bench.ask('runs.openHoldout', { run: first });
  }
  const db = new Database(join(folder.path, 'organism.sqlite'));
  db.exec("DROP TABLE opened_bars; DELETE FROM migrations WHERE name = '2026-11-23-opened-bars'");
  db.close();
  await using bench = openBench(folder.path);
  const run = await finished(bench, { holdout: [{ start: 3_900, end: 4_500 }] });
  expect(await bench.ask('runs.holdoutOpenings', { run })).toMatchObject([{ run: '1', name: 'Old', share: 1, deleted: false }]);
});
