import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { chapters } from './chapters.ts';
import { connect } from './connection.ts';
import { datasets } from './datasets.ts';
import { explain } from './errors.ts';
import { experiments } from './experiments.ts';
import { failures } from './failures.ts';
import { forks } from './forks.ts';
import { generations } from './generations.ts';
import { hallsOfFame } from './halls-of-fame.ts';
import { check, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { claim, type Owner } from './owner.ts';
import { runs } from './runs.ts';

export interface StoreOptions {
  /** How long a statement waits for another process that writes, in milliseconds. */
  readonly busyTimeout?: number;
}

export type Store = ReturnType<typeof openStore>;

/**
 * Opens the database, makes it if there is none, and brings its tables up to date. Several processes may share it.
 * Runs of processes that have ended are marked as interrupted.
 *
 * @throws {StoreError} naming the file and the remedy: not a database, of another program, from a newer version,
 * locked, read-only, damaged. Such a file is left as it was.
 */
export function openStore(file: string, { busyTimeout = 5_000 }: StoreOptions = {}) {
  const db = open(file, busyTimeout);
  const connection = connect(file, db);
  let owner: Owner | undefined;
  const chapterRepository = chapters(connection);
  const runRepository = runs(connection, chapterRepository, () => {
    owner ??= claim(file);
    return owner;
  });
  const failureRepository = failures(connection);
  runRepository.interruptOrphans();
  return {
    file,
    datasets: datasets(connection),
    experiments: experiments(connection),
    runs: runRepository,
    chapters: chapterRepository,
    forks: forks(connection, runRepository, chapterRepository),
    generations: generations(connection, runRepository, failureRepository),
    hallsOfFame: hallsOfFame(connection),
    failures: failureRepository,
    close(): void {
      db.close();
      owner?.release();
    },
  };
}

function open(file: string, timeout: number): Database.Database {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    db = new Database(file, { timeout });
    check(file, db, migrations);
    // WAL: a window may read while a run on the command line writes. FULL: a generation that was reported as stored
    // survives a power cut as well; one fsync a generation costs far less than computing it.
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    migrate(db, migrations);
    return db;
  } catch (error) {
    db?.close();
    throw explain(file, error);
  }
}
