import { describe, expect, test } from 'vitest';
import { MarketDataError } from '../../main/market/errors.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import type { ImportOptions } from '../../main/market/import/options.ts';

function failure(text: string, options?: ImportOptions): MarketDataError {
  try {
    importCsv(text, options);
  } catch (error) {
    if (error instanceof MarketDataError) return error;
    throw error;
  }
  throw new Error('the file was read');
}

const header = 'Date,Open,High,Low,Close,Volume\n';
const good = '2020-01-02,10,12,9,11,1000\n';

/** name, text of the file, line and message of its only problem, options */
const broken: [string, string, number, string, ImportOptions?][] = [
  ['an empty file', '', 1, 'expected bars, found an empty file'],
  ['only blank lines', '\n\n  \n', 1, 'expected bars, found an empty file'],
  ['only a header', header, 1, 'expected lines of prices, found none'],
  [
    'an Excel workbook',
    'PK\x03\x04\0\0',
    1,
    'expected text, found a ZIP archive or an Excel workbook: unpack it, or save the sheet as CSV',
  ],
  ['a Parquet file', 'PAR1\x15', 1, 'expected text, found a Parquet file: it is read as bytes, not as text'],
  ['UTF-16', 'D\0a\0t\0e\0', 1, 'expected text, found binary data or another encoding: save the file as CSV in UTF-8'],
  [
    'a huge line',
    `${header}${'x'.repeat(20_000)}`,
    2,
    `expected a line of prices, found 20000 characters, beginning with '${'x'.repeat(40)}': is this a CSV file of bars?`,
  ],
  ['prose', 'hello world\nhow are you', 1, "expected columns divided by comma, semicolon, tab or |, found 'hello world'"],
  [
    'another table',
    'name,age\nx,1\n',
    1,
    "expected a header such as date,open,high,low,close,volume or a line of prices, found 'name,age'",
  ],
  [
    'no low',
    'Date,Open,High,Close\n2020-01-02,1,2,2\n',
    1,
    'expected a column for low, found Date, Open, High, Close: rename it, or name it with the option column low=…',
  ],
  [
    'no time',
    'Open,High,Low,Close\n1,2,1,2\n',
    1,
    'expected a column for time, found Open, High, Low, Close: rename it, or name it with the option column time=…',
  ],
  [
    'a column that is not there',
    header + good,
    1,
    "expected a column called 'Settle' (for close), found Date, Open, High, Low, Close, Volume",
    { columns: { close: 'Settle' } },
  ],
  [
    'no header and eight columns',
    '2020-01-02,1,2,1,2,3,4,5\n',
    1,
    'expected a header, since without one 8 columns could mean anything: add a first line such as date,open,high,low,close,volume',
  ],
  ['a short line', `${header}${good}2020-01-03,10,12\n`, 3, 'expected 6 columns as in the header, found 3'],
  ['a long line', `${header}${good}2020-01-03,10,12,9,11,1,000\n`, 3, 'expected 6 columns as in the header, found 7'],
  ['an open quote', `${header}"2020-01-02,10,12,9,11,1000\n${good}`, 2, 'expected a closing quote before the end of the line'],
  ['a word for a price', `${header}${good}2020-01-03,ten,12,9,11,1\n`, 3, "Open: expected a number above 0, found 'ten'"],
  ['a zero price', `${header}2020-01-03,10,12,0,11,1\n`, 2, "Low: expected a number above 0, found '0'"],
  ['a negative price', `${header}2020-01-03,10,12,-3,11,1\n`, 2, "Low: expected a number above 0, found '-3'"],
  ['an infinite price', `${header}2020-01-03,10,1e999,3,11,1\n`, 2, "High: expected a number above 0, found '1e999'"],
  ['a thousands separator', `${header}2020-01-03,10,"1,200",9,11,1\n`, 2, "High: expected a number above 0, found '1,200'"],
  ['a hexadecimal price', `${header}2020-01-03,10,0x1F,9,11,1\n`, 2, "High: expected a number above 0, found '0x1F'"],
  [
    'two decimal signs',
    'Date;Open;High;Low;Close\n2020-01-02;1,5;2;1;2\n2020-01-03;1.5;2;1;2\n',
    3,
    "Open: expected a number above 0 with a decimal comma, found '1.5'",
  ],
  ['a negative volume', `${header}2020-01-03,10,12,9,11,-1\n`, 2, "Volume: expected a number, 0 or more, found '-1'"],
  ['high below low', `${header}2020-01-03,10,9,12,11,1\n`, 2, 'expected a high that is not below the low, found high 9 and low 12'],
  [
    'a day that is not',
    `${header}${good}2021-02-29,10,12,9,11,1\n`,
    3,
    "time: expected yyyy-mm-dd, with or without a time of day, found '2021-02-29'",
  ],
  [
    'an hour that is not',
    `${header}2020-01-02 25:00,10,12,9,11,1\n`,
    2,
    "time: expected yyyy-mm-dd, with or without a time of day, found '2020-01-02 25:00'",
  ],
  [
    'a zone without a number',
    `${header}2020-01-02 10:00 EST,10,12,9,11,1\n`,
    2,
    "time: expected yyyy-mm-dd, with or without a time of day, found '2020-01-02 10:00 EST'",
  ],
  [
    'another date format below',
    `${header}${good}03.01.2020,10,12,9,11,1\n`,
    3,
    "time: expected yyyy-mm-dd, with or without a time of day, found '03.01.2020'",
  ],
  [
    'no date at all',
    `${header}soon,10,12,9,11,1\n`,
    2,
    "time: expected a date such as 2020-01-31, 20200131, 31.01.2020 or 31-Jan-2020, or an epoch in s, ms, us or ns, found 'soon'",
  ],
  [
    'line numbers for times',
    'time,open,high,low,close\n1,10,12,9,11\n2,10,12,9,11\n',
    2,
    "time: expected a date such as 2020-01-31, 20200131, 31.01.2020 or 31-Jan-2020, or an epoch in s, ms, us or ns, found '1'",
  ],
  [
    'a word among epochs',
    `${header}1577923200,10,12,9,11,1\nsoon,10,12,9,11,1\n`,
    3,
    "time: expected an epoch in s, ms, us or ns, found 'soon'",
  ],
  [
    'day or month',
    `${header}01/02/2020,10,12,9,11,1\n02/02/2020,10,12,9,11,1\n`,
    2,
    "time: '01/02/2020' may begin with the day or the month, and no date of the file tells: give the option date-format, dmy or mdy",
  ],
  [
    'day and month in both orders',
    `${header}14/01/2020,10,12,9,11,1\n01/15/2020,10,12,9,11,1\n`,
    3,
    "time: '01/15/2020' does not have day and month in the order of '14/01/2020' on line 2: write all dates the same way",
  ],
  [
    'a date against the given format',
    `${header}01/14/2020,10,12,9,11,1\n`,
    2,
    "time: expected dd/mm/yyyy, with or without a time of day, found '01/14/2020'",
    { dateFormat: 'dmy' },
  ],
  [
    'a step back in time',
    `${header}${good}2020-01-06,10,12,9,11,1\n2020-01-03,10,12,9,11,1\n2020-01-07,10,12,9,11,1\n`,
    4,
    'expected a time later than 2020-01-06 on line 3, found 2020-01-03: sort the lines by time',
  ],
  [
    'two bars of one time',
    `${header}${good}2020-01-02,10,12,9,11.5,1000\n2020-01-03,10,12,9,11,1\n`,
    3,
    '2020-01-02 stands already on line 2, with other values: take one of the two lines out',
  ],
];

test.each(broken)('%s', (_, text, line, message, options) => {
  expect(failure(text, options).problems).toEqual([{ line, message }]);
});

describe('several problems', () => {
  test('a row of Yahoo without values is one problem, with the remedy', () => {
    const error = failure(`${header}${good}2020-01-03,null,null,null,null,null\n2020-01-06,null,12,x,11,1\n`);
    expect(error.problems).toEqual([
      { line: 3, message: "expected prices, found 'null': take the line out, or import with the option empty-rows drop" },
      { line: 4, message: "Open: expected a price, found 'null'" },
      { line: 4, message: "Low: expected a number above 0, found 'x'" },
    ]);
    expect(error.message).toMatch(/^line 3: expected prices.*\(and 2 more problems\)$/);
  });

  test('all are counted, the first 20 are listed by line', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `2020-01-${String(i + 1).padStart(2, '0')},10,12,9,x,1`);
    const error = failure(`${header}${lines.join('\n')}\n2020-02-30,10,12,9,11,1\n`);
    expect(error.count).toBe(31);
    expect(error.problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2));
  });

  test('line numbers count blank lines and banners, and CR LF once', () => {
    const error = failure(`a banner\r\n\r\n${header.trim()}\r\n\r\n2020-01-02,10,12,9,x,1\r\n`);
    expect(error.problems).toEqual([{ line: 5, message: "Close: expected a number above 0, found 'x'" }]);
  });
});
