import { z } from 'zod';
import { type RunSettings, runSettingsSchema } from '../../preload/contract.ts';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const queueRow = z.object({ run: integer.transform(String), settings: json(runSettingsSchema) });

/** A run that waits for its turn, and how it is to be carried out. */
export type QueuedRun = z.output<typeof queueRow>;

/** The runs that wait, in their order. What is taken over by a process leaves the queue in the same transaction (`runs.takeOver`). */
export function queue({ db, file, read, write }: Connection) {
  const all = db.prepare('SELECT run, settings FROM queue ORDER BY place, run');
  const insert = db.prepare(
    `INSERT INTO queue (run, place, settings) SELECT @run, coalesce((SELECT max(place) FROM queue), 0) + 1, @settings
     WHERE EXISTS (SELECT 1 FROM runs WHERE id = @run AND state <> 'finished') ON CONFLICT DO NOTHING`,
  );
  const setPlace = db.prepare('UPDATE queue SET place = ? WHERE run = ?');
  const remove = db.prepare('DELETE FROM queue WHERE run = ?');

  const list = (): QueuedRun[] => read(() => all.all()).map((row) => checked(file, 'the queue', queueRow, row));

  return {
    list,

    /** Puts it at the end. False when it is in the queue already, or has nothing left to compute. */
    add: (run: string, settings: RunSettings): boolean =>
      write(() => insert.run({ run: Number(run), settings: JSON.stringify(settings) }).changes === 1),

    /** Puts it at this place, from 1; the others move up or down. False when it is not in the queue. */
    move: (run: string, place: number): boolean =>
      write(() => {
        const order = list().map((queued) => queued.run);
        if (!order.includes(run)) return false;
        const others = order.filter((other) => other !== run);
        others.splice(Math.max(0, place - 1), 0, run);
        for (const [i, one] of others.entries()) setPlace.run(i + 1, Number(one));
        return true;
      }),

    /** False when it is not in the queue. */
    remove: (run: string): boolean => write(() => remove.run(Number(run)).changes === 1),
  };
}
