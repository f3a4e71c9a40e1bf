import { describe, expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from './bench.ts';

describe('the check of a primitive set', () => {
  it('tells the window which types and functions no strategy can contain, and how high a tree of each type is at least', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const report = (changes: object) => bench.ask('experiments.checkSet', { experiment: { ...small, ...changes } });
    const usual = await report({});
    expect(usual).toMatchObject({ unusable: [], problems: [] });
    expect(usual.types).toContainEqual({ type: 'signal', minHeight: 1, reachable: true });
    const short = await report({ window: 2 });
    expect(short.problems).toEqual([]);
    expect(short.unusable).toEqual(expect.arrayContaining(['rsi', 'roc', 'delay']));
    expect(short.unusable).not.toContain('sma');
    expect((await report({ primitiveWeights: { gt: 0, lt: 0 } })).problems).toEqual([expect.stringContaining('give gt or lt')]);
    const flat = await report({ maxHeight: 1, initialHeight: { min: 1, max: 1 } });
    expect(flat.types.find(({ type }) => type === 'range')).toEqual({ type: 'range', minHeight: 1, reachable: false });
  });
});

it('settings that nothing looks at are told to the window, and a run starts all the same', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const experiment = { ...small, algorithm: 'nsga2', selection: 'lexicase', elitism: 2 } as const;
  const told = await bench.ask('experiments.unused', { experiment });
  expect(told.map(({ field }) => field)).toEqual(['selection', 'elitism']);
  expect(await bench.ask('experiments.unused', { experiment: small })).toEqual([]);
  const { id } = await bench.workbench.runs.start(experiment);
  expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished', error: null });
});

describe('a limit of computing time in the experiment', () => {
  it('finishes the run early, as far as it got the same as without', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { workbench, ask } = bench;
    const rows = async (changes: object) => {
      const { id } = await workbench.runs.start({ ...small, ...changes });
      const run = await workbench.runs.ended(id);
      expect(run).toMatchObject({ state: 'finished', error: null });
      return { id, digests: (await ask('runs.logbook', { run: id })).map(({ digest }) => digest) };
    };
    const whole = await rows({});
    const short = await rows({ stop: { seconds: 1e-6 } });
    expect(short.digests).toEqual(whole.digests.slice(0, 1));
    expect((await rows({ stop: { seconds: 1e6 } })).digests).toEqual(whole.digests);
    expect(await workbench.verify(short.id)).toMatchObject({ identical: 1, difference: null });
    await expect(ask('runs.resume', { run: short.id })).rejects.toMatchObject({ message: expect.stringContaining('fork') });
    const fork = await ask('runs.fork', { run: short.id, generation: 0, changes: { stop: null } });
    expect(await workbench.runs.ended(fork.id)).toMatchObject({ state: 'finished', generation: 5 });
    expect((await ask('runs.logbook', { run: fork.id })).map(({ digest }) => digest)).toEqual(whole.digests);
  });
});
