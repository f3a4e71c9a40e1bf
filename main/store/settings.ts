import { z } from 'zod';
import type { Connection } from './connection.ts';
import { checked, json } from './rows.ts';

/** What the user has chosen for the whole program, by name. Never what decides a result: that stands in the experiment. */
export function settings({ db, file, read, write }: Connection) {
  const byName = db.prepare('SELECT value FROM settings WHERE name = ?');
  const upsert = db.prepare('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value');
  const remove = db.prepare('DELETE FROM settings WHERE name = ?');

  return {
    /** Undefined when it was never set. @throws {StoreError} when what is stored does not fit the schema */
    find<T>(name: string, schema: z.ZodType<T>): T | undefined {
      const row = read(() => byName.get(name));
      return row === undefined ? undefined : checked(file, `the setting ${name}`, z.object({ value: json(schema) }), row).value;
    },

    /** Undefined takes it away. */
    set(name: string, value: unknown): void {
      write(() => (value === undefined ? remove.run(name) : upsert.run(name, JSON.stringify(value))));
    },
  };
}
