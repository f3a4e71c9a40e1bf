import { z } from 'zod';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const numbers = json(z.array(z.number()));
const metrics = json(z.record(z.string(), z.number())).nullable();

const entryRow = z
  .object({
    id: integer,
    strategy: z.string(),
    run: integer.transform(String),
    run_name: z.string(),
    generation: integer,
    rank: integer.nullable(),
    experiment: integer,
    dataset: z.string(),
    data_name: z.string(),
    data_hash: z.string(),
    engine: z.string(),
    fitness: numbers,
    training: metrics,
    validation: metrics,
    pinned: integer.transform((flag) => flag !== 0),
    tags: json(z.array(z.string())),
    note: z.string(),
    added_at: integer,
  })
  .transform(({ run_name, data_name, data_hash, added_at, ...row }) => ({
    ...row,
    runName: run_name,
    dataName: data_name,
    dataHash: data_hash,
    addedAt: added_at,
  }));

/** A strategy that is kept, with where it comes from; its run may have been deleted since. Times in milliseconds since 1970. */
export type StoredEntry = z.output<typeof entryRow>;

/** What is known of an entry when it is added. `rank` is that in the hall of fame, null for what is no part of it. */
export type NewEntry = Omit<StoredEntry, 'id' | 'tags' | 'note'>;

/** What a user may say about an entry. */
export interface EntryChange {
  readonly pinned?: boolean;
  readonly tags?: readonly string[];
  readonly note?: string;
}

const columns =
  'id, strategy, run, run_name, generation, rank, experiment, dataset, data_name, data_hash, engine, fitness, training, validation, pinned, tags, note, added_at';

export function databank({ db, file, read, write }: Connection) {
  const insert = db
    .prepare(
      `INSERT INTO databank (strategy, run, run_name, generation, rank, experiment, dataset, data_name, data_hash, engine, fitness,
       training, validation, pinned, added_at)
     VALUES (@strategy, @run, @runName, @generation, @rank, @experiment, @dataset, @dataName, @dataHash, @engine, @fitness,
       @training, @validation, @pinned, @addedAt)
     ON CONFLICT (run, strategy) DO UPDATE SET pinned = max(pinned, excluded.pinned), rank = coalesce(rank, excluded.rank),
       removed_at = CASE WHEN excluded.pinned THEN NULL ELSE removed_at END
     RETURNING id`,
    )
    .pluck();
  const noteRun = db.prepare('INSERT INTO databank_runs (run) VALUES (?) ON CONFLICT DO NOTHING');
  const missing = db
    .prepare("SELECT id FROM runs WHERE state = 'finished' AND id NOT IN (SELECT run FROM databank_runs) ORDER BY id")
    .pluck();
  const all = db.prepare(`SELECT ${columns} FROM databank WHERE removed_at IS NULL ORDER BY added_at DESC, id`);
  const byId = db.prepare(`SELECT ${columns} FROM databank WHERE id = ? AND removed_at IS NULL`);
  const update = db.prepare('UPDATE databank SET pinned = @pinned, tags = @tags, note = @note WHERE id = @id');
  const setRemoved = db.prepare('UPDATE databank SET removed_at = @at WHERE id = @id');
  const purge = db.prepare('DELETE FROM databank WHERE removed_at < ?');
  const purgeExperiments = db.prepare(
    'DELETE FROM experiments WHERE id NOT IN (SELECT experiment FROM runs UNION ALL SELECT experiment FROM chapters UNION ALL SELECT experiment FROM databank)',
  );
  const parse = (row: unknown) => checked(file, 'an entry of the databank', entryRow, row);

  return {
    /**
     * Adds strategies, in one transaction; returns their ids. One that is there already keeps its tags and note; pinned
     * again, it comes back if it was removed.
     *
     * @param hall the run whose hall of fame this is: it is noted, and not missing any more
     */
    add: (entries: readonly NewEntry[], hall?: string): number[] =>
      write(() => {
        if (hall !== undefined) noteRun.run(Number(hall));
        return entries.map(({ fitness, training, validation, ...entry }) =>
          checked(
            file,
            'an entry of the databank',
            integer,
            insert.get({
              ...entry,
              run: Number(entry.run),
              pinned: Number(entry.pinned),
              fitness: JSON.stringify(fitness),
              training: training && JSON.stringify(training),
              validation: validation && JSON.stringify(validation),
            }),
          ),
        );
      }),

    /** Finished runs whose hall of fame has not been added yet. */
    missingRuns: (): string[] => read(() => missing.all()).map((id) => String(checked(file, 'a run', integer, id))),

    /** Newest first; removed ones are left out. */
    list: (): StoredEntry[] => read(() => all.all()).map(parse),
    find(id: number): StoredEntry | undefined {
      const row = read(() => byId.get(id));
      return row === undefined ? undefined : parse(row);
    },

    change: (ids: readonly number[], change: (entry: StoredEntry) => EntryChange): void =>
      write(() => {
        for (const id of ids) {
          const row = byId.get(id);
          if (row === undefined) continue;
          const { pinned, tags, note, ...rest } = parse(row);
          const after = { pinned, tags, note, ...change({ pinned, tags, note, ...rest }) };
          update.run({ id, pinned: Number(after.pinned), tags: JSON.stringify(after.tags), note: after.note });
        }
      }),

    /** They can be brought back until entries removed before `forget` are forgotten, which is done here as well. */
    remove: (ids: readonly number[], at: number, forget: number): void =>
      write(() => {
        for (const id of ids) setRemoved.run({ id, at });
        if (purge.run(forget).changes > 0) purgeExperiments.run();
      }),
    restore: (ids: readonly number[]): void =>
      write(() => {
        for (const id of ids) setRemoved.run({ id, at: null });
      }),
  };
}
