import { describe, expect, it } from 'vitest';
import type { TradesView } from '../../preload/contract.ts';
import { correlationChart } from '../../renderer/charts/correlations.ts';
import { drawdownAxis } from '../../renderer/charts/drawdown.ts';
import { equityAxis } from '../../renderer/charts/equity.ts';
import { histogramChart } from '../../renderer/charts/histogram.ts';
import { overlayAxis, wholeOfAll } from '../../renderer/charts/overlay.ts';
import { rollingAxis, rollingChart } from '../../renderer/charts/rolling.ts';
import { extentWithin } from '../../renderer/charts/sight.ts';
import { timeTicks } from '../../renderer/charts/time-ticks.ts';
import { priceAxis, tradesChart, tradesWithin } from '../../renderer/charts/trades.ts';
import { price } from '../../renderer/format/numbers.ts';
import { barTime } from '../../renderer/format/time.ts';
import { colors } from './fixtures.ts';

/** Three trades: from 1 to 3, from 4 to 5, from 8 to 9. */
const trades: TradesView = {
  count: 3,
  entry: Uint32Array.of(1, 4, 8),
  exit: Uint32Array.of(3, 5, 9),
  entryTime: Float64Array.of(1, 4, 8),
  exitTime: Float64Array.of(3, 5, 9),
  entryPrice: Float64Array.of(11, 14, 18),
  exitPrice: Float64Array.of(13, 15, 19),
  return: Float64Array.of(0.1, -0.1, 0),
  mae: new Float64Array(3),
  mfe: new Float64Array(3),
  ending: new Uint8Array(3),
};
const time = Float64Array.from({ length: 10 }, (_, t) => t);
const bars = { time, close: time.map((t) => 10 + t) };
const series = (option: ReturnType<typeof tradesChart>) => option.series as unknown as { name: string; data: unknown[] }[];

describe('the price with trades', () => {
  it('finds those that touch what is in sight', () => {
    expect(tradesWithin(trades, 0, 9)).toEqual([0, 3]);
    expect(tradesWithin(trades, 2, 2)).toEqual([0, 1]);
    expect(tradesWithin(trades, 5, 8)).toEqual([1, 3]);
    expect(tradesWithin(trades, 6, 7)).toEqual([2, 2]);
    expect(tradesWithin({ ...trades, count: 0 }, 0, 9)).toEqual([0, 0]);
  });
  it('draws what is held, with a gap between neighbouring trades, and a mark at both ends of those in sight', () => {
    const [close, held, entries, exits] = series(tradesChart(bars, trades, [0, 2], [], false, colors));
    expect(close!.data).toHaveLength(10);
    expect(held!.data).toEqual([
      [1, 11],
      [2, 12],
      [3, 13],
      [4, null],
      [4, 14],
      [5, 15],
      [8, null],
      [8, 18],
      [9, 19],
    ]);
    expect(entries!.data).toEqual([expect.objectContaining({ value: [1, 11] }), expect.objectContaining({ value: [4, 14] })]);
    expect(exits!.data).toEqual([expect.objectContaining({ value: [3, 13] }), expect.objectContaining({ value: [5, 15] })]);
    expect(series(tradesChart(bars, trades, null, [], false, colors))[2]!.data).toEqual([]);
  });
});

describe('axes follow what is in sight', () => {
  const days = Float64Array.from({ length: 101 }, (_, t) => t);
  const close = days.map((t) => 1_000 + 10 * t);
  const ends = (axis: object) => axis as { min: number; max: number; interval: number; axisLabel: { formatter: (v: number) => string } };
  it('with the neighbours to which lines run', () => {
    expect(extentWithin(days, [close], null)).toEqual([1_000, 2_000]);
    expect(extentWithin(days, [close], [10.5, 12])).toEqual([1_100, 1_130]);
    expect(extentWithin(days, [close], [-50, 0])).toEqual([1_000, 1_010]);
    expect(extentWithin(days, [close], [500, 600])).toEqual([2_000, 2_000]);
    expect(extentWithin(days, [new Float64Array(101).fill(Number.NaN)], null)).toBeNull();
  });
  it('the price, between round numbers with as many digits as they need', () => {
    const whole = ends(priceAxis({ time: days, close }, colors, null));
    expect([whole.min, whole.max, whole.interval, whole.axisLabel.formatter(1_500)]).toEqual([800, 2_200, 200, '1,500']);
    const near = ends(priceAxis({ time: days, close: days.map((t) => 1.08 + t / 100_000) }, colors, [10, 20]));
    expect(near.min).toBeLessThanOrEqual(1.08009);
    expect(near.min).toBeGreaterThan(1.0795);
    expect(near.max).toBeGreaterThanOrEqual(1.08021);
    expect(near.max).toBeLessThan(1.081);
    expect(near.axisLabel.formatter(near.min)).not.toBe(near.axisLabel.formatter(near.min + near.interval));
    const still = ends(priceAxis({ time: days, close: days.map(() => 7) }, colors, [10, 20]));
    expect(still.min).toBeLessThan(7);
    expect(still.max).toBeGreaterThan(7);
  });
  it('the equity, logarithmic only as long as there are powers of two to see', () => {
    const curve = { time: days, equity: days.map((t) => 2 ** (t / 10)), buyAndHold: days.map(() => 1), drawdown: days.map((t) => t / 500) };
    expect(equityAxis(curve, 'log', colors, null)).toMatchObject({ type: 'log', min: 1, max: 1_024 });
    expect(equityAxis(curve, 'log', colors, [50, 100])).toMatchObject({ type: 'log', min: 1, max: 1_024 });
    const near = ends(equityAxis({ ...curve, buyAndHold: curve.equity }, 'log', colors, [50, 55]));
    expect(near).toMatchObject({ type: 'value' });
    expect(near.min).toBeGreaterThan(20);
    expect(near.max).toBeLessThan(60);
    expect(drawdownAxis(curve, colors, null)).toMatchObject({ max: 0, min: -0.3 });
    expect(ends(drawdownAxis(curve, colors, [5, 10])).min).toBeGreaterThan(-0.04);
  });
  it('the rolling ratio, with 0 in sight always', () => {
    const rolling = { length: 63, time: days, sharpe: days.map((t) => (t < 10 ? Number.NaN : t / 10)) };
    expect(rollingAxis(rolling, colors, null)).toMatchObject({ min: 0, max: 12 });
    expect(rollingAxis(rolling, colors, [20, 30])).toMatchObject({ min: 0, max: 4 });
    expect(rollingAxis(rolling, colors, [0, 5])).toMatchObject({ min: 0 });
    expect(ends(rollingAxis({ ...rolling, sharpe: days.map(() => -0.5) }, colors, null))).toMatchObject({ max: 0 });
  });
  it('several curves, each with its own time', () => {
    const curves = [
      { name: 'a', color: 'accent', time: days, equity: days.map((t) => 2 ** (t / 10)) },
      { name: 'b', color: 'good', time: days.map((t) => t + 200), equity: days.map(() => 5) },
    ] as const;
    expect(wholeOfAll(curves)).toEqual([0, 300]);
    expect(overlayAxis(curves, colors, null)).toMatchObject({ type: 'log', min: 1, max: 1_024 });
    expect(ends(overlayAxis(curves, colors, [210, 220]))).toMatchObject({ type: 'value' });
  });
  it('time, labelled in equal steps', () => {
    const texts = (from: string, to: string) => timeTicks([Date.parse(from), Date.parse(to)]).map(({ text }) => text);
    expect(texts('2000-01-03', '2020-04-17')).toEqual(['2005', '2010', '2015', '2020']);
    expect(texts('2003-11-20', '2005-06-10')).toEqual(['2004', 'Apr', 'Jul', 'Oct', '2005', 'Apr']);
    expect(texts('2004-01-06', '2004-02-25')).toEqual(['12 Jan 2004', '19 Jan', '26 Jan', '2 Feb', '9 Feb', '16 Feb', '23 Feb']);
    expect(texts('2004-12-28', '2005-01-03')).toEqual(['28 Dec 2004', '29 Dec', '30 Dec', '31 Dec', '1 Jan 2005', '2 Jan', '3 Jan']);
    expect(texts('2004-03-17T14:30', '2004-03-18T08:00')).toEqual(['17 Mar 15:00', '18:00', '21:00', '18 Mar', '03:00', '06:00']);
    expect(texts('1850-01-01', '2020-01-01')).toEqual(['1850', '1900', '1950', '2000']);
    expect(texts('2004-01-01', '2004-01-01')).toEqual([]);
    // Weeks and days are as long as each other, wherever one looks.
    for (const days of [3, 9, 20, 33, 50, 90]) {
      const from = Date.UTC(2007, 1, days);
      const gaps = timeTicks([from, from + days * 86_400_000]).map(({ time }, i, all) => time - (all[i - 1]?.time ?? time));
      expect(new Set(gaps.slice(1)).size).toBe(1);
      expect(gaps.length).toBeLessThanOrEqual(9);
    }
  });
});

it('colours losses and gains of a histogram apart', () => {
  const option = histogramChart({ start: -0.02, step: 0.01, counts: Uint32Array.of(1, 2, 3), mean: 0, median: 0 }, 'Trades', colors);
  const { data } = (option.series as { data: { value: number[]; itemStyle: { color: string } }[] }[])[0]!;
  expect(data.map(({ itemStyle }) => itemStyle.color)).toEqual(['bad', 'bad', 'good']);
  expect(data.map(({ value }) => value[1])).toEqual([1, 2, 3]);
});

it('breaks a rolling ratio where there is none', () => {
  const option = rollingChart({ length: 2, time: Float64Array.of(1, 2), sharpe: Float64Array.of(Number.NaN, 1.5) }, [], colors);
  expect((option.series as { data: unknown[] }[])[0]!.data).toEqual([
    [1, null],
    [2, 1.5],
  ]);
});

it('leaves squares without a correlation blank', () => {
  const view = { matrix: Float64Array.of(1, Number.NaN, Number.NaN, 1), of: [0, 1], data: [] };
  const option = correlationChart(view, ['a', 'b'], colors);
  expect((option.series as { data: { value: unknown[] }[] }[])[0]!.data.map(({ value }) => value[2])).toEqual([1, '-', '-', 1]);
});

it('writes prices with the digits that they need, and times of day only within a day', () => {
  expect([1381.52002, 1.102346, 0.0001234567, 0, -37.63, Number.NaN].map(price)).toEqual([
    '1,381.52',
    '1.10235',
    '0.000123457',
    '0.00',
    '−37.6300',
    '–',
  ]);
  expect(barTime(Date.UTC(2022, 0, 3, 14, 5), true)).toBe('2022-01-03 14:05');
  expect(barTime(Date.UTC(2022, 0, 3), false)).toBe('2022-01-03');
});
