/** The curve of a strategy on data that have more bars than a chart has points: of a stretch of them there are more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equityCurve } from '../../../main/backtest/report.ts';
import { signals } from '../../../main/backtest/signals.ts';
import { shareBars } from '../../../main/evaluation/shared-bars.ts';
import type { Bars } from '../../../main/market/bars.ts';
import { dataHash } from '../../../main/market/hash.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { randomFor } from '../../../main/strategy/random.ts';
import { spliced } from '../../../renderer/charts/spliced.ts';
import { type Bench, openBench, small, temporaryFolder } from '../bench.ts';

const LENGTH = 20_000;
const RULE = 'gt(close, sma(close, 20))';

const bars: Bars = (() => {
  const random = randomFor(7, 0, 0, 'initialise');
  const close = Float64Array.from({ length: LENGTH });
  close.forEach((_, i) => {
    close[i] = i === 0 ? 100 : close[i - 1]! * (1 + (random.float() - 0.498) * 0.01);
  });
  const time = Float64Array.from(close, (_, i) => 1.5e12 + i * 3_600_000);
  return { length: LENGTH, time, open: close, high: close, low: close, close, volume: close };
})();

const folder = temporaryFolder();
let bench: Bench;
let run: string;
beforeAll(async () => {
  bench = openBench(folder.path);
  const { id: data } = await bench.workbench.datasets.keep('Long', 'long.csv', { ...shareBars(bars), hash: dataHash(bars) });
  const experiment = {
    ...{ ...small, data, window: 50, population: 4, generations: 1, seed: 1 },
    periods: [{ start: 0, end: 10_000 }],
    holdout: [{ start: 15_000, end: LENGTH }],
  };
  run = (await bench.ask('experiments.start', { experiment, settings: {} })).id;
  await bench.workbench.runs.ended(run);
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

describe('the curve of long data', () => {
  const of = () => ({ run, strategy: RULE });
  const truth = equityCurve(signals(parse(RULE, 50), bars), bars);

  it('has, of a stretch that can be drawn bar by bar, every bar and one on either side', async () => {
    const [from, to] = [4_000, 6_999];
    const curve = await bench.ask('strategies.curve', { of: of(), from: bars.time[from]!, to: bars.time[to]! });
    const expected = (column: Float64Array) => column.slice(from - 1, to + 1);
    expect(curve.time).toEqual(expected(bars.time));
    expect(curve.equity).toEqual(expected(truth.equity));
    expect(curve.buyAndHold).toEqual(expected(truth.buyAndHold));
    expect(curve.drawdown).toEqual(expected(truth.drawdown));
  });

  it('stands in the report in the place of its coarse points, and nowhere else', async () => {
    const report = await bench.ask('strategies.inspect', of());
    expect(report.everyBar).toBe(false);
    expect(report.curve.time.length).toBeLessThan(LENGTH / 4);
    const [from, to] = [bars.time[4_000]!, bars.time[6_999]!];
    const fine = await bench.ask('strategies.curve', { of: of(), from, to });
    const both = spliced(report.curve, fine);
    expect(both.time).toEqual(Float64Array.from(new Set([...report.curve.time, ...fine.time])).sort());
    const place = new Map(Array.from(bars.time, (time, i) => [time, i]));
    both.time.forEach((time, i) => {
      if (place.get(time)! < 14_900) expect(both.equity[i]).toBe(truth.equity[place.get(time)!]);
    });
    expect(both.equity).toHaveLength(both.time.length);
    expect(both.drawdown).toHaveLength(both.time.length);
  });

  it('tells nothing of a holdout that is sealed', async () => {
    const curve = await bench.ask('strategies.curve', { of: of(), from: bars.time[16_000]!, to: bars.time[18_000]! });
    expect(new Set(curve.equity).size).toBe(1);
    expect(new Set(curve.buyAndHold.map((value) => Number(value.toFixed(9)))).size).toBe(1);
  });

  it('refuses a stretch that ends before it begins', async () => {
    await expect(bench.ask('strategies.curve', { of: of(), from: 2, to: 1 })).rejects.toMatchObject({
      message: expect.stringContaining('must not end before it begins'),
    });
  });
});
