import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { databasePath } from '../../main/store/database-path.ts';
import { explain } from '../../main/store/errors.ts';
import { check, migrate } from '../../main/store/migrate.ts';
import { migrations } from '../../main/store/migrations/index.ts';
import { openStore } from '../../main/store/store.ts';
import { exampleGeneration, exampleRow, storeWithRun, temporaryFolder } from './examples.ts';

describe('a file that cannot be used is refused with its name and a remedy, and stays as it was', () => {
  it.each([
    ['a text', (file: string) => writeFileSync(file, 'time,open,high\n'.repeat(1_000)), /is not an Organism database.*--db/],
    [
      'the database of another program',
      (file: string) => new Database(file).exec('CREATE TABLE bookmarks (url TEXT)').close(),
      /belongs to another program/,
    ],
    [
      'one from a newer version',
      (file: string) => {
        openStore(file).close();
        const db = new Database(file);
        db.exec("INSERT INTO migrations (name) VALUES ('2031-05-01-islands')");
        db.close();
      },
      /newer version of Organism \(it knows "2031-05-01-islands"\)\. Update Organism/,
    ],
  ])('%s', (_, make, message) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    make(file);
    const before = readFileSync(file);
    expect(() => openStore(file)).toThrow(message);
    expect(() => openStore(file)).toThrow(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('a folder, and a place below a file', () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'a.sqlite'));
    expect(() => openStore(join(folder.path, 'a.sqlite'))).toThrow(/a\.sqlite cannot be opened\. Check that its folder exists/);
    writeFileSync(join(folder.path, 'file'), '');
    expect(() => openStore(join(folder.path, 'file', 'b.sqlite'))).toThrow(/b\.sqlite cannot be opened/);
  });

  it('one that another program holds', () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    openStore(file).close();
    const other = new Database(file);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(() => openStore(file, { busyTimeout: 20 })).toThrow(/is locked by another process\. Close the program/);
    other.close();
  });

  it('says what to do about a full disk, one that is read-only, and one that fails', () => {
    const sqlite = (code: string) => explain('/d/a.sqlite', new Database.SqliteError('?', code));
    expect(sqlite('SQLITE_FULL')).toMatchObject({
      name: 'StoreError',
      message: expect.stringMatching(/^The database \/d\/a\.sqlite .*disk is full/),
    });
    expect(sqlite('SQLITE_READONLY_DBMOVED')).toMatchObject({ message: expect.stringContaining('write permission') });
    expect(sqlite('SQLITE_IOERR_FSYNC')).toMatchObject({ message: expect.stringContaining('Check the disk') });
    expect(sqlite('SQLITE_CONSTRAINT_UNIQUE')).toBeInstanceOf(Database.SqliteError);
  });
});

describe('damage', () => {
  it.each([
    [
      'bytes that changed',
      "substr(population, 1, 20) || x'00' || substr(population, 22)",
      /generation 0 of run 1 cannot be read \(incorrect/,
    ],
    ['bytes that are gone', 'substr(population, 1, 20)', /generation 0 of run 1 cannot be read/],
    ['another thing', 'hall_of_fame', /generation 0 of run 1 cannot be read \(it ends too early/],
  ])('in a population is told with run and generation: %s', async (_, value, message) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const { store, run } = await storeWithRun(file);
    await store.generations.append(run, exampleGeneration(0), exampleRow(0));
    const db = new Database(file);
    db.exec(`UPDATE generations SET population = CAST(${value} AS BLOB)`);
    db.close();
    expect(() => store.generations.read(run, 0)).toThrow(message);
    expect(() => store.generations.read(run, 0)).toThrow(file);
    store.close();
  });

  it('in a row of the logbook is told too', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'a.sqlite');
    const { store, run } = await storeWithRun(file);
    await store.generations.append(run, exampleGeneration(0), exampleRow(0));
    const db = new Database(file);
    db.exec("UPDATE generations SET row = json_set(row, '$.size', 'large')");
    db.close();
    expect(() => store.generations.rows(run)).toThrow(/generation 0 of run 1 cannot be read \(row\.size: /);
    store.close();
  });
});

describe('migrations', () => {
  it('apply once, in their order, and what a failing one did is undone', () => {
    const db = new Database(':memory:');
    const more = [...migrations, { name: '2027-01-01-notes', sql: 'ALTER TABLE runs ADD COLUMN note TEXT' }];
    migrate(db, migrations);
    migrate(db, more);
    migrate(db, more);
    expect(db.prepare('SELECT name FROM migrations').pluck().all()).toStrictEqual(more.map((m) => m.name));
    const broken = [...more, { name: '2027-02-01-broken', sql: 'CREATE TABLE half (x); CREATE TABLE runs (x)' }];
    expect(() => migrate(db, broken)).toThrow(/already exists/);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    expect(() => check('a', db, more)).not.toThrow();
    expect(() => check('a', db, migrations)).toThrow(/newer version/);
    db.close();
  });

  it('are dated and listed in order', () => {
    const names = migrations.map((m) => m.name);
    expect(names).toStrictEqual([...names].sort());
    for (const name of names) expect(name).toMatch(/^\d{4}-\d\d-\d\d-[a-z-]+$/);
  });
});

describe('where the database lies', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is the folder for data, or what ORGANISM_DB says', () => {
    vi.stubEnv('ORGANISM_DB', '');
    expect(databasePath()).toMatch(/organism.*organism\.sqlite$/);
    if (process.platform === 'linux') {
      vi.stubEnv('XDG_DATA_HOME', '/data');
      expect(databasePath()).toBe('/data/organism/organism.sqlite');
    }
    vi.stubEnv('ORGANISM_DB', '/elsewhere/a.sqlite');
    expect(databasePath()).toBe('/elsewhere/a.sqlite');
  });
});
