import { z } from 'zod';
import type { HoldoutReport } from '../../preload/contract.ts';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const fitness = z.array(z.number());
const reportRow = z.object({
  generation: integer,
  rows: json(z.array(z.object({ strategy: z.string(), training: fitness, validation: fitness.nullable(), holdout: fitness }))),
  openedAt: integer,
  openings: integer,
}) satisfies z.ZodType<HoldoutReport>;

export type OpenedHoldout = Pick<HoldoutReport, 'generation' | 'rows'>;

/** What runs are worth on their sealed periods: written once a run, and never again. */
export function holdouts({ db, file, read, write }: Connection) {
  const insert = db.prepare('INSERT INTO holdouts (run, generation, rows) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const note = db.prepare('INSERT INTO holdout_openings (run, opened_at) VALUES (?, ?)');
  const byRun = db.prepare(
    `SELECT generation, rows, (SELECT min(opened_at) FROM holdout_openings WHERE run = @run) AS openedAt,
       (SELECT count(*) FROM holdout_openings WHERE run = @run) AS openings
     FROM holdouts WHERE run = @run`,
  );

  return {
    /** Undefined as long as it is sealed. */
    find(run: string): HoldoutReport | undefined {
      const row = read(() => byRun.get({ run: Number(run) }));
      return row === undefined ? undefined : checked(file, `the holdout of run ${run}`, reportRow, row);
    },

    /** Notes that it was opened, in one transaction with what was found unless an earlier opening has stored that. */
    open(run: string, openedAt: number, { generation, rows }: OpenedHoldout): void {
      write(() => {
        insert.run(Number(run), generation, JSON.stringify(rows));
        note.run(Number(run), openedAt);
      });
    },
  };
}
