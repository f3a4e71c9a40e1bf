import { z } from 'zod';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const labelRow = z
  .object({ run: integer.transform(String), name: z.string().nullable(), tags: json(z.array(z.string())), note: z.string() })
  .transform(({ name, tags, note }) => ({ name, tags, note }));

/** What the user says about a run; `name` is null where it is called as its experiment. */
export type RunLabel = z.output<typeof labelRow>;

const none: RunLabel = { name: null, tags: [], note: '' };

export function runLabels({ db, file, read, write }: Connection) {
  const byRun = db.prepare('SELECT * FROM run_labels WHERE run = ?');
  const set = db.prepare(
    `INSERT INTO run_labels (run, name, tags, note) VALUES (@run, @name, @tags, @note)
     ON CONFLICT (run) DO UPDATE SET name = excluded.name, tags = excluded.tags, note = excluded.note`,
  );
  return {
    /** Empty where the user has said nothing. */
    of(run: string): RunLabel {
      const row = read(() => byRun.get(Number(run)));
      return row === undefined ? none : checked(file, `what is said about run ${run}`, labelRow, row);
    },
    set(run: string, { name, tags, note }: RunLabel): void {
      write(() => set.run({ run: Number(run), name, tags: JSON.stringify(tags), note }));
    },
  };
}
