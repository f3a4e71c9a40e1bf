import { z } from 'zod';
import type { ValidationRow } from '../../preload/contract.ts';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

export const values = json(z.array(z.number()));
const championRow = z.object({
  generation: integer,
  strategy: z.string(),
  training: values,
  validation: values.nullable(),
}) satisfies z.ZodType<ValidationRow>;

/** The best of a generation, and what it is worth. */
export type StoredChampion = Omit<ValidationRow, 'generation'>;

export type Champions = ReturnType<typeof champions>;

export function champions({ db, file, read }: Connection) {
  const insert = db.prepare('INSERT INTO champions (run, generation, strategy, training, validation) VALUES (?, ?, ?, ?, ?)');
  const all = db.prepare('SELECT generation, strategy, training, validation FROM champions WHERE run = ? ORDER BY generation');

  return {
    /** One statement of the transaction that stores the generation. */
    add(run: string, generation: number, { strategy, training, validation }: StoredChampion): void {
      insert.run(Number(run), generation, strategy, JSON.stringify(training), validation && JSON.stringify(validation));
    },
    /** In their order; generations of versions that stored none are missing. */
    list: (run: string): ValidationRow[] =>
      read(() => all.all(Number(run))).map((row) => checked(file, `a champion of run ${run}`, championRow, row)),
  };
}
