import { z } from 'zod';
import type { Connection } from './connection.ts';
import { checked, integer } from './rows.ts';

const chapterRow = z.object({ first: integer, experiment: integer, engine: z.string() });

/** Settings and version of the engine that computed the generations from `first` up to the next chapter. */
export type Chapter = z.output<typeof chapterRow>;

export type Chapters = ReturnType<typeof chapters>;

/** Writes are single statements, for the transactions of `runs` and `forks`. */
export function chapters({ db, file, read }: Connection) {
  const of = db.prepare('SELECT first, experiment, engine FROM chapters WHERE run = ? ORDER BY first');
  const set = db.prepare(
    `INSERT INTO chapters (run, first, experiment, engine) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET experiment = excluded.experiment, engine = excluded.engine`,
  );

  return {
    /** In their order; the first one starts with generation 0. */
    list: (run: string): Chapter[] =>
      read(() => of.all(Number(run))).map((row) => checked(file, `the history of run ${run}`, chapterRow, row)),
    set(run: string, { first, experiment, engine }: Chapter): void {
      set.run(Number(run), first, experiment, engine);
    },
  };
}
