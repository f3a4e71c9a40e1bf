import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bars, barColumns } from '../../main/market/bars.ts';
import { importCsv } from '../../main/market/import/csv.ts';

const day = 86_400_000;
const pad = (n: number) => String(n).padStart(2, '0');

/** Ways to write a time, and the steps of time that they can tell apart. */
const timeFormats: Record<string, { step: number; write: (time: Date) => string }> = {
  'ISO date': { step: day, write: (t) => t.toISOString().slice(0, 10) },
  'ISO moment': { step: 60_000, write: (t) => t.toISOString() },
  'with a space': { step: 60_000, write: (t) => t.toISOString().slice(0, 16).replace('T', ' ') },
  compact: { step: day, write: (t) => t.toISOString().slice(0, 10).replaceAll('-', '') },
  dotted: { step: day, write: (t) => `${pad(t.getUTCDate())}.${pad(t.getUTCMonth() + 1)}.${t.getUTCFullYear()}` },
  'day of month name': {
    step: day,
    write: (t) => `${t.getUTCDate()}-${t.toLocaleString('en', { month: 'short', timeZone: 'UTC' })}-${t.getUTCFullYear()}`,
  },
  'epoch in s': { step: 1000, write: (t) => String(t.getTime() / 1000) },
  'epoch in ms': { step: 1, write: (t) => String(t.getTime()) },
  'epoch in us': { step: 1, write: (t) => `${t.getTime()}000` },
  'epoch in ns': { step: 1, write: (t) => `${t.getTime()}000000` },
};

const price = fc.double({ min: 1e-6, max: 1e7, noNaN: true });
const bar = fc.record({
  gap: fc.integer({ min: 1, max: 40 }),
  prices: fc.tuple(price, price, price, price).map((four) => [...four].sort((a, b) => a - b)),
  volume: fc.double({ min: 0, max: 1e12, noNaN: true }),
});
const layout = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  decimalComma: fc.boolean(),
  format: fc.constantFrom(...Object.keys(timeFormats)),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  names: fc.constantFrom(
    ['Date', 'Open', 'High', 'Low', 'Close', 'Volume'],
    ['timestamp', 'o', 'h', 'l', 'c', 'v'],
    ['<DATE>', '<OPEN>', '<HIGH>', '<LOW>', '<CLOSE>', '<TICKVOL>'],
    ['Gmt time', 'open_price', 'High Price', 'LOW', 'Last', 'Volume BTC'],
  ),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
  quoted: fc.boolean(),
  bom: fc.boolean(),
  newestFirst: fc.boolean(),
  lastLineEnd: fc.boolean(),
});

test('bars written in any layout come back bit for bit', () => {
  fc.assert(
    fc.property(fc.array(bar, { minLength: 1, maxLength: 30 }), layout, (specs, l) => {
      const { step, write } = timeFormats[l.format]!;
      let time = Date.UTC(2001, 8, 10);
      const rows = specs.map(({ gap, prices: [low, a, b, high], volume }) => {
        time += gap * step;
        return [time, a!, high!, low!, b!, volume];
      });
      const comma = l.decimalComma && l.delimiter !== ',';
      const text = (value: number) => (comma ? String(value).replace('.', ',') : String(value));
      const cells = rows.map(([t, ...values]) => [write(new Date(t!)), ...values.map(text)]);
      if (l.newestFirst) cells.reverse();
      const lines = [l.names, ...cells].map((line) => l.order.map((i) => (l.quoted ? `"${line[i]}"` : line[i])).join(l.delimiter));
      const file = (l.bom ? '\ufeff' : '') + lines.join(l.lineEnd) + (l.lastLineEnd ? l.lineEnd : '');

      const { bars, report } = importCsv(file, { decimal: comma ? ',' : '.' });
      expect(barColumns.map((name) => [...bars[name as keyof Bars & typeof name]])).toEqual(
        barColumns.map((_, i) => rows.map((row) => row[i])),
      );
      expect(report.delimiter).toBe(l.delimiter);
      expect(report.warningCount).toBe(0);
    }),
    { seed: 2, numRuns: 500 },
  );
});

test('whatever the file, the answer is bars or a MarketDataError', () => {
  const piece = fc.constantFrom(
    'Date',
    'open',
    'high',
    'low',
    'close',
    '2020-01-02',
    '1',
    '2.5',
    '"',
    ',',
    ';',
    '\t',
    '\n',
    '\r',
    ' ',
    'null',
    '-',
    '1577923200',
    '\0',
    '12:00',
    'é',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
      try {
        const { bars } = importCsv(pieces.join(''));
        expect(bars.length).toBeGreaterThan(0);
      } catch (error) {
        expect((error as Error).name).toBe('MarketDataError');
      }
    }),
    { seed: 2, numRuns: 2000 },
  );
});
