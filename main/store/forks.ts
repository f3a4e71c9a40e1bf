import type { Chapters } from './chapters.ts';
import type { Connection } from './connection.ts';
import { StoreError } from './errors.ts';
import type { NewRun, Runs } from './runs.ts';

/**
 * A fork copies the generations it shares with its parent (some 25 kB for a thousand strategies), so that it is read,
 * shown, replayed and exported like any other run, and stays whole when the parent is deleted.
 */
export function forks({ db, write }: Connection, runs: Runs, chapters: Chapters) {
  const copyGenerations = db.prepare(
    `INSERT INTO generations (run, number, row, hall_of_fame, population, state)
     SELECT @fork, number, row, hall_of_fame, population, state FROM generations WHERE run = @parent AND number <= @generation`,
  );
  const copyFailures = db.prepare(
    `INSERT INTO failures (run, strategy, reason, generation, quarantined)
     SELECT @fork, strategy, reason, generation, quarantined FROM failures WHERE run = @parent AND generation <= @generation`,
  );
  const copyChampions = db.prepare(
    `INSERT INTO champions (run, generation, strategy, training, validation)
     SELECT @fork, generation, strategy, training, validation FROM champions WHERE run = @parent AND generation <= @generation`,
  );
  const adopt = db.prepare(
    `UPDATE runs SET parent = @parent, parent_generation = @generation, generation = @generation,
       evaluations = (SELECT sum(row ->> 'evaluations') FROM generations WHERE run = @fork),
       distinct_strategies = (SELECT row ->> 'distinct' FROM generations WHERE run = @fork AND number = @generation),
       seconds = (SELECT sum(row ->> 'seconds') FROM generations WHERE run = @fork)
     WHERE id = @fork`,
  );

  return {
    /**
     * A new run, of this process, whose generations 0 to `generation` are those of `parent`. Returns its id.
     *
     * @throws {StoreError} when the parent does not have that generation
     */
    add(parent: string, generation: number, run: NewRun): string {
      return write(() => {
        const fork = runs.create(run);
        const places = { fork: Number(fork), parent: Number(parent), generation };
        if (copyGenerations.run(places).changes !== generation + 1) throw new StoreError(`Run ${parent} has no generation ${generation}.`);
        copyFailures.run(places);
        copyChampions.run(places);
        adopt.run(places);
        for (const chapter of chapters.list(parent)) if (chapter.first <= generation) chapters.set(fork, chapter);
        chapters.set(fork, { first: generation + 1, experiment: run.experiment, engine: run.engine });
        return fork;
      });
    },
  };
}
