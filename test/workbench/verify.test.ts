import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

async function finish(bench: Bench, start: Promise<{ id: string }>): Promise<string> {
  const { id } = await start;
  expect((await bench.workbench.runs.ended(id)).state).toBe('finished');
  return id;
}

/** Changes the database behind the back of the program. */
function tamper(folder: string, sql: string): void {
  const db = new Database(join(folder, 'organism.sqlite'));
  db.exec(sql);
  db.close();
}

describe('verify', () => {
  it('computes a run again and finds every generation the same, and writes nothing', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const id = await finish(bench, bench.workbench.runs.start(small));
    const before = await bench.ask('runs.list', {});
    const seen: number[] = [];
    const result = await bench.workbench.verify(id, { onGeneration: (number, last) => seen.push(number, last) });
    expect(result).toStrictEqual({ run: id, identical: 6, difference: null, notes: [] });
    expect(seen).toStrictEqual([0, 5, 1, 5, 2, 5, 3, 5, 4, 5, 5, 5]);
    expect(await bench.ask('runs.list', {})).toStrictEqual(before);
  });

  it('names the first generation that differs: another digest, another population, other settings', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const id = await finish(bench, bench.workbench.runs.start(small));
    tamper(folder.path, "UPDATE generations SET row = json_set(row, '$.digest', 'abc') WHERE number >= 4");
    const digest = await bench.workbench.verify(id);
    expect(digest).toMatchObject({
      identical: 4,
      difference: { generation: 4, reason: expect.stringMatching(/^its digest was abc, computed again it is /) },
    });

    tamper(folder.path, 'UPDATE generations SET population = (SELECT population FROM generations WHERE number = 1) WHERE number = 2');
    const population = await bench.workbench.verify(id);
    expect(population).toMatchObject({
      identical: 2,
      difference: { generation: 2, reason: expect.stringMatching(/its stored population has/) },
    });

    tamper(folder.path, "UPDATE experiments SET settings = json_set(settings, '$.seed', 8)");
    expect(await bench.workbench.verify(id)).toMatchObject({ identical: 0, difference: { generation: 0 } });
    tamper(folder.path, "UPDATE experiments SET settings = json_set(settings, '$.seed', 7, '$.generations', 1)");
    expect(await bench.workbench.verify(id)).toMatchObject({
      difference: { generation: 2, reason: 'computed again the run ends with generation 1' },
    });
  });

  it('takes runs that are not finished, and refuses what has nothing to compare', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { runs } = bench.workbench;
    const reached = Promise.withResolvers<void>();
    const { id } = await runs.start(
      { ...small, generations: 1_000_000 },
      { onGeneration: ({ generation }) => generation === 3 && reached.resolve() },
    );
    await reached.promise;
    const { generation } = await runs.stop(id);
    expect(await bench.workbench.verify(id)).toMatchObject({ identical: generation + 1, difference: null });
    const large = await runs.start({ ...small, population: 20_000 });
    await expect(bench.workbench.verify(large.id)).rejects.toThrow(/has no generation yet/);
    await expect(bench.workbench.verify('99')).rejects.toThrow('There is no run 99');
  });

  it('knows which version computed which generations, and says so when it is another one', async () => {
    using folder = temporaryFolder();
    let id: string;
    {
      await using bench = openBench(folder.path);
      const reached = Promise.withResolvers<void>();
      id = (
        await bench.workbench.runs.start(
          { ...small, generations: 12 },
          { onGeneration: ({ generation }) => generation === 2 && reached.resolve() },
        )
      ).id;
      await reached.promise;
      await bench.workbench.runs.stop(id);
    }
    tamper(folder.path, "UPDATE runs SET engine = '0.0.1'; UPDATE chapters SET engine = '0.0.1'");
    await using bench = openBench(folder.path);
    expect(bench.workbench.runs.get(id).engine).toBe('0.0.1');
    const { version } = bench.workbench.info;
    await finish(bench, bench.workbench.runs.resume(id));
    expect(bench.workbench.runs.get(id).engine).toBe(version);
    expect(await bench.workbench.verify(id)).toStrictEqual({
      run: id,
      identical: 13,
      difference: null,
      notes: [`computed by Organism 0.0.1 from generation 0 on; this is ${version}`],
    });
  });
});

describe('verify from the window', () => {
  it('tells how far it is, ten times a second at most, and answers everybody who asks meanwhile', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask, events } = bench;
    const id = await finish(bench, bench.workbench.runs.start({ ...small, generations: 30 }));
    const [result, joined] = await Promise.all([ask('runs.verify', { run: id }), ask('runs.verify', { run: id })]);
    expect(result).toStrictEqual({ run: id, identical: 31, difference: null, notes: [] });
    expect(joined).toBe(result);
    const told = events.filter(({ name }) => name === 'run.verifying');
    expect(told.length).toBeGreaterThan(0);
    for (const [i, { payload, time }] of told.entries()) {
      expect(payload).toStrictEqual({ run: id, generation: expect.any(Number), last: 30 });
      if (i > 0) expect(time - told[i - 1]!.time).toBeGreaterThan(99);
    }
    await expect(ask('runs.verify', { run: '9' })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringContaining('no run 9'),
    });
  });

  it('is cancelled on request and when the program is closed, and can be asked for again', async () => {
    using folder = temporaryFolder();
    let long: string;
    {
      await using bench = openBench(folder.path);
      const { ask, workbench } = bench;
      const id = await finish(bench, workbench.runs.start({ ...small, generations: 60 }));
      long = id;
      const asked = bench.dispatch('runs.verify', { run: id });
      await ask('runs.cancelVerify', { run: id });
      expect(await asked).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      await ask('runs.cancelVerify', { run: id });
      expect(await ask('runs.verify', { run: id })).toMatchObject({ identical: 61, difference: null });
    }
    const bench = openBench(folder.path);
    const asked = bench.dispatch('runs.verify', { run: long });
    await bench.workbench.close();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });
});
