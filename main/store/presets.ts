import { z } from 'zod';
import { type Experiment, experimentSchema } from '../../preload/contract.ts';
import type { Connection } from './connection.ts';
import { checked, integer, json } from './rows.ts';

const presetRow = z
  .object({
    id: integer,
    name: z.string(),
    tags: json(z.array(z.string())),
    note: z.string(),
    saved_at: integer,
    settings: json(experimentSchema),
  })
  .transform(({ saved_at, settings, ...row }) => ({ ...row, savedAt: saved_at, experiment: settings }));

/** An experiment that the user keeps. `savedAt` in milliseconds since 1970. */
export type StoredPreset = z.output<typeof presetRow>;

export interface NewPreset {
  readonly name: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly savedAt: number;
  readonly experiment: Experiment;
}

export function presets({ db, file, read, write }: Connection) {
  const insert = db
    .prepare('INSERT INTO presets (name, tags, note, saved_at, settings) VALUES (@name, @tags, @note, @savedAt, @settings) RETURNING id')
    .pluck();
  const update = db.prepare(
    'UPDATE presets SET name = @name, tags = @tags, note = @note, saved_at = @savedAt, settings = @settings WHERE id = @id',
  );
  const all = db.prepare('SELECT * FROM presets ORDER BY id');
  const byId = db.prepare('SELECT * FROM presets WHERE id = ?');
  const remove = db.prepare('DELETE FROM presets WHERE id = ?');
  const parse = (row: unknown): StoredPreset => checked(file, 'a saved experiment', presetRow, row);
  const columns = ({ tags, experiment, name, note, savedAt }: NewPreset) => ({
    ...{ name, note, savedAt },
    tags: JSON.stringify(tags),
    settings: JSON.stringify(experiment),
  });

  return {
    /** In the order in which they were saved first. */
    list: (): StoredPreset[] => read(() => all.all()).map(parse),
    find(id: number): StoredPreset | undefined {
      const row = read(() => byId.get(id));
      return row === undefined ? undefined : parse(row);
    },
    /** Returns its id. */
    add: (preset: NewPreset): number =>
      checked(
        file,
        'a saved experiment',
        integer,
        write(() => insert.get(columns(preset))),
      ),
    change(id: number, preset: NewPreset): void {
      write(() => update.run({ id, ...columns(preset) }));
    },
    remove(id: number): void {
      write(() => remove.run(id));
    },
  };
}
