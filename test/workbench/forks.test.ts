import { describe, expect, it } from 'vitest';
import type { LogbookRow } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const parent = { ...small, generations: 8 };

async function finish(bench: Bench, start: Promise<{ id: string }>): Promise<string> {
  const { id } = await start;
  expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished', error: null });
  return id;
}

const digests = (rows: readonly LogbookRow[]) => rows.map((row) => row.digest);

describe('a fork', () => {
  it('shares the first generations, goes on with other settings, and stands by itself', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const id = await finish(bench, bench.workbench.runs.start(parent));
    const changes = { seed: 9, mutation: 0.5, generations: 10, hallOfFame: 2, name: 'More mutation' };
    const started = await ask('runs.fork', { run: id, generation: 5, changes });
    expect(started).toMatchObject({
      id: '2',
      name: 'More mutation',
      state: 'running',
      fork: { run: '1', generation: 5 },
      experiment: { ...parent, ...changes },
    });
    const fork = await bench.workbench.runs.ended('2');
    expect(fork).toMatchObject({ state: 'finished', generation: 10 });

    const [a, b] = [await ask('runs.logbook', { run: '1' }), await ask('runs.logbook', { run: '2' })];
    expect(b.slice(0, 6)).toStrictEqual(a.slice(0, 6));
    for (const number of [6, 7, 8]) expect(b[number]!.digest).not.toBe(a[number]!.digest);
    expect(fork.evaluations).toBe(b.reduce((sum, row) => sum + row.evaluations, 0));
    expect(fork.distinct).toBe([...bench.workbench.records.strategies('2', 'all')].length);
    expect(await ask('runs.generation', { run: '2', generation: 5 })).toStrictEqual(
      await ask('runs.generation', { run: '1', generation: 5 }),
    );
    expect(await ask('runs.hallOfFame', { run: '2' })).toHaveLength(2);
    expect(await bench.workbench.verify('2')).toStrictEqual({ run: '2', identical: 11, difference: null, notes: [] });

    // A fork of a fork, from where it went off and from what it shares.
    const again = await finish(bench, ask('runs.fork', { run: '2', generation: 3, changes: { crossover: 0.1 } }));
    expect(await bench.workbench.verify(again)).toMatchObject({ identical: 11, difference: null });

    await ask('runs.delete', { run: '1' });
    await ask('runs.delete', { run: '2' });
    expect(await ask('runs.get', { run: again })).toMatchObject({ fork: { run: '2', generation: 3 }, generation: 10 });
    expect(await bench.workbench.verify(again)).toMatchObject({ identical: 11, difference: null });
    expect((await ask('runs.lineage', { run: again, generation: 10, slot: 0 })).ancestors.at(-1)!.generation).toBe(0);
  });

  it('with nothing but more generations is the run as if it had been longer, also when it is interrupted', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask, workbench } = bench;
    await finish(bench, workbench.runs.start(parent));
    const long = await finish(bench, workbench.runs.start({ ...parent, generations: 14 }));
    const reached = Promise.withResolvers<void>();
    const { id } = await workbench.runs.fork(
      '1',
      8,
      { generations: 14 },
      { onGeneration: ({ generation }) => generation === 10 && reached.resolve() },
    );
    await reached.promise;
    await ask('runs.stop', { run: id });
    await finish(bench, ask('runs.resume', { run: id }));
    expect(digests(await ask('runs.logbook', { run: id }))).toStrictEqual(digests(await ask('runs.logbook', { run: long })));
    expect(await ask('runs.hallOfFame', { run: id })).toStrictEqual(await ask('runs.hallOfFame', { run: long }));
    expect((await ask('runs.get', { run: id })).distinct).toBe((await ask('runs.get', { run: long })).distinct);
  });

  it('is refused when it changes what its first generations came from, or makes no sense', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await finish(bench, bench.workbench.runs.start(parent));
    const refused = [
      [
        { population: 21 },
        5,
        'A fork cannot change population: it goes on from a generation of that size. Start a new run; the best strategies of this one can be its seeds.',
      ],
      [{ seeds: ['gt(close, open)'] }, 5, /^A fork cannot change seeds: it shares generation 0, which began with them\. Start a new run/],
      [{ validation: [{ start: 0, end: 1_000 }] }, 5, /^A fork cannot change validation/],
      [{ window: 50 }, 5, /^A fork cannot change window/],
      [
        { periods: [{ start: 0, end: 1_000 }] },
        5,
        /^A fork cannot change periods: the strategies it goes on from were evaluated with it\. Start a new run/,
      ],
      [{ objectives: [{ metric: 'sharpe', weight: 1 }] }, 5, /^A fork cannot change objectives/],
      [{ data: 'gold' }, 5, /^A fork cannot change data/],
      [{ holdout: [{ start: 0, end: 1_000 }] }, 5, /^A fork cannot change holdout/],
      [
        { algorithm: 'nsga3', referencePoints: { memory: true } },
        5,
        /^Generation 5 was stored without the points that referencePoints\.memory goes on from: turn it off/,
      ],
      [{ generations: 5 }, 5, 'A fork at generation 5 needs more generations than that, not 5: raise generations.'],
      [{}, 9, 'Run 1 has no generation 9: its last is 8.'],
      [{ maxSize: 4 }, 5, /^Generation 5 has strategies that exceed .*maxSize 4, such as .*: raise them\.$/],
      [{ crossover: 2 }, 5, 'The fork: crossover: has to be at most 1'],
      [{ colour: 'red' }, 5, 'The fork: unknown field colour'],
    ] as const;
    for (const [changes, generation, message] of refused) {
      const text = typeof message === 'string' ? message : expect.stringMatching(message);
      expect(await bench.dispatch('runs.fork', { run: '1', generation, changes })).toMatchObject({
        ok: false,
        error: { code: 'expected', message: text },
      });
    }
    expect(await bench.ask('runs.list', {})).toHaveLength(1);
  });
});

describe('a comparison', () => {
  it('has the settings that differ, best and mean side by side, and the first generation that differs', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    await finish(bench, bench.workbench.runs.start(parent));
    await finish(bench, ask('runs.fork', { run: '1', generation: 4, changes: { mutation: 0.9, generations: 6 } }));
    const comparison = await ask('runs.compare', { runs: ['1', '2'] });
    expect(comparison.runs.map((run) => run.id)).toStrictEqual(['1', '2']);
    expect(comparison.settings).toStrictEqual([
      { name: 'generations', values: [8, 6] },
      { name: 'mutation', values: [0.2, 0.9] },
    ]);
    expect(comparison.firstDifference).toBe(5);
    expect(comparison.objectives.map((o) => o.better)).toStrictEqual(['higher', 'lower', 'higher']);
    expect(comparison.generations).toHaveLength(9);
    const rows = await ask('runs.logbook', { run: '1' });
    const others = await ask('runs.logbook', { run: '2' });
    expect(comparison.generations[6]!.values[1]).toStrictEqual({
      best: [rows[6]!.fitness[1]!.min, others[6]!.fitness[1]!.min],
      mean: [rows[6]!.fitness[1]!.avg, others[6]!.fitness[1]!.avg],
    });
    expect(comparison.generations[7]!.values[0]!.best).toStrictEqual([rows[7]!.fitness[0]!.max, null]);
    expect(await ask('runs.compare', { runs: ['1', '1'] })).toMatchObject({ settings: [], firstDifference: null });
  });

  it('takes the objectives that both runs have', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const objectives = [{ metric: 'winRate' as const, weight: 1 }];
    await finish(bench, bench.workbench.runs.start({ ...small, generations: 1 }));
    await finish(bench, bench.workbench.runs.start({ ...small, generations: 1, objectives }));
    const comparison = await bench.ask('runs.compare', { runs: ['1', '2'] });
    expect(comparison.objectives).toStrictEqual([{ metric: 'winRate', better: 'higher' }]);
    expect(comparison.generations[0]!.values[0]!.best[0]).toBe(comparison.generations[0]!.values[0]!.best[1]);
    await expect(bench.ask('runs.compare', { runs: ['1', '7'] })).rejects.toMatchObject({ message: expect.stringContaining('no run 7') });
  });
});
