import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const longer: Experiment = { ...small, generations: 12 };
const endless: Experiment = { ...small, generations: 1_000_000 };

const comparable = (rows: readonly LogbookRow[]) => rows.map(({ seconds: _, ...row }) => row);

/** What an uninterrupted run of the experiment leaves behind. */
async function uninterrupted(experiment: Experiment) {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { id } = await bench.workbench.runs.start(experiment);
  return await result(bench, id);
}

async function result({ workbench, ask }: Bench, id: string) {
  const run = await workbench.runs.ended(id);
  expect(run.error).toBeNull();
  return {
    state: run.state,
    evaluations: run.evaluations,
    distinct: run.distinct,
    rows: comparable(await ask('runs.logbook', { run: id })),
    hallOfFame: await ask('runs.hallOfFame', { run: id }),
    last: (await ask('runs.generation', { run: id, generation: run.generation })).individuals,
  };
}

/** Starts it, and resolves when this generation is stored. */
async function startUntil({ workbench }: Bench, experiment: Experiment, generation: number): Promise<string> {
  const reached = Promise.withResolvers<void>();
  const { id } = await workbench.runs.start(experiment, {
    onGeneration: (row) => {
      if (row.generation >= generation) reached.resolve();
    },
  });
  await reached.promise;
  return id;
}

describe('a run', () => {
  it('that is paused stands still after the generation under way, and goes on as if nothing had been', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const id = await startUntil(bench, longer, 2);
    const paused = await bench.ask('runs.pause', { run: id });
    expect(paused).toMatchObject({ state: 'paused', rate: null, secondsLeft: null, endedAt: null });
    expect(await bench.ask('runs.pause', { run: id })).toStrictEqual(paused);
    await bench.ask('datasets.bars', { dataset: 'sp500', points: 100 });
    expect(await bench.ask('runs.get', { run: id })).toStrictEqual(paused);
    await bench.ask('runs.resume', { run: id });
    expect(await result(bench, id)).toStrictEqual(await uninterrupted(longer));
  });

  it('that is stopped, also while it is paused, keeps what it has and can go on', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const id = await startUntil(bench, longer, 2);
    const stopped = await bench.ask('runs.stop', { run: id });
    expect(stopped.state).toBe('stopped');
    expect(stopped.endedAt).toBeGreaterThanOrEqual(stopped.startedAt);
    expect(await bench.ask('runs.logbook', { run: id })).toHaveLength(stopped.generation + 1);

    await bench.ask('runs.resume', { run: id });
    await bench.ask('runs.pause', { run: id });
    expect((await bench.ask('runs.stop', { run: id })).state).toBe('stopped');
    await bench.ask('runs.resume', { run: id });
    expect(await result(bench, id)).toStrictEqual(await uninterrupted(longer));
  });

  it('that the closing program interrupts goes on in the next one', async () => {
    using folder = temporaryFolder();
    let id: string;
    {
      await using bench = openBench(folder.path);
      id = await startUntil(bench, longer, 4);
    }
    await using bench = openBench(folder.path);
    expect(await bench.ask('runs.get', { run: id })).toMatchObject({ state: 'interrupted' });
    await bench.ask('runs.resume', { run: id });
    expect(await result(bench, id)).toStrictEqual(await uninterrupted(longer));
  });

  it('whose process is killed is left alone while it lives, and then goes on', async () => {
    using folder = temporaryFolder();
    const args = [join(import.meta.dirname, 'runner.ts'), folder.path, JSON.stringify(longer), '5'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    while ((await lines.next()).value !== '5');

    await using bench = openBench(folder.path);
    expect(await bench.ask('runs.get', { run: '1' })).toMatchObject({ state: 'running', generation: 5, rate: null });
    for (const verb of ['pause', 'resume', 'stop', 'delete'] as const) {
      await expect(bench.ask(`runs.${verb}`, { run: '1' })).rejects.toMatchObject({
        code: 'expected',
        message: `Run 1 is being computed by another process (number ${child.pid}): control it from there.`,
      });
    }
    child.kill('SIGKILL');
    await once(child, 'exit');

    const [run] = await bench.ask('runs.list', {});
    expect(run).toMatchObject({ state: 'interrupted', generation: 5 });
    const before = await bench.ask('runs.logbook', { run: '1' });
    expect(before).toHaveLength(6);
    await bench.ask('runs.resume', { run: '1' });
    const after = await result(bench, '1');
    expect(after.rows.slice(0, before.length)).toStrictEqual(comparable(before));
    expect(after).toStrictEqual(await uninterrupted(longer));
  });

  it('runs beside others and is stopped alone', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const [a, b] = [await startUntil(bench, endless, 1), await startUntil(bench, { ...endless, seed: 8 }, 1)];
    await bench.ask('runs.stop', { run: a });
    const [second, first] = await bench.ask('runs.list', {});
    expect([first!.state, second!.state]).toStrictEqual(['stopped', 'running']);
    expect(second!.rate).toBeGreaterThan(0);
    expect(second!.secondsLeft).toBeGreaterThan(0);
    expect(await bench.ask('runs.delete', { run: b })).toBeNull();
    expect((await bench.ask('runs.list', {})).map((r) => r.id)).toStrictEqual([a]);
  });

  it('tells its progress at most ten times in any second, and its end', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { id } = await bench.workbench.runs.start({ ...small, population: 4, generations: 150 });
    await bench.workbench.runs.ended(id);
    const progress = bench.events.filter((e) => e.name === 'run.progress');
    expect(progress.at(-1)!.payload).toMatchObject({ id, state: 'finished', generation: 150 });
    for (const [i, { time }] of progress.entries()) expect((progress[i + 10]?.time ?? Infinity) - time).toBeGreaterThan(1_000);
  });

  it('goes on when a strategy throws, and notes which', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, { workerFile: join(import.meta.dirname, 'picky-worker.ts') });
    const { id } = await bench.workbench.runs.start({ ...small, primitives: 'free' });
    expect((await bench.workbench.runs.ended(id)).state).toBe('finished');
    const failures = bench.workbench.records.failures(id);
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) {
      expect(failure).toMatchObject({ strategy: expect.stringContaining('volume'), reason: 'threw: no volume here' });
      const { individuals } = bench.workbench.records.generation(id, failure.generation);
      expect(individuals.find((i) => i.strategy === failure.strategy)!.fitness).toStrictEqual([-999, 1, 0]);
    }
  });

  it('keeps nothing alive once the workbench is closed', async () => {
    using folder = temporaryFolder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'closer.ts'), folder.path, JSON.stringify(endless)], {
      stdio: 'inherit',
    });
    const [exitCode] = await once(child, 'exit');
    expect(exitCode).toBe(0);
    expect(readdirSync(folder.path)).toStrictEqual(['organism.sqlite']);
    await using bench = openBench(folder.path);
    expect((await bench.ask('runs.list', {})).map((run) => run.state)).toStrictEqual(['interrupted', 'interrupted']);
  });
});
