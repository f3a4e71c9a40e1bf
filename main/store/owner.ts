import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Which living process computes a run. The sign of life is a lock on a small file beside the database: the operating
 * system drops it when the process ends, however it ends, so there is no heartbeat to miss while a laptop sleeps and
 * no process number that another program could have got since. SQLite takes the lock, on every platform alike.
 */
export interface Owner {
  readonly token: string;
  release(): void;
}

const lockFile = (databaseFile: string, token: string) => `${databaseFile}-${token}.lock`;

/** Announces this process. The number in the token is for people who look for the process. */
export function claim(databaseFile: string): Owner {
  const token = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const path = lockFile(databaseFile, token);
  const lock = new Database(path);
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    // A full disk: nobody would look for this file again.
    lock.close();
    rmSync(path, { force: true });
    throw error;
  }
  return {
    token,
    release() {
      lock.close();
      rmSync(path, { force: true });
    },
  };
}

/** Whether the process that claimed this token still lives. Removes the file that a dead one left behind. */
export function isAlive(databaseFile: string, token: string): boolean {
  const path = lockFile(databaseFile, token);
  if (!existsSync(path)) return false;
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    lock.close();
  }
  rmSync(path, { force: true });
  return false;
}

/** The process number in a token, for messages. */
export const processOf = (token: string): string => token.split('-')[0]!;
