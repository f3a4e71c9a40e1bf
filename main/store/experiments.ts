import { z } from 'zod';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const experimentRow = z.object({ id: integer, hash: z.string(), settings: json(experimentSchema) });

export interface StoredExperiment {
  readonly id: number;
  readonly hash: string;
  readonly settings: Experiment;
}

export function experiments(connection: Connection) {
  const { db, file, read, write } = connection;
  const insert = db.prepare('INSERT INTO experiments (hash, settings) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const idOf = db.prepare('SELECT id FROM experiments WHERE hash = ? AND settings = ?').pluck();
  const byId = db.prepare('SELECT id, hash, settings FROM experiments WHERE id = ?');
  const parse = (row: unknown): StoredExperiment => checked(file, 'an experiment', experimentRow, row);

  return {
    /** Stores it once, however often it is run. Returns its id. */
    add(hash: string, settings: Experiment): number {
      const text = JSON.stringify(settings);
      return write(() => {
        insert.run(hash, text);
        return checked(file, 'an experiment', integer, idOf.get(hash, text));
      });
    },
    find(id: number): StoredExperiment | undefined {
      const row = read(() => byId.get(id));
      return row === undefined ? undefined : parse(row);
    },
  };
}
