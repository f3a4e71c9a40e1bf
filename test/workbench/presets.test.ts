import { describe, expect, it } from 'vitest';
import { builtInPresets } from '../../main/workbench/built-in-presets.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

describe('presets', () => {
  it.each(builtInPresets.map((preset) => [preset.name, preset] as const))('%s can be run as it is', async (_, { experiment }) => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const sized = { ...experiment, generations: 1, population: 24 };
    await bench.ask('experiments.start', { experiment: sized, settings: {} });
    expect(await bench.workbench.runs.ended('1')).toMatchObject({ state: 'finished', generation: 1, error: null });
  });

  it('are saved, changed, duplicated and deleted, and survive a restart', async () => {
    using folder = temporaryFolder();
    const own = { name: 'Mine', experiment: { ...small, split: { method: 'kFold', folds: 4, use: 2 } as const }, tags: ['a', 'b', 'a'] };
    {
      await using bench = openBench(folder.path);
      const { ask } = bench;
      const saved = await ask('presets.save', own);
      expect(saved).toMatchObject({ id: '1', name: 'Mine', builtIn: false, tags: ['a', 'b'], note: '' });
      expect(saved.experiment).toMatchObject({ population: 20, split: { method: 'kFold', folds: 4, use: 2, holdout: 0.2 } });
      expect(await ask('presets.change', { preset: '1', note: 'worked on gold', tags: ['c'] })).toMatchObject({
        ...{ name: 'Mine', tags: ['c'], note: 'worked on gold' },
      });
      expect(await ask('presets.duplicate', { preset: '1' })).toMatchObject({ id: '2', name: 'Mine, copy', note: 'worked on gold' });
      expect(await ask('presets.duplicate', { preset: '1' })).toMatchObject({ name: 'Mine, copy 2' });
      expect(await ask('presets.duplicate', { preset: 'pareto' })).toMatchObject({ builtIn: false, experiment: { algorithm: 'nsga2' } });
      await ask('presets.delete', { preset: '2' });
      expect(bench.events.filter(({ name }) => name === 'presets.changed')).toHaveLength(6);
    }
    await using again = openBench(folder.path);
    const ids = (await again.ask('presets.list', {})).map(({ id }) => id);
    expect(ids).toEqual([...builtInPresets.map(({ id }) => id), '1', '3', '4']);
  });

  it('of the program stay as they are', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    for (const command of ['presets.delete', 'presets.change'] as const) {
      await expect(bench.ask(command, { preset: 'islands' })).rejects.toMatchObject({
        code: 'expected',
        message: expect.stringContaining('duplicate it first'),
      });
    }
    await expect(bench.ask('presets.duplicate', { preset: '99' })).rejects.toMatchObject({
      message: expect.stringContaining('There is no preset "99". There are: quick-look'),
    });
  });
});

describe('a run', () => {
  it('is named, tagged and noted; none of it is part of what it computes', async () => {
    using folder = temporaryFolder();
    let digest: string;
    {
      await using bench = openBench(folder.path);
      const { ask } = bench;
      await ask('experiments.start', { experiment: { ...small, generations: 1 }, settings: {} });
      await bench.workbench.runs.ended('1');
      digest = (await ask('runs.logbook', { run: '1' }))[1]!.digest;
      expect(await ask('runs.get', { run: '1' })).toMatchObject({ name: 'Small', tags: [], note: '' });
      expect(await ask('runs.label', { run: '1', name: 'Best so far', tags: ['gold', 'gold'] })).toMatchObject({
        name: 'Best so far',
        tags: ['gold'],
      });
      expect(await ask('runs.label', { run: '1', note: 'try with costs' })).toMatchObject({
        name: 'Best so far',
        tags: ['gold'],
        note: 'try with costs',
      });
      await expect(ask('runs.label', { run: '7', note: '' })).rejects.toMatchObject({ code: 'expected' });
    }
    await using again = openBench(folder.path);
    const run = await again.ask('runs.get', { run: '1' });
    expect(run).toMatchObject({ name: 'Best so far', tags: ['gold'], note: 'try with costs', experiment: { name: 'Small' } });
    expect((await again.ask('runs.logbook', { run: '1' }))[1]!.digest).toBe(digest);
    expect(await again.ask('runs.label', { run: '1', name: '' })).toMatchObject({ name: 'Small' });
    await again.ask('runs.delete', { run: '1' });
    expect(await again.ask('runs.list', {})).toEqual([]);
  });
});
