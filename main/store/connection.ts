import type Database from 'better-sqlite3';
import { explain } from './errors.ts';

/** The open database as the repositories see it: errors of SQLite come out explained, writes are transactions. */
export interface Connection {
  readonly file: string;
  readonly db: Database.Database;
  read<T>(work: () => T): T;
  /** All or nothing. Inside another `write` it belongs to that transaction. */
  write<T>(work: () => T): T;
}

export function connect(file: string, db: Database.Database): Connection {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(file, error);
    }
  };
  return {
    file,
    db,
    read: guarded,
    // IMMEDIATE: a transaction that begins by reading and then writes fails at once when another process wrote in
    // between, without waiting for the busy timeout.
    write: (work) => guarded(() => (db.inTransaction ? work() : db.transaction(work).immediate())),
  };
}
