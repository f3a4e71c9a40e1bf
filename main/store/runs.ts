import { z } from 'zod';
import type { RunState } from '../../preload/contract.ts';
import type { Chapters } from './chapters.ts';
import type { Connection } from './connection.ts';
import { StoreError } from './errors.ts';
import { isAlive, type Owner, processOf } from './owner.ts';
import { checked, integer } from './rows.ts';

const states = ['running', 'paused', 'stopped', 'finished', 'failed', 'interrupted'] as const satisfies readonly RunState[];

/** What stands in the database; that a run is queued says the queue. */
export type StoredState = (typeof states)[number];

const runRow = z
  .object({
    id: integer.transform(String),
    experiment: integer,
    dataset: z.string(),
    seed: integer,
    engine: z.string(),
    state: z.enum(states),
    owner: z.string().nullable(),
    started_at: integer,
    ended_at: integer.nullable(),
    error: z.string().nullable(),
    generation: integer,
    evaluations: integer,
    distinct_strategies: integer,
    seconds: z.number(),
    parent: integer.transform(String).nullable(),
    parent_generation: integer.nullable(),
    /** From 1; null for a run that is not in the queue. */
    place: integer.nullable(),
  })
  .transform(({ started_at, ended_at, distinct_strategies, parent, parent_generation, state, ...row }) => ({
    ...row,
    state: row.place === null ? state : ('queued' as const),
    fork: parent === null || parent_generation === null ? null : { run: parent, generation: parent_generation },
    startedAt: started_at,
    endedAt: ended_at,
    distinct: distinct_strategies,
  }));

/**
 * A run as it is stored; `generation` is the last stored one, −1 before the first. Times in milliseconds since 1970.
 * `engine` is the version that computes it now; `fork` the run, and its generation, that it went off from.
 */
export type StoredRun = z.output<typeof runRow>;

/** Runs are numbered 1, 2, 3 …; a number is never given twice. */
const runNumber = (id: string): number => (/^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0);

export type Runs = ReturnType<typeof runs>;

/** What is known of a run when it is made. */
export interface NewRun {
  readonly experiment: number;
  readonly dataset: string;
  readonly seed: number;
  readonly engine: string;
  readonly startedAt: number;
}

/** @param owner this process, claimed when it first computes a run */
export function runs(connection: Connection, chapters: Chapters, owner: () => Owner) {
  const { db, file, read, write } = connection;
  const insert = db.prepare(
    `INSERT INTO runs (experiment, dataset, seed, engine, state, owner, started_at)
     VALUES (@experiment, @dataset, @seed, @engine, 'running', @owner, @startedAt)`,
  );
  const withPlace = `SELECT runs.*, CASE WHEN queue.run IS NOT NULL THEN
      (SELECT count(*) FROM queue AS other WHERE (other.place, other.run) <= (queue.place, queue.run)) END AS place
    FROM runs LEFT JOIN queue ON queue.run = runs.id`;
  const all = db.prepare(`${withPlace} ORDER BY runs.id DESC`);
  const byId = db.prepare(`${withPlace} WHERE runs.id = ?`);
  const own = db.prepare(
    `UPDATE runs SET state = 'running', owner = @owner, ended_at = NULL, error = NULL, engine = @engine,
       started_at = CASE generation WHEN coalesce(parent_generation, -1) THEN @startedAt ELSE started_at END
     WHERE id = @run AND state <> 'finished' AND (state NOT IN ('running', 'paused') OR owner = @owner)`,
  );
  const leaveQueue = db.prepare('DELETE FROM queue WHERE run = ?');
  const disown = db.prepare("UPDATE runs SET state = 'stopped', owner = NULL WHERE id = ? AND state = 'running' AND owner = ?");
  const setState = db.prepare('UPDATE runs SET state = @state, ended_at = @endedAt, error = @error WHERE id = @run AND owner = @owner');
  const owners = db.prepare("SELECT DISTINCT owner FROM runs WHERE state IN ('running', 'paused')").pluck();
  const interrupt = db.prepare("UPDATE runs SET state = 'interrupted', owner = NULL WHERE owner = ? AND state IN ('running', 'paused')");
  const remove = db.prepare("DELETE FROM runs WHERE id = ? AND state NOT IN ('running', 'paused')");
  const removeUnused = db.prepare(
    `DELETE FROM experiments
     WHERE id NOT IN (SELECT experiment FROM runs UNION ALL SELECT experiment FROM chapters UNION ALL SELECT experiment FROM databank)`,
  );
  const parse = (row: unknown): StoredRun => checked(file, 'a run', runRow, row);

  let mine: Owner | undefined;
  const token = () => {
    mine ??= read(owner);
    return mine.token;
  };

  return {
    /** Starts a run that this process computes. Returns its id. */
    create(run: NewRun): string {
      const me = token();
      return write(() => {
        const id = String(insert.run({ ...run, owner: me }).lastInsertRowid);
        chapters.set(id, { first: 0, experiment: run.experiment, engine: run.engine });
        return id;
      });
    },

    /** Newest first. */
    list: (): StoredRun[] => read(() => all.all()).map(parse),

    find(id: string): StoredRun | undefined {
      const row = read(() => byId.get(runNumber(id)));
      return row === undefined ? undefined : parse(row);
    },

    /**
     * Makes this process, with its version of the engine, the one that computes the run from now on; false if another
     * one got there first. The run leaves the queue, and notes from which generation on a new version had it.
     *
     * @param startedAt when it is started, if nothing of it has been computed yet
     */
    takeOver(id: string, engine: string, startedAt: number): boolean {
      const me = token();
      return write(() => {
        const before = byId.get(runNumber(id));
        if (own.run({ run: runNumber(id), owner: me, engine, startedAt }).changes !== 1) return false;
        leaveQueue.run(runNumber(id));
        const { engine: was, generation, experiment } = parse(before);
        if (was !== engine) chapters.set(id, { first: generation + 1, experiment, engine });
        return true;
      });
    },

    /** Gives up a run that this process has made and not begun: it can be queued, or resumed by anybody. */
    disown: (id: string): void => write(() => void disown.run(runNumber(id), token())),

    isMine: (run: StoredRun): boolean => run.owner !== null && run.owner === mine?.token,

    /** @throws {StoreError} if another process computes the run, or if it is gone */
    setState(
      id: string,
      state: StoredState,
      { endedAt = null, error = null }: { endedAt?: number | null; error?: string | null } = {},
    ): void {
      const { changes } = write(() => setState.run({ run: runNumber(id), state, endedAt, error, owner: token() }));
      if (changes !== 1) throw lost(id);
    },

    /** Marks runs as interrupted whose process has ended. A run that another living process computes is left alone. */
    interruptOrphans(): void {
      for (const found of read(() => owners.all())) {
        const other = checked(file, 'a run', z.string(), found);
        if (other !== mine?.token && !read(() => isAlive(file, other))) write(() => interrupt.run(other));
      }
    },

    /** Deletes it with its generations, and its experiment if no other run has it. False while it is being computed. */
    remove: (id: string): boolean =>
      write(() => {
        const { changes } = remove.run(runNumber(id));
        removeUnused.run();
        return changes === 1;
      }),

    /** Takes note of a generation: one statement of the transaction that stores it. @throws {StoreError} as setState */
    advance: advanceWith(connection, token),
  };
}

function advanceWith({ db }: Connection, token: () => string) {
  const advance = db.prepare(
    `UPDATE runs SET generation = @generation, evaluations = evaluations + @evaluations, distinct_strategies = @distinct,
     seconds = seconds + @seconds WHERE id = @run AND owner = @owner AND generation = @generation - 1`,
  );
  return (id: string, row: { generation: number; evaluations: number; distinct: number; seconds: number }): void => {
    const { generation, evaluations, distinct, seconds } = row;
    const { changes } = advance.run({ run: runNumber(id), owner: token(), generation, evaluations, distinct, seconds });
    if (changes !== 1) throw lost(id);
  };
}

const lost = (id: string) => new StoreError(`Run ${id} was deleted or taken over by another process that uses the same database.`);

/** The number of the process that computes a run, for messages. */
export const ownerProcess = (run: StoredRun): string => (run.owner === null ? 'unknown' : processOf(run.owner));
