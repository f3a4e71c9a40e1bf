import type Database from 'better-sqlite3';
import { StoreError } from './errors.ts';
import type { Migration } from './migrations/index.ts';

/** 'ORGM': tells our databases from those of other programs (SQLite's application_id). */
const APPLICATION_ID = 0x4f52474d;

function appliedNames(db: Database.Database): string[] {
  const known = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get();
  return known ? (db.prepare('SELECT name FROM migrations ORDER BY rowid').pluck().all() as string[]) : [];
}

/**
 * Refuses a file that is not ours or that a newer version wrote, before anything is changed in it.
 *
 * @throws {StoreError} naming the file and the remedy
 */
export function check(file: string, db: Database.Database, migrations: readonly Migration[]): void {
  const id = db.pragma('application_id', { simple: true });
  const tables = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (tables !== 0 && id !== APPLICATION_ID) {
    throw new StoreError(
      `The database ${file} belongs to another program. Choose another file with --db or ORGANISM_DB; this one was not changed.`,
    );
  }
  const unknown = appliedNames(db).find((name) => !migrations.some((m) => m.name === name));
  if (unknown !== undefined) {
    throw new StoreError(
      `The database ${file} was written by a newer version of Organism (it knows "${unknown}"). ` +
        'Update Organism, or choose another file with --db or ORGANISM_DB; this one was not changed.',
    );
  }
}

/** Applies the migrations that are missing, each in a transaction of its own. */
export function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  if (appliedNames(db).length === migrations.length) return;
  for (const { name, sql } of migrations) {
    db.transaction(() => {
      // Asked again inside the transaction: another process may have opened the same new file at the same time.
      if (appliedNames(db).includes(name)) return;
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.exec("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT (datetime('now'))) STRICT");
      db.exec(sql);
      db.prepare('INSERT INTO migrations (name) VALUES (?)').run(name);
    }).immediate();
  }
}
