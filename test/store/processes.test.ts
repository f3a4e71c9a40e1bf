import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../main/store/store.ts';
import { exampleGeneration, exampleRow, storeWithRun, temporaryFolder } from './examples.ts';

const writer = join(import.meta.dirname, 'writer.ts');

function start(...args: string[]) {
  const child = spawn(process.execPath, [writer, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => String((await lines.next()).value) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL') {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

describe('a process that is killed', () => {
  it('loses no generation that it reported as stored', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    for (const generations of [0, 3, 17]) {
      const { child, line } = start(file);
      const run = (await line()).replace('run ', '');
      let told = -1;
      while (told < generations) told = Number(await line());
      await end(child);

      const store = openStore(file);
      const found = store.runs.find(run)!;
      expect(found.state).toBe('interrupted');
      expect(found.generation).toBeGreaterThanOrEqual(told);
      expect(store.generations.rows(run)).toHaveLength(found.generation + 1);
      for (let number = 0; number <= found.generation; number++) {
        expect(store.generations.read(run, number)).toStrictEqual(exampleGeneration(number));
      }
      store.close();
    }
    expect(readdirSync(folder.path)).toStrictEqual(['a.sqlite']);
  });
});

describe('two processes with one database', () => {
  it('see what the other one computes, leave it alone, and take it over when it has ended', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const { store, run: mine } = await storeWithRun(file);
    const { child, line } = start(file, '2', 'stay');
    const theirs = (await line()).replace('run ', '');
    while ((await line()) !== '2');

    store.runs.interruptOrphans();
    expect(store.runs.find(theirs)).toMatchObject({ state: 'running', generation: 2 });
    expect(store.runs.isMine(store.runs.find(theirs)!)).toBe(false);
    expect(store.runs.remove(theirs)).toBe(false);
    expect(store.runs.takeOver(theirs, '1', 0)).toBe(false);
    expect(() => store.runs.setState(theirs, 'stopped')).toThrow(/taken over by another process/);
    await expect(store.generations.append(theirs, exampleGeneration(3), exampleRow(3))).rejects.toThrow(/taken over by another process/);
    await store.generations.append(mine, exampleGeneration(0), exampleRow(0));

    await end(child);
    store.runs.interruptOrphans();
    expect(store.runs.find(theirs)!.state).toBe('interrupted');
    expect(store.runs.find(mine)!.state).toBe('running');
    expect(store.runs.takeOver(theirs, '1', 0)).toBe(true);
    await store.generations.append(theirs, exampleGeneration(3), exampleRow(3));
    expect(store.runs.find(theirs)).toMatchObject({ state: 'running', generation: 3 });
    store.close();
  });

  it('may make it at the same time', { timeout: 60_000 }, async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const all = [0, 1, 2, 3].map(() => start(file, '1'));
    const runs = await Promise.all(all.map(({ line }) => line()));
    await Promise.all(all.map(({ child }) => child.exitCode ?? once(child, 'exit')));
    expect(runs.sort()).toStrictEqual(['run 1', 'run 2', 'run 3', 'run 4']);
    const store = openStore(file);
    expect(store.runs.list().map((r) => r.generation)).toStrictEqual([1, 1, 1, 1]);
    store.close();
  });
});
