import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bars, barsOver } from '../../main/market/bars.ts';
import { CandlePyramid, candles } from '../../main/market/candles.ts';

const price = fc.double({ min: 1, max: 1e6, noNaN: true });
const bar = fc.record({ open: price, high: price, low: price, close: price, volume: fc.integer({ min: 0, max: 1e9 }) });

function barsOf(list: readonly { open: number; high: number; low: number; close: number; volume: number }[]): Bars {
  const bars = barsOver(new ArrayBuffer(list.length * 48), list.length);
  for (const [i, one] of list.entries()) {
    bars.time[i] = i * 60_000;
    for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) bars[name][i] = one[name];
  }
  return bars;
}

const stretch = fc.array(bar, { minLength: 1, maxLength: 300 }).chain((list) =>
  fc.record({
    list: fc.constant(list),
    from: fc.integer({ min: 0, max: list.length - 1 }),
    span: fc.integer({ min: 1, max: list.length }),
    count: fc.integer({ min: 1, max: 80 }),
  }),
);

test('a candle is the first open, the highest high, the lowest low, the last close and the sum of the volumes of its bars', () => {
  fc.assert(
    fc.property(stretch, ({ list, from, span, count }) => {
      const made = candles(barsOf(list), from, from + span, count);
      for (let c = 0; c < made.start.length; c++) {
        const part = list.slice(made.start[c], made.start[c]! + made.step);
        expect(made.time[c]).toBe(made.start[c]! * 60_000);
        expect(made.open[c]).toBe(part[0]!.open);
        expect(made.close[c]).toBe(part.at(-1)!.close);
        expect(made.high[c]).toBe(Math.max(...part.map((b) => b.high)));
        expect(made.low[c]).toBe(Math.min(...part.map((b) => b.low)));
        expect(made.volume[c]).toBe(part.reduce((sum, b) => sum + b.volume, 0));
      }
    }),
    { seed: 5 },
  );
});

test('candles follow each other without a gap, cover the stretch, and are no more than asked for and one at each end', () => {
  fc.assert(
    fc.property(stretch, ({ list, from, span, count }) => {
      const { start, step } = candles(barsOf(list), from, from + span, count);
      const end = Math.min(list.length, from + span);
      expect(start[0]).toBeLessThanOrEqual(from);
      expect(start.at(-1)! + step).toBeGreaterThanOrEqual(end);
      expect([...start].every((place, c) => place % step === 0 && (c === 0 || place === start[c - 1]! + step))).toBe(true);
      expect(start.length).toBeLessThanOrEqual(count + 1);
    }),
    { seed: 6 },
  );
});

test('a pyramid gives the same candles, whatever it was asked before', () => {
  const long = Array.from({ length: 10_000 }, (_, i) => {
    const price = 100 + 50 * Math.sin(i / 70) + (i % 13);
    return { open: price, high: price + (i % 7), low: price - (i % 5), close: price + 1, volume: (i * 37) % 1_000 };
  });
  const bars = barsOf(long.slice(0, 9_973));
  const pyramid = new CandlePyramid(bars);
  const asked = fc.record({
    from: fc.integer({ min: -10, max: 9_972 }),
    span: fc.integer({ min: 1, max: 10_000 }),
    count: fc.integer({ min: 1, max: 300 }),
  });
  fc.assert(
    fc.property(asked, ({ from, span, count }) => {
      expect(pyramid.candles(from, from + span, count)).toEqual(candles(bars, from, from + span, count));
    }),
    { seed: 7 },
  );
});

test('what is asked for beyond the data is left out; where there is room every bar is a candle', () => {
  const bars = barsOf(Array.from({ length: 10 }, (_, i) => ({ open: i, high: i, low: i, close: i, volume: 1 })));
  expect(candles(bars, -50, 500, 2_000)).toMatchObject({ step: 1, open: bars.open });
  expect(candles(bars, 20, 30, 10).start.length).toBe(0);
});
