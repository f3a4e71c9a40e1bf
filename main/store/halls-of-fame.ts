import type { Elite } from '../evolution/individual.ts';
import { decompress } from './compression.ts';
import type { Connection } from './connection.ts';
import { blob, checked } from './rows.ts';
import { unpackElites } from './unpack-population.ts';

/** Each generation keeps the hall of fame as it stood then: replay shows it, and a run goes on from it. */
export function hallsOfFame(connection: Connection) {
  const { db, file, read } = connection;
  const last = db.prepare('SELECT hall_of_fame FROM generations WHERE run = ? ORDER BY number DESC LIMIT 1').pluck();

  return {
    /** As it stands after the last stored generation, best first; empty before the first. */
    latest(run: string): Elite[] {
      const found = read(() => last.get(Number(run)));
      if (found === undefined) return [];
      const what = `the hall of fame of run ${run}`;
      return decompress(file, what, checked(file, what, blob, found), unpackElites);
    },
  };
}
