import { z } from 'zod';
import type { LogbookRow } from '../../preload/contract.ts';
import type { Elite, Generation, Json } from '../evolution/individual.ts';
import type { Progress } from '../evolution/stopping.ts';
import { type Champions, type StoredChampion, values } from './champions.ts';
import { compress, decompress } from './compression.ts';
import type { Connection } from './connection.ts';
import { StoreError } from './errors.ts';
import type { FailedStrategy, Failures } from './failures.ts';
import { packElites, packPopulation } from './pack-population.ts';
import { blob, checked, integer, json } from './rows.ts';
import type { Runs } from './runs.ts';
import { StoredPopulation, unpackElites } from './unpack-population.ts';

const summary = z.object({ min: z.number(), avg: z.number(), max: z.number(), std: z.number() });
const quartiles = z.object({ q1: z.number(), median: z.number(), q3: z.number() });
const logbookRow = z.object({
  generation: z.int().min(0),
  evaluations: z.int().min(0),
  distinct: z.int().min(0),
  failed: z.int().min(0),
  infeasible: z.int().min(0).exactOptional(),
  fitness: z.array(summary.nullable()),
  size: summary,
  height: summary,
  seconds: z.number(),
  digest: z.string(),
  quartiles: z.object({ fitness: z.array(quartiles.nullable()), size: quartiles }).exactOptional(),
  diversity: z.object({ genomes: z.number(), structure: z.number(), behaviour: z.number().exactOptional() }).exactOptional(),
  hypervolume: z.number().nullable().exactOptional(),
}) satisfies z.ZodType<LogbookRow>;

const rowAndChampion = z.object({ row: json(logbookRow), training: values.nullable(), validation: values.nullable() });
const anyJson: z.ZodType<Json> = z.json();
const wholeRow = z.object({ row: json(logbookRow), hall_of_fame: blob, population: blob, state: json(anyJson).nullable() });
const progressRow = z.object({ row: json(logbookRow.pick({ evaluations: true })), hall_of_fame: blob });
const populationRow = z.object({ number: integer, population: blob });

export function generations(connection: Connection, runs: Runs, failures: Failures, champions: Champions) {
  const { db, file, read, writeBeside } = connection;
  const insert = db.prepare('INSERT INTO generations (run, number, row, hall_of_fame, population, state) VALUES (?, ?, ?, ?, ?, ?)');
  const rowWith = `SELECT row, training, validation FROM generations
    LEFT JOIN champions ON champions.run = generations.run AND champions.generation = number WHERE generations.run = ?`;
  const rowsOf = db.prepare(`${rowWith} ORDER BY number`);
  const rowOf = db.prepare(`${rowWith} AND number = ?`);
  const whole = db.prepare('SELECT row, hall_of_fame, population, state FROM generations WHERE run = ? AND number = ?');
  const progressOf = db.prepare('SELECT row, hall_of_fame FROM generations WHERE run = ? AND number <= ? ORDER BY number');
  const populationOf = db.prepare('SELECT number, population FROM generations WHERE run = ? AND number = ?');
  const backwards = db.prepare('SELECT number, population FROM generations WHERE run = ? AND number <= ? ORDER BY number DESC');

  const name = (run: string, number: number) => `generation ${number} of run ${run}`;
  const logbookRowOf = (what: string, found: unknown): LogbookRow => {
    const { row, training, validation } = checked(file, what, rowAndChampion, found);
    return training ? { ...row, training, validation } : row;
  };
  const missing = (run: string, number: number) => new StoreError(`Run ${run} has no generation ${number}.`);

  return {
    /**
     * One transaction: the generation, the failures met on the way to it, its best, and what the run says about itself.
     *
     * @param row what it says of its best is not stored from here but from the champion
     * @throws {StoreError} if the run is gone, another process computes it, or this is not its next generation
     */
    async append(
      run: string,
      generation: Generation,
      row: LogbookRow,
      failed: readonly FailedStrategy[] = [],
      champion?: StoredChampion,
    ): Promise<void> {
      const { training: _, validation: __, ...own } = row;
      const [elites, population] = await Promise.all([
        compress(packElites(generation.hallOfFame), true),
        compress(packPopulation(generation.population), true),
      ]);
      await writeBeside(() => {
        runs.advance(run, row);
        const state = generation.state === undefined ? null : JSON.stringify(generation.state);
        insert.run(Number(run), generation.number, JSON.stringify(own), elites, population, state);
        for (const failure of failed) failures.add(run, generation.number, failure);
        if (champion) champions.add(run, generation.number, champion);
      });
    },

    /** The logbook, generation 0 first. */
    rows: (run: string): LogbookRow[] => read(() => rowsOf.all(Number(run))).map((row, i) => logbookRowOf(name(run, i), row)),

    /** @throws {StoreError} if it is not stored */
    row(run: string, number: number): LogbookRow {
      const found = read(() => rowOf.get(Number(run), number));
      if (found === undefined) throw missing(run, number);
      return logbookRowOf(name(run, number), found);
    },

    /** Everything needed to show it, and to go on from it. @throws {StoreError} if it is not stored, or damaged */
    read(run: string, number: number): Generation {
      const found = read(() => whole.get(Number(run), number));
      if (found === undefined) throw missing(run, number);
      const what = name(run, number);
      const { row, hall_of_fame, population, state } = checked(file, what, wholeRow, found);
      return {
        number,
        population: decompress(file, what, population, (bytes) => new StoredPopulation(bytes).all()),
        evaluations: row.evaluations,
        hallOfFame: decompress(file, what, hall_of_fame, unpackElites),
        ...(state === null ? {} : { state }),
      };
    },

    /** The population alone, of which only what is looked at unfolds. @throws {StoreError} if it is not stored, or damaged */
    population(run: string, number: number): StoredPopulation {
      const found = read(() => populationOf.get(Number(run), number));
      if (found === undefined) throw missing(run, number);
      const { population } = checked(file, name(run, number), populationRow, found);
      return decompress(file, name(run, number), population, (bytes) => new StoredPopulation(bytes));
    },

    /** What rules that end a run look at, for generations 0 to `last`. */
    progress: (run: string, last: number): Progress[] =>
      read(() => progressOf.all(Number(run), last)).map((found, i) => {
        const what = name(run, i);
        const { row, hall_of_fame } = checked(file, what, progressRow, found);
        const [best] = decompress<Elite[]>(file, what, hall_of_fame, unpackElites);
        return { evaluations: row.evaluations, best: best?.fitness ?? null };
      }),

    /**
     * The populations of generation `last` and of all before it, back to generation 0, in one query. They unfold only
     * as far as they are looked at. The database cannot be written before the last one has been taken.
     *
     * @throws {StoreError} if one of them is damaged
     */
    *back(run: string, last: number): Generator<{ readonly number: number; readonly population: StoredPopulation }> {
      const found = read(() => backwards.iterate(Number(run), last));
      try {
        for (let next = read(() => found.next()); !next.done; next = read(() => found.next())) {
          const { number, population } = checked(file, `a generation of run ${run}`, populationRow, next.value);
          yield { number, population: decompress(file, name(run, number), population, (bytes) => new StoredPopulation(bytes)) };
        }
      } finally {
        found.return?.();
      }
    },
  };
}
