import { describe, expect, test } from 'vitest';
import type { MarketDataError } from '../../main/market/errors.ts';
import { examineCsv, importCsv } from '../../main/market/import/csv.ts';
import type { ImportOptions } from '../../main/market/import/options.ts';

const header = 'Date,Open,High,Low,Close,Volume\n';
const bar = (date: string, close = 11) => `${date},10,20,1,${close},1000\n`;
const times = (text: string, options?: ImportOptions) =>
  [...importCsv(text, options).bars.time].map((t) => new Date(t).toISOString().replace(':00.000Z', 'Z'));
const closes = (text: string, options?: ImportOptions) => [...importCsv(text, options).bars.close];
const warned = (text: string, options?: ImportOptions) => importCsv(text, options).report.warnings.map((w) => `${w.line} ${w.message}`);

describe('what the user chooses', () => {
  const twice = header + bar('2020-01-02', 11) + bar('2020-01-02', 12) + bar('2020-01-03', 13);

  test('of two bars of one time the first or the last, and says which was left out', () => {
    expect(closes(twice, { duplicates: 'first' })).toEqual([11, 13]);
    expect(warned(twice, { duplicates: 'first' })).toEqual(['3 dropped: 2020-01-02 stands already on line 2']);
    expect(closes(twice, { duplicates: 'last' })).toEqual([12, 13]);
    expect(warned(twice, { duplicates: 'last' })).toEqual(['2 dropped: 2020-01-02 stands again on line 3']);
    expect(importCsv(twice, { duplicates: 'last' }).report.duplicatesDropped).toBe(1);
  });

  test('the same of a file that runs backwards: first and last are those of the file', () => {
    const back = header + bar('2020-01-03', 13) + bar('2020-01-02', 12) + bar('2020-01-02', 11);
    expect(closes(back, { duplicates: 'first' })).toEqual([12, 13]);
    expect(closes(back, { duplicates: 'last' })).toEqual([11, 13]);
  });

  test('sorts lines that are out of order, and names each that was moved', () => {
    const mixed = header + bar('2020-01-06', 3) + bar('2020-01-02', 1) + bar('2020-01-03', 2) + bar('2020-01-07', 4);
    expect(closes(mixed, { unordered: 'sort' })).toEqual([1, 2, 3, 4]);
    expect(warned(mixed, { unordered: 'sort' })).toEqual([
      '3 moved to its place in time, 2020-01-02',
      '4 moved to its place in time, 2020-01-03',
    ]);
    expect(importCsv(mixed, { unordered: 'sort' }).report.order).toBe('sorted');
  });

  test('drops lines that cannot be read, whatever is wrong with them, and counts them', () => {
    const bad = `${header}${bar('2020-01-02')}2020-01-03,10,9,12,11,1\n2020-01-06,10,12\n2020-02-30,10,12,9,11,1\n2020-01-07,x,12,9,11,1\n${bar('2020-01-08', 12)}`;
    expect(closes(bad, { badRows: 'drop' })).toEqual([11, 12]);
    const { report } = importCsv(bad, { badRows: 'drop' });
    expect([report.badRowsDropped, report.warningCount]).toEqual([4, 4]);
    expect(report.warnings.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
    expect(report.warnings.every(({ message }) => message.startsWith('dropped: '))).toBe(true);
  });

  test('lines without prices keep a choice of their own', () => {
    const empty = `${header}${bar('2020-01-02')}2020-01-03,,,,,\n`;
    expect(() => importCsv(empty, { badRows: 'drop' })).toThrow(/expected prices, found nothing/);
    expect(closes(empty, { badRows: 'drop', emptyRows: 'drop' })).toEqual([11]);
  });

  test('takes one instrument of several, and asks for one', () => {
    const two = `Ticker,Date,Open,High,Low,Close\nAAA,2020-01-02,1,1,1,1\nBBB,2020-01-02,2,2,2,2\nAAA,2020-01-03,1,1,1,1\nBBB,2020-01-03,3,3,3,3\n`;
    expect(() => importCsv(two)).toThrow('expected one instrument, found 2: AAA, BBB: take one of them with the option symbol');
    expect(closes(two, { symbol: 'BBB' })).toEqual([2, 3]);
    expect(importCsv(two, { symbol: 'BBB' }).report).toMatchObject({ otherSymbolsDropped: 2, symbols: ['AAA', 'BBB'] });
    expect(() => importCsv(two, { symbol: 'CCC' })).toThrow('expected lines of CCC, found AAA, BBB');
  });

  test('names the columns of a file without a header by their numbers', () => {
    const eight = '2020-01-02,7,7,1,2,0.5,1.5,3\n2020-01-03,7,7,1,2,0.5,1.25,3\n';
    const columns = { time: '1', open: '4', high: '5', low: '6', close: '7', volume: '8' };
    expect(closes(eight, { columns })).toEqual([1.5, 1.25]);
    expect(() => importCsv(eight, { columns: { ...columns, close: '9' } })).toThrow('expected the number of a column for close, 1 to 8');
  });

  test('texts over columns that could mean anything are their names', () => {
    const seven = 'When,A1,B1,C1,D1,E1,F1\n2020-01-02,7,1,2,0.5,1.5,3\n';
    expect(() => importCsv(seven)).toThrow(/^line 1: expected a column for time, open/);
    const columns = { time: 'When', open: 'B1', high: 'C1', low: 'D1', close: 'E1' };
    expect(() => importCsv(seven, { columns: { time: 'When' } })).toThrow(/^line 1: expected a column for open, high/);
    expect(closes(seven, { columns })).toEqual([1.5]);
  });

  test('German headers are columns like others', () => {
    const { report } = importCsv('Datum;Eröffnung;Hoch;Tief;Schluss;Volumen\n31.01.2020;1,5;2;1;1,75;10\n');
    expect(report.columns).toEqual({
      time: 'Datum',
      clock: null,
      open: 'Eröffnung',
      high: 'Hoch',
      low: 'Tief',
      close: 'Schluss',
      volume: 'Volumen',
    });
    expect(report.warningCount).toBe(0);
  });
});

describe('time zones', () => {
  const minutes = (...stamps: string[]) => header + stamps.map((stamp) => bar(stamp)).join('');

  test('times without a zone are those of the zone that the user names, summer and winter', () => {
    expect(times(minutes('2020-01-15 09:30', '2020-07-15 09:30'), { timeZone: 'America/New_York' })).toEqual([
      '2020-01-15T14:30Z',
      '2020-07-15T13:30Z',
    ]);
    expect(importCsv(minutes('2020-01-15 09:30')).report.timeZone).toBe('UTC');
  });

  test('times that name a zone keep it, dates without a time of day have none', () => {
    expect(times(minutes('2020-01-15 09:30Z', '2020-01-15 12:00+01:00', '2020-01-15 09:30'), { timeZone: 'America/New_York' })).toEqual([
      '2020-01-15T09:30Z',
      '2020-01-15T11:00Z',
      '2020-01-15T14:30Z',
    ]);
    expect(times(minutes('2020-01-15', '2020-01-16'), { timeZone: 'America/New_York' })).toEqual([
      '2020-01-15T00:00Z',
      '2020-01-16T00:00Z',
    ]);
  });

  test('the hour that comes twice in autumn is told apart by the bars before it', () => {
    const stamps = ['2020-10-25 01:30', '2020-10-25 02:00', '2020-10-25 02:30', '2020-10-25 02:00', '2020-10-25 02:30', '2020-10-25 03:00'];
    const utc = [
      '2020-10-24T23:30Z',
      '2020-10-25T00:00Z',
      '2020-10-25T00:30Z',
      '2020-10-25T01:00Z',
      '2020-10-25T01:30Z',
      '2020-10-25T02:00Z',
    ];
    expect(times(minutes(...stamps), { timeZone: 'Europe/Berlin' })).toEqual(utc);
    expect(times(minutes(...stamps.toReversed()), { timeZone: 'Europe/Berlin' })).toEqual(utc);
  });

  test('an hour that clocks skip in spring is a problem', () => {
    const text = minutes('2020-03-29 01:30', '2020-03-29 02:30', '2020-03-29 03:00');
    expect(() => importCsv(text, { timeZone: 'Europe/Berlin' })).toThrow(
      "line 3: time: expected a time of Europe/Berlin, found '2020-03-29 02:30', which its clocks skip",
    );
    expect(times(text, { timeZone: 'Europe/Berlin', badRows: 'drop' })).toEqual(['2020-03-29T00:30Z', '2020-03-29T01:00Z']);
  });
});

describe('an examination', () => {
  test('tells every problem at once, each with its line and kind, and still how the file was understood', () => {
    const text = `${header}${bar('2020-01-06')}2020-01-07,10,9,12,11,1\n${bar('2020-01-03')}${bar('2020-01-08')}2020-01-09,,,,,\n`;
    const { problems, report, bars, columns, sample } = examineCsv(text, {}, 1_000);
    expect(problems.listed.map(({ line, kind }) => [line, kind])).toEqual([
      [3, 'ranges'],
      [4, 'order'],
      [6, 'empty-rows'],
    ]);
    expect(bars).toBeNull();
    expect(report).toMatchObject({ dateFormat: 'yyyy-mm-dd', delimiter: ',' });
    expect(columns).toEqual(['Date', 'Open', 'High', 'Low', 'Close', 'Volume']);
    expect(sample[1]).toEqual({ line: 3, cells: ['2020-01-07', '10', '9', '12', '11', '1'] });
  });

  test('with the choices that it asks for there are bars', () => {
    const text = `${header}${bar('2020-01-06')}2020-01-07,10,9,12,11,1\n${bar('2020-01-03')}${bar('2020-01-08')}2020-01-09,,,,,\n`;
    const { bars, problems } = examineCsv(text, { badRows: 'drop', unordered: 'sort', emptyRows: 'drop' }, 1_000);
    expect([problems.count, bars?.length]).toEqual([0, 3]);
  });

  test('columns that cannot be made out are named, so that the user can say what they are', () => {
    const { columns, problems, sample, report } = examineCsv('When,A,B,C,D\n2020-01-02,1,2,1,2\n', {}, 10);
    expect(columns).toEqual(['When', 'A', 'B', 'C', 'D']);
    expect(problems.listed.map(({ kind }) => kind)).toEqual(['columns']);
    expect([sample.length, report]).toEqual([2, null]);
    const given = { time: 'When', open: 'A', high: 'B', low: 'C', close: 'D' };
    expect(examineCsv('When,A,B,C,D\n2020-01-02,1,2,1,2\n', { columns: given }, 10).bars?.length).toBe(1);
  });

  test('lists no more than asked for and counts all; an import lists 20', () => {
    const text = header + Array.from({ length: 50 }, (_, i) => `2020-01-02,x,${i + 1},1,1,1\n`).join('');
    const { problems } = examineCsv(text, {}, 30);
    expect([problems.listed.length, problems.count]).toEqual([30, 50]);
    try {
      importCsv(text);
      expect.unreachable();
    } catch (error) {
      expect([(error as MarketDataError).problems.length, (error as MarketDataError).count]).toEqual([20, 50]);
    }
  });

  test('names gaps by the line behind them', () => {
    const { gaps, bars } = examineCsv(header + bar('2020-01-02') + bar('2020-01-03') + bar('2020-01-04') + bar('2020-02-06'), {}, 10);
    expect(gaps).toEqual([{ line: 5, kind: 'gaps', message: 'no bars between 2020-01-04 and 2020-02-06: room for 32' }]);
    expect(bars?.length).toBe(4);
  });
});
