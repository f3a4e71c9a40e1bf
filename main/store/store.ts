import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { champions } from './champions.ts';
import { chapters } from './chapters.ts';
import { connect } from './connection.ts';
import { databank } from './databank.ts';
import { datasets } from './datasets.ts';
import { damaged, explain, isMalformedRow } from './errors.ts';
import { experiments } from './experiments.ts';
import { failures } from './failures.ts';
import { forks } from './forks.ts';
import { generations } from './generations.ts';
import { hallsOfFame } from './halls-of-fame.ts';
import { holdouts } from './holdouts.ts';
import { check, migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { claim, type Owner } from './owner.ts';
import { presets } from './presets.ts';
import { queue } from './queue.ts';
import { runLabels } from './run-labels.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';

export interface StoreOptions {
  /** How long a statement waits for another process that writes, in milliseconds. */
  readonly busyTimeout?: number;
  /** Pages of 4 kB that the file may have at most, as if the disk were no larger. Absent: as many as there is room for. */
  readonly maxPages?: number;
}

/** Up to this size the whole file is checked when it is opened, which takes some 30 ms. */
const CHECKED_BYTES = 64 * 2 ** 20;

export type Store = ReturnType<typeof openStore>;

/**
 * Opens the database, makes it if there is none, and brings its tables up to date. Several processes may share it.
 * Runs of processes that have ended are marked as interrupted.
 *
 * @throws {StoreError} naming the file and the remedy: not a database, of another program, from a newer version,
 * locked, read-only, damaged. Such a file is left as it was. Damage in a very large file is told when it is met.
 */
export function openStore(file: string, { busyTimeout = 5_000, maxPages }: StoreOptions = {}) {
  const db = open(file, busyTimeout, maxPages);
  const connection = connect(file, db);
  let owner: Owner | undefined;
  const chapterRepository = chapters(connection);
  const runRepository = runs(connection, chapterRepository, () => {
    owner ??= claim(file);
    return owner;
  });
  const failureRepository = failures(connection);
  const championRepository = champions(connection);
  runRepository.interruptOrphans();
  return {
    file,
    datasets: datasets(connection),
    experiments: experiments(connection),
    /** Everything that `work` writes, or nothing of it. */
    atomically: connection.write,
    runs: runRepository,
    queue: queue(connection),
    presets: presets(connection),
    runLabels: runLabels(connection),
    chapters: chapterRepository,
    forks: forks(connection, runRepository, chapterRepository),
    generations: generations(connection, runRepository, failureRepository, championRepository),
    champions: championRepository,
    hallsOfFame: hallsOfFame(connection),
    holdouts: holdouts(connection),
    databank: databank(connection),
    failures: failureRepository,
    settings: settings(connection),
    close(): void {
      connection.close();
      db.close();
      owner?.release();
    },
  };
}

function open(file: string, timeout: number, maxPages: number | undefined): Database.Database {
  let db: Database.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    db = new Database(file, { timeout });
    check(file, db, migrations);
    checkPages(file, db);
    if (maxPages !== undefined) db.pragma(`max_page_count = ${maxPages}`);
    // WAL: a window may read while a run on the command line writes. FULL: what was reported as stored survives a power
    // cut as well.
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

/**
 * Damage to the structure is told before anything is written on top of it: what can still be read is then still there to
 * be recovered. A single row that is damaged costs no other one, and is told when it is read.
 */
function checkPages(file: string, db: Database.Database): void {
  if (statSync(file).size > CHECKED_BYTES) return;
  try {
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw damaged(file, String(found));
  } catch (error) {
    if (!isMalformedRow(error)) throw error;
  }
}
