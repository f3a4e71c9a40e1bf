import { z } from 'zod';
import type { Dataset } from '../../preload/contract.ts';
import type { Bars } from '../market/bars.ts';
import { compress, decompress } from './compression.ts';
import type { Connection } from './connection.ts';
import { packBars, unpackBars } from './pack-bars.ts';
import { blob, checked, integer } from './rows.ts';

const datasetRow = z
  .object({ id: z.string(), name: z.string(), source: z.string(), hash: z.string(), bars: integer, first: integer, last: integer })
  .transform(({ first, last, ...row }): Dataset => ({ ...row, from: first, to: last }));

const datasetColumns = 'id, name, source, hash, bars, first, last';

export function datasets(connection: Connection) {
  const { db, file, read, write } = connection;
  const insert = db.prepare(
    `INSERT INTO datasets (${datasetColumns}, columns) VALUES (@id, @name, @source, @hash, @bars, @from, @to, @columns)`,
  );
  const all = db.prepare(`SELECT ${datasetColumns} FROM datasets ORDER BY rowid`);
  const byId = db.prepare(`SELECT ${datasetColumns} FROM datasets WHERE id = ?`);
  const byHash = db.prepare(`SELECT ${datasetColumns} FROM datasets WHERE hash = ?`);
  const columnsOf = db.prepare('SELECT columns FROM datasets WHERE id = ?').pluck();

  const rename = db.prepare('UPDATE datasets SET name = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM datasets WHERE id = ?');
  const runsOn = db.prepare('SELECT CAST(id AS TEXT) FROM runs WHERE dataset = ? ORDER BY id').pluck();

  const usersOf = (id: string): readonly string[] => read(() => runsOn.all(id)).map((run) => checked(file, 'a run', z.string(), run));
  const packedOf = (id: string): Uint8Array =>
    checked(
      file,
      `data set ${id}`,
      blob,
      read(() => columnsOf.get(id)),
    );
  const parse = (row: unknown) => checked(file, 'a data set', datasetRow, row);

  return {
    /** In the order in which they came. */
    list: (): Dataset[] => read(() => all.all()).map(parse),
    find(id: string): Dataset | undefined {
      const row = read(() => byId.get(id));
      return row === undefined ? undefined : parse(row);
    },

    /** The data set that has these very bars. */
    findByHash(hash: string): Dataset | undefined {
      const row = read(() => byHash.get(hash));
      return row === undefined ? undefined : parse(row);
    },

    /** As `addPacked`, from the bars themselves. */
    async add(dataset: Dataset, bars: Bars): Promise<Dataset> {
      return this.addPacked(dataset, await compress(packBars(bars)));
    },

    /**
     * Keeps a data set under its id, or under `id-2`, `id-3` … when that is taken. Bars that are stored already are not
     * stored again. Returns the data set that has them.
     *
     * @param columns what `packBars` makes of the bars, compressed
     */
    addPacked: (dataset: Dataset, columns: Uint8Array): Dataset =>
      write(() => {
        const known = byHash.get(dataset.hash);
        if (known !== undefined) return parse(known);
        let id = dataset.id;
        for (let n = 2; byId.get(id) !== undefined; n++) id = `${dataset.id}-${n}`;
        insert.run({ ...dataset, id, columns });
        return { ...dataset, id };
      }),

    rename(id: string, name: string): void {
      write(() => rename.run(name, id));
    },

    /** Removes it with its bars, unless runs were made on it: then their numbers, and nothing is removed. */
    remove: (id: string): readonly string[] =>
      write(() => {
        const users = usersOf(id);
        if (users.length === 0) remove.run(id);
        return users;
      }),

    /** The numbers of the runs that were made on it, oldest first. */
    users: usersOf,

    /** The columns as `addPacked` was given them. @throws {StoreError} if there is no such data set */
    packed: packedOf,

    /** @throws {StoreError} if there is none, or if its columns are damaged */
    bars(id: string): Bars {
      return decompress(file, `data set ${id}`, packedOf(id), unpackBars);
    },
  };
}
