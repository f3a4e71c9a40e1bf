import { describe, expect, test } from 'vitest';
import type { Bars } from '../../main/market/bars.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import type { ImportOptions } from '../../main/market/import/options.ts';

const rowsOf = (bars: Bars) =>
  Array.from(bars.time, (time, i) => [
    new Date(time).toISOString(),
    bars.open[i],
    bars.high[i],
    bars.low[i],
    bars.close[i],
    bars.volume[i],
  ]);

const daily = [
  ['2020-01-02T00:00:00.000Z', 10, 12.5, 9.25, 11, 1000],
  ['2020-01-14T00:00:00.000Z', 11, 13.5, 10.25, 12, 2000],
];
const minutes = [
  ['2020-01-02T00:00:00.000Z', 10, 12.5, 9.25, 11, 1000],
  ['2020-01-02T00:01:00.000Z', 11, 13.5, 10.25, 12, 2000],
];

/** name, text of the file, the bars that it holds, options */
const layouts: [string, string, unknown[][], ImportOptions?][] = [
  ['Yahoo', 'Date,Open,High,Low,Close,Adj Close,Volume\n2020-01-02,10,12.5,9.25,11,5,1000\n2020-01-14,11,13.5,10.25,12,6,2000\n', daily],
  [
    'yfinance, three header lines',
    'Price,Close,High,Low,Open,Volume\nTicker,SPY,SPY,SPY,SPY,SPY\nDate,,,,,\n2020-01-02,11,12.5,9.25,10,1000\n2020-01-14,12,13.5,10.25,11,2000\n',
    daily,
  ],
  ['pandas, index without a name', ',Open,High,Low,Close,Volume\n2020-01-02,10,12.5,9.25,11,1000\n2020-01-14,11,13.5,10.25,12,2000', daily],
  [
    'Stooq bulk',
    '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\nSPY.US,D,20200102,000000,10,12.5,9.25,11,1000,0\nSPY.US,D,20200114,000000,11,13.5,10.25,12,2000,0\n',
    daily,
  ],
  [
    'MetaTrader 5',
    '<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>\r\n2020.01.02\t00:00:00\t10\t12.5\t9.25\t11\t1000\t0\t3\r\n2020.01.02\t00:01:00\t11\t13.5\t10.25\t12\t2000\t0\t3\r\n',
    minutes,
  ],
  ['MetaTrader 4, no header', '2020.01.02,00:00,10,12.5,9.25,11,1000\n2020.01.02,00:01,11,13.5,10.25,12,2000\n', minutes],
  ['HistData, no header', '20200102 000000;10;12.5;9.25;11;1000\n20200102 000100;11;13.5;10.25;12;2000\n', minutes],
  [
    'Dukascopy',
    'Gmt time,Open,High,Low,Close,Volume\n02.01.2020 00:00:00.000,10,12.5,9.25,11,1000\n02.01.2020 00:01:00.000,11,13.5,10.25,12,2000\n',
    minutes,
  ],
  [
    'Dukascopy, local time with an offset',
    'Local time,Open,High,Low,Close,Volume\n02.01.2020 01:00:00.000 GMT+0100,10,12.5,9.25,11,1000\n02.01.2020 01:01:00.000 GMT+0100,11,13.5,10.25,12,2000\n',
    minutes,
  ],
  [
    'Binance klines, no header, ms before 2025',
    '1577923200000,10,12.5,9.25,11,1000,1577923259999,1,2,3,4,0\n1577923260000,11,13.5,10.25,12,2000,1577923319999,1,2,3,4,0\n',
    minutes,
  ],
  [
    'Binance klines, µs',
    '1577923200000000,10,12.5,9.25,11,1000,1577923259999999,1,2,3,4,0\n1577923260000000,11,13.5,10.25,12,2000,1577923319999999,1,2,3,4,0\n',
    minutes,
  ],
  [
    'TradingView',
    'time,open,high,low,close,Volume,Volume MA\n1577923200,10,12.5,9.25,11,1000,1\n1577923260,11,13.5,10.25,12,2000,1\n',
    minutes,
  ],
  [
    'CryptoDataDownload: banner, newest first, two volumes',
    'https://www.CryptoDataDownload.com\nUnix,Date,Symbol,Open,High,Low,Close,Volume BTC,Volume USD\n1577923260,2020-01-02 00:01:00,BTC/USD,11,13.5,10.25,12,2000,1\n1577923200,2020-01-02 00:00:00,BTC/USD,10,12.5,9.25,11,1000,1\n',
    minutes,
  ],
  [
    'CryptoDataDownload, older: hours with AM and PM',
    'banner\nDate,Symbol,Open,High,Low,Close,Volume BTC\n2020-01-02 01-PM,BTC,11,13.5,10.25,12,2000\n2020-01-02 12-AM,BTC,10,12.5,9.25,11,1000\n',
    [minutes[0]!, ['2020-01-02T13:00:00.000Z', ...minutes[1]!.slice(1)]],
  ],
  [
    'decimal comma',
    'Datum;Open;High;Low;Close;Volume\n02.01.2020;10,0;12,5;9,25;11;1000\n14.01.2020;11;13,5;10,25;12;2000\n',
    daily,
    { columns: { time: 'Datum' } },
  ],
  ['pipe', 'date|o|h|l|c|v\n2020/01/02|10|12.5|9.25|11|1000\n2020/01/14|11|13.5|10.25|12|2000\n', daily],
  [
    'BOM, CR LF, quotes',
    '\ufeff"Date","Open","High","Low","Close","Volume"\r\n"2020-01-02","10","12.5","9.25","11","1000"\r\n"2020-01-14","11","13.5","10.25","12","2000"\r\n',
    daily,
  ],
  ['CR alone', 'Date,Open,High,Low,Close,Volume\r2020-01-02,10,12.5,9.25,11,1000\r2020-01-14,11,13.5,10.25,12,2000', daily],
  [
    'month first, shown by the 14',
    'Date,Open,High,Low,Last,Vol.\n01/02/2020,10,12.5,9.25,11,1000\n01/14/2020,11,13.5,10.25,12,2000\n',
    daily,
  ],
  ['day first, shown by the 14', 'Date,Open,High,Low,Price,Vol\n2/1/2020,10,12.5,9.25,11,1000\n14/1/2020,11,13.5,10.25,12,2000\n', daily],
  [
    'day-month-year, two digits, given',
    'Date,Open,High,Low,Close,Volume\n02-01-20,10,12.5,9.25,11,1000\n03-01-20,11,13.5,10.25,12,2000\n',
    [daily[0]!, ['2020-01-03T00:00:00.000Z', 11, 13.5, 10.25, 12, 2000]],
    { dateFormat: 'dmy' },
  ],
  [
    'year-month-day, two digits, given',
    'Date,Open,High,Low,Close,Volume\n20/01/02,10,12.5,9.25,11,1000\n20/01/14,11,13.5,10.25,12,2000\n',
    daily,
    { dateFormat: 'ymd' },
  ],
  ['month names', 'Date,Open,High,Low,Close,Volume\nJan 2 2020,10,12.5,9.25,11,1000\nJanuary 14 2020,11,13.5,10.25,12,2000\n', daily],
  [
    'month names, quoted comma',
    'Date,Open,High,Low,Close,Volume\n"Jan 2, 2020",10,12.5,9.25,11,1000\n"Jan 14, 2020",11,13.5,10.25,12,2000\n',
    daily,
  ],
  ['d-mmm-yy', 'Date,Open,High,Low,Close,Volume\n2-Jan-20,10,12.5,9.25,11,1000\n14-JAN-20,11,13.5,10.25,12,2000\n', daily],
  ['yyyymmdd', 'Date,Open,High,Low,Close,Volume\n20200102,10,12.5,9.25,11,1000\n20200114,11,13.5,10.25,12,2000\n', daily],
  ['yyyymmddhhmm', 'Date,Open,High,Low,Close,Volume\n202001020000,10,12.5,9.25,11,1000\n202001020001,11,13.5,10.25,12,2000\n', minutes],
  [
    'ISO 8601 with zones',
    'Timestamp,Open,High,Low,Close,Volume\n2020-01-01T19:00:00-05:00,10,12.5,9.25,11,1000\n2020-01-02T00:01:00.000Z,11,13.5,10.25,12,2000\n',
    minutes,
  ],
  [
    'AM and PM',
    'Date,Open,High,Low,Close,Volume\n2020-01-02 12:00 AM,10,12.5,9.25,11,1000\n2020-01-02 12:01:00 am,11,13.5,10.25,12,2000\n',
    minutes,
  ],
  [
    'epoch in ns',
    'ts,open,high,low,close,volume\n1577923200000000000,10,12.5,9.25,11,1000\n1577923260000000000,11,13.5,10.25,12,2000\n',
    minutes,
    { columns: { time: 'ts' } },
  ],
  [
    'epoch as pandas writes it',
    'Unix Timestamp,open,high,low,close,volume\n1577923200.0,10,12.5,9.25,11,1000\n1577923260.0,11,13.5,10.25,12,2000\n',
    minutes,
  ],
  [
    'column order and spaces',
    ' Volume , close, low ,high,open, DATE \n1000, 11 ,9.25,12.5,10,2020-01-02\n2000,12,10.25,13.5,11,2020-01-14\n',
    daily,
  ],
  [
    'a delimiter at each line end',
    'Date,Open,High,Low,Close,Volume,\n2020-01-02,10,12.5,9.25,11,1000,\n2020-01-14,11,13.5,10.25,12,2000,\n',
    daily,
  ],
  [
    'exponents and signs',
    'Date,Open,High,Low,Close,Volume\n2020-01-02,1e1,+12.5,9.25,1.1E1,1e+3\n2020-01-14,11.,13.5,10.25,12,2000\n',
    daily,
  ],
];

test.each(layouts)('%s', (_, text, expected, options) => {
  expect(rowsOf(importCsv(text, options).bars)).toEqual(expected);
});

describe('the report', () => {
  test('names delimiter, columns, formats and order', () => {
    const text =
      'a banner\nDate;Time;Open;High;Low;Close;Adj Close\n\n14.01.2020;09:30;11,5;13;10;12;1\n02.01.2020;09:30;10;12;9;11;1\n;;;;;;\n';
    const { report } = importCsv(text);
    expect(report).toEqual({
      format: 'csv',
      timeZone: 'UTC',
      symbols: [],
      badRowsDropped: 0,
      otherSymbolsDropped: 0,
      delimiter: ';',
      decimal: ',',
      header: 2,
      columns: { time: 'Date', clock: 'Time', open: 'Open', high: 'High', low: 'Low', close: 'Close', volume: null },
      ignoredColumns: ['Adj Close'],
      dateFormat: 'dd.mm.yyyy',
      order: 'newest first',
      lines: 6,
      blankLines: 2,
      duplicatesDropped: 0,
      emptyRowsDropped: 0,
      warnings: [
        { line: 1, message: "skipped before the header: 'a banner'" },
        { line: 2, message: 'there is no column for volume: it is 0 on every bar' },
      ],
      warningCount: 2,
    });
  });

  test('tells of dropped duplicates, by line', () => {
    const { bars, report } = importCsv('Date,Open,High,Low,Close\n2020-01-02,1,2,1,2\n2020-01-02,1.0,2,1,2\n2020-01-03,1,2,1,2\n');
    expect(bars.length).toBe(2);
    expect(report.duplicatesDropped).toBe(1);
    expect(report.warnings).toContainEqual({ line: 3, message: 'dropped: it repeats line 2' });
  });

  test('tells of opens and closes outside of low to high, and of missing volume', () => {
    const { report } = importCsv('Date,Open,High,Low,Close,Volume\n2020-01-02,3,2,1,2,\n2020-01-03,1,2,1,0.5,NaN\n');
    expect(report.warnings.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 Volume: found nothing, read as 0',
      '2 open 3 lies outside of low 1 to high 2',
      "3 Volume: found 'NaN', read as 0",
      '3 close 0.5 lies outside of low 1 to high 2',
    ]);
  });

  test('counts every warning and lists the first 20', () => {
    const lines = Array.from({ length: 25 }, (_, i) => `2020-01-${String(i + 1).padStart(2, '0')},3,2,1,2,7`);
    const { report } = importCsv(`Date,Open,High,Low,Close,Volume\n${lines.join('\n')}`);
    expect([report.warningCount, report.warnings.length]).toEqual([25, 20]);
  });

  test('warns when commas may have divided thousands', () => {
    const { bars, report } = importCsv('Date;Open;High;Low;Close;Volume\n2020-01-02;1,100;1,200;1,100;1,200;7\n');
    expect(bars.high[0]).toBe(1.2);
    expect(report.warnings).toEqual([
      { line: 2, message: 'commas are read as decimal signs; if they divide thousands, take them out of the file' },
    ]);
  });

  test('counts empty rows that were dropped because the user said so', () => {
    const text = 'Date,Open,High,Low,Close,Volume\n2020-01-02,1,2,1,2,7\n2020-01-03,null,null,null,null,null\n2020-01-06,1,2,1,2,7\n';
    const { bars, report } = importCsv(text, { emptyRows: 'drop' });
    expect([bars.length, report.emptyRowsDropped, report.warnings]).toEqual([2, 1, [{ line: 3, message: 'dropped: it has no prices' }]]);
  });
});
