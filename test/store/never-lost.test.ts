import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../main/store/store.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { exampleGeneration, exampleRow, storeWithRun, temporaryFolder } from './examples.ts';

/** Runs a script of this folder in a process of its own. */
const script = (name: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(import.meta.dirname, name), ...args], { encoding: 'utf8' });

async function storeGenerations(file: string, count: number): Promise<string> {
  const { store, run } = await storeWithRun(file);
  for (let number = 0; number < count; number++) await store.generations.append(run, exampleGeneration(number), exampleRow(number));
  store.runs.setState(run, 'stopped');
  store.close();
  return run;
}

describe('a full disk', () => {
  it('is told, keeps every stored generation, and the run goes on when there is room again', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const run = await storeGenerations(file, 3);
    const pages = readFileSync(file).length / 4096;
    const small = openStore(file, { maxPages: pages + 4 });
    expect(small.runs.takeOver(run, '0', 0)).toBe(true);
    let number = 3;
    const fill = async () => {
      for (; number < 1_000; number++) await small.generations.append(run, exampleGeneration(number), exampleRow(number));
    };
    await expect(fill()).rejects.toThrow(
      /a\.sqlite cannot grow: the disk is full\. Free some space and try again; everything stored before is intact\.$/,
    );
    expect(small.runs.find(run)!.generation).toBe(number - 1);
    expect(() => small.generations.read(run, number)).toThrow(/has no generation/);
    small.close();

    const roomy = openStore(file);
    expect(roomy.runs.takeOver(run, '0', 0)).toBe(true);
    for (const end = number + 3; number < end; number++) await roomy.generations.append(run, exampleGeneration(number), exampleRow(number));
    for (let i = 0; i < number; i++) expect(roomy.generations.read(run, i)).toStrictEqual(exampleGeneration(i));
    roomy.close();
  });
});

describe('a file that may not be written', () => {
  it('is refused with what to do, and not touched', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    await storeGenerations(file, 2);
    const before = readFileSync(file);
    chmodSync(file, 0o444);
    chmodSync(folder.path, 0o555);
    // Root may write everything, so the script becomes somebody else first.
    const { stdout } = script('opener.ts', file, 'nobody');
    expect(stdout).toMatch(
      /^StoreError: The database .*a\.sqlite cannot be (written|opened)\. (Give yourself write permission|Check that its folder)/,
    );
    chmodSync(folder.path, 0o755);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('bytes that changed on the disk', () => {
  it('are told, never taken for data, and cost no generation but their own', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const run = await storeGenerations(file, 60);
    const sound = readFileSync(file);
    const damaged = join(folder.path, 'b.sqlite');
    let refused = 0;
    let lost = 0;
    for (let trial = 0; trial < 60; trial++) {
      const random = randomFor(1, trial, 0, 'initialise');
      const bytes = Buffer.from(sound);
      const start = random.integer(4096, bytes.length - 300);
      for (let i = 0; i < 300; i++) bytes[start + i] = bytes[start + i]! ^ 0x5a;
      writeFileSync(damaged, bytes);
      let store: Store;
      try {
        store = openStore(damaged);
      } catch (error) {
        expect(error).toMatchObject({ name: 'StoreError', message: expect.stringMatching(/is damaged.*Nothing was changed in it\./) });
        expect(readFileSync(damaged).equals(bytes)).toBe(true);
        refused++;
        continue;
      }
      for (let number = 0; number < 60; number++) {
        try {
          expect(store.generations.read(run, number)).toStrictEqual(exampleGeneration(number));
        } catch (error) {
          expect(error).toMatchObject({ name: 'StoreError', message: expect.stringContaining(damaged) });
          lost++;
        }
      }
      store.close();
    }
    expect(refused).toBeGreaterThan(0);
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(60 * 8);
  });
});

describe('a migration whose process is killed', () => {
  it('leaves the database as it was, and is applied when it is opened the next time', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    expect(script('dying-migration.ts', file, 'first').signal).toBe('SIGKILL');
    const run = await storeGenerations(file, 3);
    expect(script('dying-migration.ts', file, 'next').signal).toBe('SIGKILL');
    const copy = join(folder.path, 'copy.sqlite');
    copyFileSync(file, copy);
    const db = new Database(file);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'halfway'").pluck().get()).toBe(0);
    db.close();
    const store = openStore(file);
    for (const number of [0, 1, 2]) expect(store.generations.read(run, number)).toStrictEqual(exampleGeneration(number));
    store.close();
  });
});

describe('a database of the first version', () => {
  it('is brought up to date with its runs, each in one chapter, and its failures', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const { run } = JSON.parse(script('first-version.ts', file).stdout) as { run: string };
    const store = openStore(file);
    expect(store.runs.find(run)).toMatchObject({ generation: -1, fork: null, engine: '0.0.9' });
    expect(store.chapters.list(run)).toStrictEqual([{ first: 0, experiment: 1, engine: '0.0.9' }]);
    expect(store.failures.list(run)).toStrictEqual([
      { strategy: 'a', reason: 'timeout: took longer than 10 s', quarantined: true, generation: 0 },
      { strategy: 'b', reason: 'threw: no', quarantined: false, generation: 0 },
    ]);
    store.close();
  });
});
