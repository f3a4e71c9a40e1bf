import { z } from 'zod';
import type { Connection } from './connection.ts';
import { checked, integer } from './rows.ts';

/** A strategy that threw, hung or killed its worker, as text, and what happened. */
export interface FailedStrategy {
  readonly strategy: string;
  readonly reason: string;
  /** It hung or killed its worker, twice: this run never tries it again. */
  readonly quarantined: boolean;
}

const failureRow = z.object({
  strategy: z.string(),
  reason: z.string(),
  quarantined: integer.transform((flag) => flag !== 0),
  generation: integer,
});
export type StoredFailure = z.output<typeof failureRow>;

export type Failures = ReturnType<typeof failures>;

export function failures({ db, file, read }: Connection) {
  const insert = db.prepare(
    'INSERT INTO failures (run, generation, strategy, reason, quarantined) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const all = db.prepare('SELECT strategy, reason, quarantined, generation FROM failures WHERE run = ? ORDER BY generation, rowid');

  return {
    /** One statement of the transaction that stores the generation. A strategy is noted once a run. */
    add(run: string, generation: number, { strategy, reason, quarantined }: FailedStrategy): void {
      insert.run(Number(run), generation, strategy, reason, Number(quarantined));
    },
    list: (run: string): StoredFailure[] =>
      read(() => all.all(Number(run))).map((row) => checked(file, `a failure of run ${run}`, failureRow, row)),
  };
}
