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

const openedRow = z.object({ run: integer.transform(String), name: z.string(), openedAt: integer, first: integer, last: integer });

/** Returns [first, last) of a data set that a run saw when its holdout was opened; the run may have been deleted since. */
export type OpenedBars = z.output<typeof openedRow>;

/** Whose holdout is opened, and on what. */
export interface Opening {
  readonly run: string;
  /** Of the experiment, for people who look back. */
  readonly name: string;
  readonly openedAt: number;
  /** SHA-256 of the data set's columns: the same bars under another name are the same bars. */
  readonly datasetHash: string;
  /** The returns [first, last) that its periods judge. */
  readonly returns: readonly { readonly first: number; readonly last: number }[];
}

/** What runs are worth on their sealed periods: written once a run, and never again. */
export function holdouts({ db, file, read, write }: Connection) {
  const insert = db.prepare('INSERT INTO holdouts (run, generation, rows) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const note = db.prepare('INSERT INTO holdout_openings (run, opened_at) VALUES (?, ?)');
  const byRun = db.prepare(
    `SELECT generation, rows, (SELECT min(opened_at) FROM holdout_openings WHERE run = @run) AS openedAt,
       (SELECT count(*) FROM holdout_openings WHERE run = @run) AS openings
     FROM holdouts WHERE run = @run`,
  );
  const noteBars = db.prepare('INSERT INTO opened_bars (dataset_hash, first, last, run, name, opened_at) VALUES (?, ?, ?, ?, ?, ?)');
  const byData = db.prepare(
    'SELECT run, name, opened_at AS openedAt, first, last FROM opened_bars WHERE dataset_hash = ? ORDER BY opened_at, run, first',
  );

  return {
    /** Undefined as long as it is sealed. */
    find(run: string): HoldoutReport | undefined {
      const row = read(() => byRun.get({ run: Number(run) }));
      return row === undefined ? undefined : checked(file, `the holdout of run ${run}`, reportRow, row);
    },

    /**
     * Notes that it was opened, in one transaction with what was found and which bars were seen, unless an earlier opening
     * has stored those.
     */
    open({ run, name, openedAt, datasetHash, returns }: Opening, { generation, rows }: OpenedHoldout): void {
      write(() => {
        const isFirst = insert.run(Number(run), generation, JSON.stringify(rows)).changes === 1;
        note.run(Number(run), openedAt);
        if (isFirst) for (const { first, last } of returns) noteBars.run(datasetHash, first, last, Number(run), name, openedAt);
      });
    },

    /** All that was ever opened of the data with this hash, oldest first, also by runs that are deleted. */
    openedBars: (datasetHash: string): OpenedBars[] =>
      read(() => byData.all(datasetHash)).map((row) => checked(file, 'an opened holdout', openedRow, row)),
  };
}
