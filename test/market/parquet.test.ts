import { type ColumnSource, parquetWriteBuffer, type SchemaElement } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { dataHash } from '../../main/market/hash.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import type { ImportOptions } from '../../main/market/import/options.ts';
import { examineParquet, importParquet } from '../../main/market/import/parquet.ts';

const day = 86_400_000;
const first = Date.UTC(2024, 0, 2);
const count = 6;
const steps = Array.from({ length: count }, (_, i) => i);
const prices = (): ColumnSource[] => [
  { name: 'open', data: Float64Array.from(steps, (i) => 10 + i), type: 'DOUBLE' },
  { name: 'high', data: Float64Array.from(steps, (i) => 12 + i), type: 'DOUBLE' },
  { name: 'low', data: Float64Array.from(steps, (i) => 9 + i), type: 'DOUBLE' },
  { name: 'close', data: Float64Array.from(steps, (i) => 11.25 + i), type: 'DOUBLE' },
];
const volume: ColumnSource = { name: 'volume', data: steps.map((i) => BigInt(1000 + i)), type: 'INT64' };

function file(columnData: ColumnSource[], schema?: SchemaElement[], rowGroupSize?: number): Uint8Array {
  return new Uint8Array(parquetWriteBuffer({ columnData, ...(schema ? { schema } : {}), ...(rowGroupSize ? { rowGroupSize } : {}) }));
}

/** The columns with a schema in which the time is written as given. */
function withTime(data: unknown[] | BigInt64Array, element: Partial<SchemaElement>, rowGroupSize?: number): Uint8Array {
  const untyped = [...prices(), volume].map(({ type: _, ...column }) => column);
  const columns = [{ name: 'time', data: data as BigInt64Array }, ...untyped];
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 6 },
    { name: 'time', repetition_type: 'REQUIRED', ...element },
    ...['open', 'high', 'low', 'close'].map((name) => ({ name, type: 'DOUBLE' as const, repetition_type: 'REQUIRED' as const })),
    { name: 'volume', type: 'INT64', repetition_type: 'REQUIRED' },
  ];
  return file(columns, schema, rowGroupSize);
}

const timesOf = async (bytes: Uint8Array, options?: ImportOptions) => [...(await importParquet(bytes, options)).bars.time];
const daily = steps.map((i) => first + i * day);

describe('times', () => {
  const units = { MILLIS: 1n, MICROS: 1_000n, NANOS: 1_000_000n } as const;
  test.each(['MILLIS', 'MICROS', 'NANOS'] as const)('timestamps in %s, adjusted to UTC', async (unit) => {
    const data = BigInt64Array.from(daily, (t) => BigInt(t) * units[unit]);
    const bytes = withTime(data, { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit } });
    expect(await timesOf(bytes)).toEqual(daily);
    expect(await timesOf(bytes, { timeZone: 'America/New_York' })).toEqual(daily);
  });

  test('nanoseconds before 1970 and with fractions of a millisecond', async () => {
    const data = BigInt64Array.from([-2_500_000n, -1_000_000n, 0n, 1_500_000n, 2_000_000n, 3_000_000n]);
    const bytes = withTime(data, { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'NANOS' } });
    expect(await timesOf(bytes)).toEqual([-2.5, -1, 0, 1.5, 2, 3]);
  });

  test('timestamps that stand on a clock are those of the zone that the user names', async () => {
    const clock = steps.map((i) => first + i * day + 9.5 * 3_600_000);
    const data = BigInt64Array.from(clock, BigInt);
    const bytes = withTime(data, { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' } });
    expect(await timesOf(bytes)).toEqual(clock);
    expect(await timesOf(bytes, { timeZone: 'America/New_York' })).toEqual(clock.map((t) => t + 5 * 3_600_000));
    expect((await importParquet(bytes, { timeZone: 'America/New_York' })).report.timeZone).toBe('America/New_York');
  });

  test('dates, epochs as whole numbers in any unit, and texts', async () => {
    const dates = withTime(
      Array.from(daily, (t) => t / day),
      { type: 'INT32', converted_type: 'DATE' },
    );
    expect(await timesOf(dates)).toEqual(daily);
    for (const unit of [1_000_000n, 1_000n, 1n] as const) {
      const data = BigInt64Array.from(daily, (t) => BigInt(t) * unit);
      expect(await timesOf(withTime(data, { type: 'INT64' }))).toEqual(daily);
    }
    const texts = daily.map((t) => new Date(t).toISOString());
    expect(await timesOf(withTime(texts, { type: 'BYTE_ARRAY', converted_type: 'UTF8' }))).toEqual(daily);
  });

  test('over several row groups', async () => {
    const data = BigInt64Array.from(daily, BigInt);
    const element = { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' } } as const;
    expect(await timesOf(withTime(data, element, 4))).toEqual(daily);
  });
});

describe('numbers and texts', () => {
  const time: ColumnSource = { name: 'timestamp', data: daily.map((t) => new Date(t)), type: 'TIMESTAMP' };

  test('the same bars as from CSV, to the bit', async () => {
    const csv = `time,open,high,low,close,volume\n${steps.map((i) => `${daily[i]},${10 + i},${12 + i},${9 + i},${11.25 + i},${1000 + i}`).join('\n')}\n`;
    const { bars, report } = await importParquet(file([time, ...prices(), volume]));
    expect(dataHash(bars)).toBe(dataHash(importCsv(csv).bars));
    expect(report).toMatchObject({
      format: 'parquet',
      delimiter: null,
      header: null,
      dateFormat: expect.stringMatching(/^timestamp/),
      lines: count,
    });
  });

  test('decimals are the nearest numbers, named by the older or the newer type', async () => {
    const cents = [112_35, 7, 110_10, 333_33, 29, 999_99];
    const decimal = { precision: 10, scale: 2 } as const;
    for (const element of [
      { converted_type: 'DECIMAL' as const, ...decimal },
      { logical_type: { type: 'DECIMAL' as const, ...decimal } },
    ]) {
      const schema: SchemaElement[] = [
        { name: 'root', num_children: 5 },
        { name: 'time', type: 'INT64', repetition_type: 'REQUIRED' },
        ...['open', 'high', 'low', 'close'].map((name) => ({
          name,
          type: 'INT32' as const,
          repetition_type: 'REQUIRED' as const,
          ...element,
        })),
      ];
      const raw = element.logical_type ? cents : cents.map((c) => c / 100);
      const columns = ['open', 'high', 'low', 'close'].map((name) => ({ name, data: element.logical_type ? Int32Array.from(raw) : raw }));
      const bytes = file([{ name: 'time', data: BigInt64Array.from(daily, BigInt) }, ...columns], schema);
      expect([...(await importParquet(bytes)).bars.close]).toEqual([112.35, 0.07, 110.1, 333.33, 0.29, 999.99]);
    }
  });

  test('a dictionary of symbols is one instrument, or asks for one', async () => {
    const one: ColumnSource = { name: 'symbol', data: steps.map(() => 'SPY'), type: 'STRING', encoding: 'RLE_DICTIONARY' };
    expect((await importParquet(file([one, time, ...prices()]))).report).toMatchObject({ symbols: ['SPY'], ignoredColumns: ['symbol'] });
    const two: ColumnSource = { ...one, data: steps.map((i) => (i % 2 ? 'QQQ' : 'SPY')) };
    await expect(importParquet(file([two, time, ...prices()]))).rejects.toThrow('row 1: expected one instrument, found 2: SPY, QQQ');
    expect((await importParquet(file([two, time, ...prices()]), { symbol: 'QQQ' })).bars.length).toBe(3);
  });

  test('32-bit floats, and texts that are numbers', async () => {
    const [open, high, low] = prices();
    const close: ColumnSource = { name: 'close', data: Float32Array.from(steps, (i) => 11.5 + i), type: 'FLOAT' };
    const text: ColumnSource = { ...open!, data: steps.map((i) => String(10.5 + i)), type: 'STRING' };
    const { bars } = await importParquet(file([time, text, high!, low!, close]));
    expect([bars.open[1], bars.close[1]]).toEqual([11.5, 12.5]);
  });
});

describe('problems', () => {
  const time: ColumnSource = { name: 'time', data: daily.map((t) => new Date(t)), type: 'TIMESTAMP' };

  test('are told by row', async () => {
    const broken = prices().map((column) =>
      column.name === 'high' ? { ...column, data: Float64Array.from(steps, (i) => (i === 2 ? 1 : 12 + i)) } : column,
    );
    await expect(importParquet(file([time, ...broken]))).rejects.toThrow(
      'row 3: expected a high that is not below the low, found high 1 and low 11',
    );
    expect((await importParquet(file([time, ...broken]), { badRows: 'drop' })).bars.length).toBe(5);
  });

  test('nulls are prices that are not there', async () => {
    const nulls = prices().map((column) => ({
      ...column,
      data: steps.map((i) => (i === 4 ? null : (column.data as Float64Array)[i])),
      nullable: true,
    }));
    const bytes = file([time, ...(nulls as unknown as ColumnSource[])]);
    await expect(importParquet(bytes)).rejects.toThrow('row 5: expected prices, found nothing');
    expect((await importParquet(bytes, { emptyRows: 'drop' })).bars.length).toBe(5);
  });

  test('a column that is missing is named, with those that there are', async () => {
    const { problems, columns } = await examineParquet(file([time, ...prices().slice(0, 3)]), {}, 10);
    expect(columns).toEqual(['time', 'open', 'high', 'low']);
    expect(problems.listed).toEqual([
      {
        line: 1,
        kind: 'columns',
        message: 'expected a column for close, found time, open, high, low: name it with the option column close=…',
      },
    ]);
    const mapped = { columns: { close: 'low' } };
    expect((await importParquet(file([time, ...prices().slice(0, 3)]), mapped)).bars.close[0]).toBe(9);
  });

  test('a file that is cut off is no Parquet file', async () => {
    const whole = file([time, ...prices()]);
    await expect(importParquet(whole.subarray(0, whole.length - 20))).rejects.toThrow(
      'expected a Parquet file, found one that cannot be read',
    );
  });
});
