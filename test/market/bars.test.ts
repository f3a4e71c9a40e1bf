import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barColumns, barsOver, copyToBuffer } from '../../main/market/bars.ts';
import { downsample, pick } from '../../main/market/downsample.ts';
import { PeriodError } from '../../main/market/errors.ts';
import { dataHash } from '../../main/market/hash.ts';
import { checkPeriods, equalPeriods } from '../../main/market/splits.ts';

const example = () => {
  const bars = barsOver(new ArrayBuffer(3 * 48), 3);
  for (const [i, name] of barColumns.entries()) bars[name].set([i + 1, i + 2, i + 3]);
  return bars;
};

describe('dataHash', () => {
  test('is the same for a copy in shared memory, and another after a change of any number', () => {
    const hash = dataHash(example());
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(dataHash(barsOver(copyToBuffer(example(), new SharedArrayBuffer(3 * 48)), 3))).toBe(hash);
    for (const name of barColumns) {
      const changed = example();
      changed[name][1]! += 1e-9;
      expect(dataHash(changed)).not.toBe(hash);
    }
  });
});

describe('periods', () => {
  test('equal periods cover all bars without a gap, and differ by one bar at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 50 }), (length, count) => {
        fc.pre(count <= length);
        const periods = equalPeriods(length, count);
        expect([periods[0]!.start, periods.at(-1)!.end, periods.length]).toEqual([0, length, count]);
        for (let i = 1; i < count; i++) expect(periods[i]!.start).toBe(periods[i - 1]!.end);
        const lengths = periods.map(({ start, end }) => end - start);
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      }),
      { seed: 2 },
    );
  });

  test('more periods than bars cannot be cut', () => {
    expect(() => equalPeriods(3, 4)).toThrow('3 bars cannot be cut into 4 periods: choose a whole number from 1 to 3');
  });

  const wrong: [string, [number, number][], string][] = [
    ['none', [], 'there is no period'],
    ['before the data', [[-1, 500]], 'period 1 (-1:500) begins before the first bar'],
    [
      'behind the data',
      [
        [0, 500],
        [500, 1001],
      ],
      'period 2 (500:1001) ends behind the data, which has 1000 bars: end at 1000 or before',
    ],
    ['backwards', [[500, 500]], 'period 1 (500:500) ends before it begins'],
    ['half a bar', [[0, 500.5]], 'period 1 (0:500.5) has to begin and end at whole bars'],
    ['too short', [[0, 101]], 'period 1 (0:101) has 101 bars, and a window of 100 needs at least 102'],
  ];
  test.each(wrong)('%s', (_, pairs, message) => {
    const check = () =>
      checkPeriods(
        pairs.map(([start, end]) => ({ start, end })),
        1000,
        100,
      );
    expect(check).toThrow(PeriodError);
    expect(check).toThrow(message);
  });

  test('window + 2 bars are enough', () => {
    expect(() =>
      checkPeriods(
        [
          { start: 0, end: 102 },
          { start: 50, end: 1000 },
        ],
        1000,
        100,
      ),
    ).not.toThrow();
  });
});

describe('downsample', () => {
  test('keeps first, last, smallest and largest, in order, with at most so many points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 4, max: 60 }),
        (list, points) => {
          const values = Float64Array.from(list);
          const places = downsample(values, points);
          expect(places.length).toBeLessThanOrEqual(Math.max(points, 1));
          for (let i = 1; i < places.length; i++) expect(places[i]!).toBeGreaterThan(places[i - 1]!);
          expect([places[0], places.at(-1)]).toEqual([0, values.length - 1]);
          const kept = pick(values, places);
          expect(Math.max(...kept) === Math.max(...values) && Math.min(...kept) === Math.min(...values)).toBe(true);
        },
      ),
      { seed: 2 },
    );
  });

  test('a NaN hides no extreme', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => (i % 2 ? Number.NaN : i === 50 ? 1000 : i));
    expect([...pick(values, downsample(values, 10))]).toContain(1000);
  });

  test('short columns stay whole', () => {
    expect([...downsample(Float64Array.of(3, 1, 2), 3)]).toEqual([0, 1, 2]);
    expect(() => downsample(Float64Array.of(1), 1)).toThrow('a chart needs 2 points or more, not 1');
  });
});
