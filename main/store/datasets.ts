import { z } from 'zod';
import type { Dataset } from '../../preload/contract.ts';
import { type Bars, barColumns, barsOver } from '../market/bars.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { compress, decompress } from './compression.ts';
import type { Connection } from './connection.ts';
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

  const parse = (row: unknown) => checked(file, 'a data set', datasetRow, row);

  return {
    /** In the order in which they came. */
    list: (): Dataset[] => read(() => all.all()).map(parse),
    find(id: string): Dataset | undefined {
      const row = read(() => byId.get(id));
      return row === undefined ? undefined : parse(row);
    },

    /**
     * Keeps a data set under its id, or under `id-2`, `id-3` … when that is taken. Bars that are stored already are not
     * stored again. Returns the data set that has them.
     */
    async add(dataset: Dataset, bars: Bars): Promise<Dataset> {
      const columns = await compress(packBars(bars));
      return write(() => {
        const known = byHash.get(dataset.hash);
        if (known !== undefined) return parse(known);
        let id = dataset.id;
        for (let n = 2; byId.get(id) !== undefined; n++) id = `${dataset.id}-${n}`;
        insert.run({ ...dataset, id, columns });
        return { ...dataset, id };
      });
    },

    /** @throws {StoreError} if there is none, or if its columns are damaged */
    bars(id: string): Bars {
      const columns = checked(
        file,
        `data set ${id}`,
        blob,
        read(() => columnsOf.get(id)),
      );
      return decompress(file, `data set ${id}`, columns, unpackBars);
    },
  };
}

function packBars(bars: Bars): Uint8Array {
  const out = new ByteWriter();
  out.integer(bars.length);
  for (const name of barColumns) out.doubles(bars[name]);
  return out.finish();
}

function unpackBars(bytes: Uint8Array): Bars {
  const input = new ByteReader(bytes);
  const length = input.count(barColumns.length * 8);
  const bars = barsOver(new ArrayBuffer(length * barColumns.length * 8), length);
  for (const name of barColumns) bars[name].set(input.doubles(length));
  input.end();
  return bars;
}
