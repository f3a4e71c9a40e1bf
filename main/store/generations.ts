import { z } from 'zod';
import type { LogbookRow } from '../../preload/contract.ts';
import type { Generation } from '../evolution/individual.ts';
import { compress, decompress } from './compression.ts';
import type { Connection } from './connection.ts';
import { StoreError } from './errors.ts';
import type { FailedStrategy, Failures } from './failures.ts';
import { packElites, packPopulation, unpackElites, unpackPopulation } from './pack-population.ts';
import { blob, checked, json } from './rows.ts';
import type { Runs } from './runs.ts';

const summary = z.object({ min: z.number(), avg: z.number(), max: z.number(), std: z.number() });
const logbookRow = z.object({
  generation: z.int().min(0),
  evaluations: z.int().min(0),
  distinct: z.int().min(0),
  failed: z.int().min(0),
  fitness: z.array(summary.nullable()),
  size: summary,
  height: summary,
  seconds: z.number(),
  digest: z.string(),
}) satisfies z.ZodType<LogbookRow>;

const rowOnly = z.object({ row: json(logbookRow) });
const wholeRow = z.object({ row: json(logbookRow), hall_of_fame: blob, population: blob });

export function generations(connection: Connection, runs: Runs, failures: Failures) {
  const { db, file, read, write } = connection;
  const insert = db.prepare('INSERT INTO generations (run, number, row, hall_of_fame, population) VALUES (?, ?, ?, ?, ?)');
  const rowsOf = db.prepare('SELECT row FROM generations WHERE run = ? ORDER BY number');
  const rowOf = db.prepare('SELECT row FROM generations WHERE run = ? AND number = ?');
  const whole = db.prepare('SELECT row, hall_of_fame, population FROM generations WHERE run = ? AND number = ?');

  const name = (run: string, number: number) => `generation ${number} of run ${run}`;
  const missing = (run: string, number: number) => new StoreError(`Run ${run} has no generation ${number}.`);

  return {
    /**
     * One transaction: the generation, the failures met on the way to it, and what the run says about itself.
     *
     * @throws {StoreError} if the run is gone, another process computes it, or this is not its next generation
     */
    async append(run: string, generation: Generation, row: LogbookRow, failed: readonly FailedStrategy[] = []): Promise<void> {
      const [elites, population] = await Promise.all([
        compress(packElites(generation.hallOfFame)),
        compress(packPopulation(generation.population)),
      ]);
      write(() => {
        runs.advance(run, row);
        insert.run(Number(run), generation.number, JSON.stringify(row), elites, population);
        for (const failure of failed) failures.add(run, generation.number, failure);
      });
    },

    /** The logbook, generation 0 first. */
    rows: (run: string): LogbookRow[] => read(() => rowsOf.all(Number(run))).map((row, i) => checked(file, name(run, i), rowOnly, row).row),

    /** @throws {StoreError} if it is not stored */
    row(run: string, number: number): LogbookRow {
      const found = read(() => rowOf.get(Number(run), number));
      if (found === undefined) throw missing(run, number);
      return checked(file, name(run, number), rowOnly, found).row;
    },

    /** Everything needed to show it, and to go on from it. @throws {StoreError} if it is not stored, or damaged */
    read(run: string, number: number): Generation {
      const found = read(() => whole.get(Number(run), number));
      if (found === undefined) throw missing(run, number);
      const what = name(run, number);
      const { row, hall_of_fame, population } = checked(file, what, wholeRow, found);
      return {
        number,
        population: decompress(file, what, population, unpackPopulation),
        evaluations: row.evaluations,
        hallOfFame: decompress(file, what, hall_of_fame, unpackElites),
      };
    },
  };
}
