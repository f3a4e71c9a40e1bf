import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataHash } from '../../main/market/hash.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import { sample } from '../../main/market/sample.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url));

test('the bundled sample is the file of vega-datasets, byte for byte', () => {
  expect(read(`../../resources/${sample.file}`).equals(read('../../node_modules/vega-datasets/data/sp500-2000.csv'))).toBe(true);
});

test('the sample has 5,105 daily bars with the unadjusted close', () => {
  const { bars, report } = importCsv(read(`../../resources/${sample.file}`).toString());
  expect(bars.length).toBe(5105);
  expect([new Date(bars.time[0]!).toISOString(), new Date(bars.time[5104]!).toISOString()]).toEqual([
    '2000-01-03T00:00:00.000Z',
    '2020-04-17T00:00:00.000Z',
  ]);
  expect([bars.open[0], bars.high[0], bars.low[0], bars.close[0], bars.volume[0]]).toEqual([
    1469.25, 1478, 1438.359985, 1455.219971, 931800000,
  ]);
  expect(report).toMatchObject({ warningCount: 0, duplicatesDropped: 0, ignoredColumns: ['adjclose'], order: 'oldest first' });
  expect(dataHash(bars)).toBe('10b88be0f749993a178050cfd588dfdf4a46a7051d5bbb31c79046a74016a584');
});
