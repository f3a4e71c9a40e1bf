import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { explain } from './errors.ts';

/** The open database as the repositories see it: errors of SQLite come out explained, writes are transactions. */
export interface Connection {
  readonly file: string;
  readonly db: Database.Database;
  read<T>(work: () => T): T;
  /** All or nothing. Inside another `write` it belongs to that transaction. */
  write<T>(work: () => T): T;
  /**
   * As `write`, but the event loop does not stand still until the disk has it: on the disk it is when the promise
   * resolves. Not inside another `write`.
   */
  writeBeside(work: () => void): Promise<void>;
  /** Before the database is closed. */
  close(): void;
}

const sync = promisify(fdatasync);

export function connect(file: string, db: Database.Database): Connection {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw explain(file, error);
    }
  };
  // IMMEDIATE: a transaction that begins by reading and then writes fails at once when another process wrote in
  // between, without waiting for the busy timeout.
  const write = <T>(work: () => T): T => guarded(() => (db.inTransaction ? work() : db.transaction(work).immediate()));
  const hasLog = db.pragma('journal_mode', { simple: true }) === 'wal';
  let log: number | undefined;
  return {
    file,
    db,
    read: guarded,
    write,
    async writeBeside(work) {
      if (!hasLog) return write(work);
      // What FULL adds to NORMAL is that a commit waits until the log is on the disk. Here a thread of libuv does the
      // waiting. SQLite locks the database and the index of the log, never the log: another handle on it harms nothing.
      db.pragma('synchronous = NORMAL');
      try {
        write(work);
      } finally {
        db.pragma('synchronous = FULL');
      }
      try {
        log ??= openSync(`${file}-wal`, 'r+');
        await sync(log);
      } catch (error) {
        throw explain(
          file,
          Object.assign(new Error('the log could not be written to the disk', { cause: error }), { code: 'SQLITE_IOERR' }),
        );
      }
    },
    close() {
      if (log !== undefined) closeSync(log);
      log = undefined;
    },
  };
}
