import { describe, expect, it } from 'vitest';
import type { Run } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const endless = { ...small, name: 'Endless', generations: 1_000_000 };
const named = (name: string) => ({ ...small, name, generations: 2 });

const start = ({ ask }: Bench, experiment: typeof small, when: 'now' | 'whenFree' | 'queued') =>
  ask('experiments.start', { experiment, settings: {}, when });

/** The names of the runs that have ended, in the order in which they did. */
const ended = ({ events }: Bench) => events.filter((event) => event.name === 'run.ended').map((event) => (event.payload as Run).name);
const order = async ({ ask }: Bench) => {
  const { runs } = await ask('queue.get', {});
  return await Promise.all(runs.map(async (run) => (await ask('runs.get', { run })).name));
};
const untilEnded = (bench: Bench, ...names: string[]) =>
  expect.poll(() => ended(bench), { timeout: 60_000 }).toEqual(expect.arrayContaining(names));

describe('the queue', () => {
  it('starts at once what finds nothing under way, and the rest one after the other, in the order that the user gave it', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const first = await start(bench, endless, 'whenFree');
    expect(first).toMatchObject({ state: 'running', place: null });
    const a = await start(bench, named('A'), 'whenFree');
    const b = await start(bench, named('B'), 'whenFree');
    const c = await start(bench, named('C'), 'queued');
    expect([a, b, c].map(({ state, place, generation }) => [state, place, generation])).toEqual([
      ['queued', 1, -1],
      ['queued', 2, -1],
      ['queued', 3, -1],
    ]);
    expect(await bench.ask('queue.move', { run: c.id, place: 1 })).toEqual({ going: true, runs: [c.id, a.id, b.id] });
    expect(await bench.ask('runs.get', { run: b.id })).toMatchObject({ state: 'queued', place: 3 });
    await bench.ask('runs.stop', { run: first.id });
    await untilEnded(bench, 'B');
    expect(ended(bench)).toEqual(['Endless', 'C', 'A', 'B']);
    expect((await bench.ask('runs.get', { run: b.id })).state).toBe('finished');
    expect(await bench.ask('queue.get', {})).toEqual({ going: false, runs: [] });
  });

  it('computes what would have come out without it', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const queued = await start(bench, named('Same'), 'queued');
    await bench.ask('queue.go', {});
    const direct = await start(bench, named('Same'), 'now');
    const digests = async (id: string) => {
      await bench.workbench.runs.ended(id);
      return (await bench.ask('runs.logbook', { run: id })).map((row) => row.digest);
    };
    expect(await digests(queued.id)).toEqual(await digests(direct.id));
    expect((await digests(direct.id)).length).toBe(3);
  });

  it('survives the end of the program, and waits until it is told to go on', async () => {
    using folder = temporaryFolder();
    {
      await using bench = openBench(folder.path);
      await start(bench, endless, 'now');
      for (const name of ['A', 'B', 'C']) await start(bench, named(name), 'whenFree');
      const { runs } = await bench.ask('queue.get', {});
      await bench.ask('queue.move', { run: runs[2]!, place: 2 });
    }
    await using bench = openBench(folder.path);
    expect(await order(bench)).toEqual(['A', 'C', 'B']);
    const queue = await bench.ask('queue.get', {});
    expect(queue.going).toBe(false);
    expect((await bench.ask('runs.list', {})).map(({ name, state }) => [name, state])).toEqual([
      ['C', 'queued'],
      ['B', 'queued'],
      ['A', 'queued'],
      ['Endless', 'interrupted'],
    ]);
    expect(await bench.ask('queue.add', { run: '1' })).toEqual({ going: false, runs: [...queue.runs, '1'] });
    await bench.ask('queue.remove', { run: '1' });
    expect(await bench.ask('runs.get', { run: '1' })).toMatchObject({ state: 'interrupted', place: null });
    await bench.ask('queue.go', {});
    await untilEnded(bench, 'A', 'B', 'C');
    expect(ended(bench)).toEqual(['A', 'C', 'B']);
  });

  it('can be held, jumped and left', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const first = await start(bench, endless, 'now');
    const [a, b, c] = [
      await start(bench, named('A'), 'whenFree'),
      await start(bench, named('B'), 'whenFree'),
      await start(bench, named('C'), 'whenFree'),
    ];
    await bench.ask('queue.hold', {});
    await bench.ask('runs.stop', { run: first.id });
    expect(await order(bench)).toEqual(['A', 'B', 'C']);
    expect(await bench.ask('runs.resume', { run: c.id })).toMatchObject({ state: 'running', place: null });
    await untilEnded(bench, 'C');
    expect(await bench.ask('runs.stop', { run: b.id })).toMatchObject({ state: 'stopped', place: null });
    expect(await bench.ask('runs.delete', { run: a.id })).toBeNull();
    expect(await bench.ask('queue.get', {})).toEqual({ going: false, runs: [] });
    expect((await bench.ask('runs.get', { run: b.id })).generation).toBe(-1);
  });

  it('lets a run that is paused stand, and does not count it as under way', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const first = await start(bench, endless, 'now');
    await bench.ask('runs.pause', { run: first.id });
    expect((await start(bench, named('A'), 'whenFree')).state).toBe('running');
    await untilEnded(bench, 'A');
    expect((await bench.ask('runs.get', { run: first.id })).state).toBe('paused');
  });

  it('takes forks as well, with the generations they share', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { id } = await start(bench, named('Parent'), 'now');
    await bench.workbench.runs.ended(id);
    const fork = await bench.ask('runs.fork', { run: id, generation: 1, changes: { generations: 4 }, when: 'queued' });
    expect(fork).toMatchObject({ state: 'queued', generation: 1, fork: { run: id, generation: 1 } });
    await bench.ask('queue.go', {});
    expect(await bench.workbench.runs.ended(fork.id)).toMatchObject({ state: 'finished', generation: 4 });
  });

  it('refuses what cannot wait, and says why', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const refused = (message: RegExp) => ({ code: 'expected', message: expect.stringMatching(message) });
    const { id } = await start(bench, endless, 'now');
    await expect(bench.ask('queue.add', { run: id })).rejects.toMatchObject(refused(/under way: stop it/));
    await expect(bench.ask('queue.move', { run: id, place: 1 })).rejects.toMatchObject(refused(/not in the queue/));
    await expect(bench.ask('queue.remove', { run: '99' })).rejects.toMatchObject(refused(/no run 99/));
    const done = await start(bench, named('Done'), 'now');
    await bench.workbench.runs.ended(done.id);
    await expect(bench.ask('queue.add', { run: done.id })).rejects.toMatchObject(refused(/finished/));
  });
});
