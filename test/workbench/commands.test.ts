import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, type Run } from '../../preload/contract.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

const csv = [
  'date,open,high,low,close,volume',
  ...Array.from({ length: 60 }, (_, i) => `${new Date(i * 86_400_000).toISOString().slice(0, 10)},1,2,0.5,${1 + (i % 7) / 10},100`),
].join('\n');

describe('every command', () => {
  it('answers a run from its start to its end, and after a restart', async () => {
    using folder = temporaryFolder();
    const saved = join(folder.path, 'best.json');
    const chosen: { title: string; defaultName?: string }[] = [];
    const dialogs = {
      openFile: async () => join(import.meta.dirname, '../../resources/sp500-2000.csv'),
      saveFile: async (options: { title: string; defaultName: string }) => {
        chosen.push(options);
        return saved;
      },
    };
    let finished: Run;
    {
      await using bench = openBench(folder.path, { dialogs });
      const { ask, events, workbench } = bench;
      expect(await ask('app.info', {})).toStrictEqual({
        name: 'Organism',
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        host: 'browser',
        database: join(folder.path, 'organism.sqlite'),
        workers: 2,
      });

      const [sample] = await ask('datasets.list', {});
      expect(sample).toMatchObject({ id: 'sp500', name: 'S&P 500', bars: 5105, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      const imported = await ask('datasets.import', { name: 'My Bars (2).csv', text: csv });
      expect(imported).toMatchObject({ id: 'my-bars-2', name: 'My Bars (2)', source: 'My Bars (2).csv', bars: 60, from: 0 });
      expect(await ask('imports.open', {})).toMatchObject({
        file: expect.stringMatching(/sp500/),
        facts: { bars: sample!.bars, from: sample!.from, to: sample!.to },
        known: { id: 'sp500', name: 'S&P 500' },
        problems: { count: 0 },
      });
      expect((await ask('datasets.list', {})).map((d) => d.id)).toStrictEqual(['sp500', 'my-bars-2']);
      const view = await ask('datasets.bars', { dataset: 'My Bars (2)', points: 10 });
      expect(view.close.length).toBeLessThanOrEqual(10);
      expect(view.time[0]).toBe(0);

      expect(await ask('experiments.defaults', {})).toMatchObject({ data: 'sp500', population: 200, generations: 100, seed: 1 });
      const started = await ask('experiments.start', { experiment: small, settings: {} });
      expect(started).toMatchObject({
        id: '1',
        name: 'Small',
        state: 'running',
        generation: -1,
        best: null,
        dataset: sample,
        experiment: small,
      });
      finished = await workbench.runs.ended('1');
      expect(finished).toMatchObject({ state: 'finished', generation: 5, error: null, rate: null, secondsLeft: null });
      expect(await ask('runs.get', { run: '1' })).toStrictEqual(finished);
      expect(await ask('runs.list', {})).toStrictEqual([finished]);

      const rows = await ask('runs.logbook', { run: '1' });
      expect(rows.map((row) => row.generation)).toStrictEqual([0, 1, 2, 3, 4, 5]);
      expect(rows[0]!.evaluations).toBe(20);
      expect(rows.reduce((sum, row) => sum + row.evaluations, 0)).toBe(finished.evaluations);
      expect(rows.at(-1)!.distinct).toBe(finished.distinct);
      expect(events.filter((e) => e.name === 'run.generation').map((e) => e.payload)).toStrictEqual(rows.map((row) => ({ run: '1', row })));

      const generation = await ask('runs.generation', { run: '1', generation: 3 });
      expect(generation.row).toStrictEqual(rows[3]);
      expect(generation.individuals).toHaveLength(20);
      expect(generation.individuals).toContainEqual(generation.champion);
      expect(Math.max(...generation.individuals.map((i) => i.fitness[0]!))).toBe(generation.champion.fitness[0]);
      expect(generation.individuals.every((i) => i.parents.every((slot) => slot < 20))).toBe(true);

      const elites = await ask('runs.hallOfFame', { run: '1' });
      expect(elites).toHaveLength(4);
      expect(elites[0]).toStrictEqual(finished.best);

      for (const { strategy, fitness } of elites) {
        const report = await ask('strategies.inspect', { run: '1', strategy });
        expect(report).toMatchObject({ strategy, fitness, tree: { type: 'signal' } });
        expect(report.periods).toHaveLength(3);
        expect(report.periods.reduce((sum, p) => sum + p.sharpe, 0) / 3).toBe(fitness[0]);
        expect(report.curve.equity[0]).toBe(1);
      }

      expect(await ask('exports.save', { run: '1', format: 'json', top: 2 })).toStrictEqual({ files: [saved] });
      expect(chosen[0]!.defaultName).toMatch(/\.json$/);
      expect(readFileSync(saved, 'utf8')).toContain(elites[1]!.strategy.slice(0, 20));

      expect(new Set(events.map((e) => e.name))).toStrictEqual(
        new Set(['databank.changed', 'datasets.changed', 'runs.changed', 'run.generation', 'run.progress', 'run.ended']),
      );
    }
    await using again = openBench(folder.path);
    expect(await again.ask('runs.list', {})).toStrictEqual([finished]);
    for (const verb of ['pause', 'stop'] as const) expect(await again.ask(`runs.${verb}`, { run: '1' })).toStrictEqual(finished);
    await expect(again.ask('runs.resume', { run: '1' })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringContaining('finished'),
    });
    expect(await again.ask('runs.delete', { run: '1' })).toBeNull();
    expect(await again.ask('runs.list', {})).toStrictEqual([]);
  });

  it('answers null when the user cancels a dialog', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await bench.ask('experiments.start', { experiment: small, settings: {} });
    await bench.workbench.runs.ended('1');
    expect(await bench.ask('imports.open', {})).toBeNull();
    expect(await bench.ask('exports.save', { run: '1', format: 'csv', top: 3 })).toBeNull();
  });
});

describe('an experiment', () => {
  it('gives the same run with any number of workers, beside other runs, and in another database', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const runs = await Promise.all(
      [1, 2, 3].map((workers) => bench.ask('experiments.start', { experiment: small, settings: { workers } })),
    );
    const logbooks = runs.map(async ({ id }) => {
      await bench.workbench.runs.ended(id);
      return (await bench.ask('runs.logbook', { run: id })).map(({ seconds: _, ...row }) => row);
    });
    const [first, ...others] = await Promise.all(logbooks);
    for (const other of others) expect(other).toStrictEqual(first);
  });

  it('may have objectives in another order and number', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const objectives = [
      { metric: 'winRate' as const, weight: 2 },
      { metric: 'sharpe' as const, weight: 1 },
    ];
    await bench.ask('experiments.start', { experiment: { ...small, primitives: 'free', objectives }, settings: {} });
    await bench.workbench.runs.ended('1');
    const [best] = await bench.ask('runs.hallOfFame', { run: '1' });
    const report = await bench.ask('strategies.inspect', { run: '1', strategy: best!.strategy });
    expect(best!.fitness).toStrictEqual([report.fitness[2], report.fitness[0]]);
    const rows = await bench.ask('runs.logbook', { run: '1' });
    expect(rows[0]!.failed).toBeGreaterThan(0);
    expect(rows.every((row) => row.fitness.length === 2 && row.fitness[1]!.min > -999)).toBe(true);
  });
});

it('answers exactly the commands of the contract', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  expect(Object.keys(bench.workbench.handlers).sort()).toStrictEqual(Object.keys(commands).sort());
});
