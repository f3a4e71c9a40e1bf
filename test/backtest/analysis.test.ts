import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlations } from '../../main/backtest/analysis/correlation.ts';
import { daysOf } from '../../main/backtest/analysis/days.ts';
import { histogram } from '../../main/backtest/analysis/histogram.ts';
import { COLUMNS, monthsOf } from '../../main/backtest/analysis/months.ts';
import { periodMetrics } from '../../main/backtest/analysis/period-metrics.ts';
import { rollingSharpe, rollingWindows } from '../../main/backtest/analysis/rolling-sharpe.ts';
import { flatOn, sealedSteps } from '../../main/backtest/analysis/sealed.ts';
import { endings, tradesOf } from '../../main/backtest/analysis/trades.ts';
import { equityCurve } from '../../main/backtest/report.ts';
import { signals } from '../../main/backtest/signals.ts';
import type { Bars } from '../../main/market/bars.ts';
import { MINUTE } from '../../main/market/calendar.ts';
import { parse } from '../../main/strategy/parse.ts';
import { sp500 } from './reference.ts';

interface Expected {
  readonly trades: number;
  /** Entry, exit, return, MAE, MFE. */
  readonly some: readonly (readonly number[])[];
  readonly equity: number;
  readonly monthly: readonly (readonly number[])[];
  readonly yearly: readonly (readonly number[])[];
  readonly rolling: Readonly<Record<string, readonly (number | null)[]>>;
  readonly histogram: readonly number[];
}
/** What pandas makes of the same bars: analysis-reference.py. */
const reference = JSON.parse(readFileSync(new URL('analysis-reference.json', import.meta.url), 'utf8')) as {
  strategies: Record<string, Expected>;
  correlation: number;
  correlationFrom3000: number;
};

const { bars } = sp500;
const decisionsOf = (text: string) => signals(parse(text), bars);
const open = (of: Bars) => new Uint8Array(of.length);

/** Bars of a price that goes as it is told, whose highs and lows are one above and below. */
function barsOf(close: readonly number[], step = 24 * 60 * MINUTE, start = Date.UTC(2020, 0, 1)): Bars {
  const column = (f: (c: number, i: number) => number) => Float64Array.from(close, f);
  return {
    length: close.length,
    time: column((_, i) => start + i * step),
    open: column((c) => c),
    high: column((c) => c + 1),
    low: column((c) => c - 1),
    close: column((c) => c),
    volume: column(() => 1),
  };
}

describe.each(Object.entries(reference.strategies))('%s on the S&P 500, as pandas has it', (text, expected) => {
  const decisions = decisionsOf(text);
  const days = daysOf(decisions, bars, open(bars));
  const trades = tradesOf(decisions, bars);

  it('trades', () => {
    expect(trades.count).toBe(expected.trades);
    const row = (i: number) => [trades.entry[i]!, trades.exit[i]!, trades.return[i]!, trades.mae[i]!, trades.mfe[i]!];
    const places = [0, 1, 2, 100, 101, 102, trades.count - 2, trades.count - 1];
    for (const [k, place] of places.entries())
      for (const [c, value] of row(place).entries()) expect(value).toBeCloseTo(expected.some[k]![c]!, 12);
  });

  it('trades that multiply up to the equity curve', () => {
    const product = trades.return.reduce((value, r) => value * (1 + r), 1);
    const { equity } = equityCurve(decisions, bars);
    expect(product).toBeCloseTo(expected.equity, 11);
    expect(equity.at(-1)).toBeCloseTo(expected.equity, 11);
  });

  it('months and years', () => {
    const months = monthsOf(days);
    const cell = (year: number, month: number) => months.strategy[(year - months.firstYear) * COLUMNS + month - 1]!;
    for (const [year, month, value] of expected.monthly) expect(cell(year!, month!)).toBeCloseTo(value!, 12);
    for (const [year, value] of expected.yearly) expect(cell(year!, COLUMNS)).toBeCloseTo(value!, 12);
    expect(months.strategy.filter((value) => !Number.isNaN(value))).toHaveLength(expected.monthly.length + expected.yearly.length);
    expect(cell(2020, 5)).toBeNaN();
  });

  it('rolling Sharpe ratios', () => {
    expect(days).toMatchObject({ unit: 'bar', perYear: 252 });
    expect(rollingWindows(252)).toEqual([63, 126, 252]);
    for (const [n, values] of Object.entries(expected.rolling)) {
      const rolling = rollingSharpe(days.strategy, Number(n), 252);
      const places = [Number(n) - 2, Number(n) - 1, 1000, 2500, 4000, rolling.length - 1];
      for (const [i, place] of places.entries()) {
        if (values[i] === null) expect(rolling[place]).toBeNaN();
        else expect(rolling[place]).toBeCloseTo(values[i]!, 9);
      }
    }
  });

  it('the spread of the held returns', () => {
    const held = days.strategy.filter((_, i) => i >= 1 && decisions[i - 1] === 1);
    const { start, step, counts } = histogram(held);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(held.length);
    // Its bins are finer; put together to those of numpy, which are 1 % wide.
    const coarse = new Array<number>(24).fill(0);
    for (const [i, count] of counts.entries()) coarse[Math.floor((start + (i + 0.5) * step) / 0.01) + 12]! += count;
    expect(coarse).toEqual(expected.histogram);
  });
});

it('correlations are those of pandas, on all rows and on some', () => {
  const columns = Object.keys(reference.strategies).map((text) => daysOf(decisionsOf(text), bars, open(bars)).strategy);
  const [a, ab, ba, b] = correlations(columns);
  expect([a, b]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
  expect(ab).toBeCloseTo(reference.correlation, 12);
  expect(ba).toBe(ab);
  const rows = Uint32Array.from({ length: columns[0]!.length - 3000 }, (_, i) => 3000 + i);
  expect(correlations(columns, rows)[1]).toBeCloseTo(reference.correlationFrom3000, 12);
  expect([...correlations([columns[0]!, new Float64Array(columns[0]!.length)])].slice(1)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

describe('trades by hand', () => {
  const close = [100, 110, 121, 110, 99, 108, 120];

  it('buy at the close of the bar after the decision, and sell a bar after it ends', () => {
    //                          hold:    b=1,2        b=4
    const trades = tradesOf(Uint8Array.of(1, 1, 0, 1, 0, 0, 0), barsOf(close));
    expect([...trades.entry]).toEqual([1, 4]);
    expect([...trades.exit]).toEqual([3, 5]);
    expect(trades.return[0]).toBeCloseTo(110 / 110 - 1, 15);
    expect(trades.mae[0]).toBeCloseTo(109 / 110 - 1, 15);
    expect(trades.mfe[0]).toBeCloseTo(122 / 110 - 1, 15);
    expect(trades.return[1]).toBeCloseTo(108 / 99 - 1, 15);
    // The low of the bar at whose close was bought had been before: it is no excursion.
    expect(trades.mae[1]).toBe(0);
    expect([...trades.ending].map((i) => endings[i])).toEqual(['signal', 'signal']);
  });

  it('end with the data when the rule is still true, and not when it is no more', () => {
    const always = tradesOf(new Uint8Array(7).fill(1), barsOf(close));
    expect([[...always.entry], [...always.exit], [...always.ending]]).toEqual([[1], [6], [endings.indexOf('end of data')]]);
    const over = tradesOf(Uint8Array.of(1, 1, 1, 1, 1, 0, 0), barsOf(close));
    expect([[...over.exit], [...over.ending]]).toEqual([[6], [0]]);
    expect(tradesOf(new Uint8Array(7), barsOf(close)).count).toBe(0);
    expect(tradesOf(Uint8Array.of(1), barsOf([1])).count).toBe(0);
  });

  it('multiply up to the equity curve for any decisions', () => {
    const prices = fc.array(fc.tuple(fc.double({ min: 1, max: 1000, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(prices, (rows) => {
        const of = barsOf(rows.map(([c]) => c));
        const decisions = Uint8Array.from(rows, ([, held]) => held);
        const trades = tradesOf(decisions, of);
        const product = trades.return.reduce((value, r) => value * (1 + r), 1);
        expect(product / equityCurve(decisions, of).equity.at(-1)!).toBeCloseTo(1, 9);
        for (let i = 0; i < trades.count; i++) {
          expect(trades.exit[i]!).toBeGreaterThan(trades.entry[i]!);
          if (i > 0) expect(trades.entry[i]!).toBeGreaterThan(trades.exit[i - 1]!);
          expect(trades.mae[i]!).toBeLessThanOrEqual(Math.min(0, trades.return[i]!));
          expect(trades.mfe[i]!).toBeGreaterThanOrEqual(Math.max(0, trades.return[i]!));
        }
      }),
    );
  });
});

describe('what is sealed', () => {
  const close = Array.from({ length: 120 }, (_, i) => 100 + 10 * Math.sin(i / 3));
  /** The returns from the close of bar 60 to that of bar 90. */
  const seal = [{ first: 60, last: 90 }];
  const always = new Uint8Array(120).fill(1);

  it('changes nothing that is told when its prices change', () => {
    const other = close.map((c, t) => (t > 60 && t < 90 ? c * 3 + t : c));
    const told = (prices: readonly number[]) => {
      const of = barsOf(prices);
      const days = daysOf(flatOn(seal, always), of, sealedSteps(seal, 120));
      return [tradesOf(always, of, seal), monthsOf(days), histogram(days.strategy), rollingSharpe(days.strategy, 5, 252)];
    };
    expect(told(other)).toEqual(told(close));
    expect(told(close.with(59, 200))).not.toEqual(told(close));
    expect(told(close.with(91, 200))).not.toEqual(told(close));
  });

  it('ends a trade at its border, and is blank in months and rolling ratios', () => {
    const of = barsOf(close);
    const trades = tradesOf(always, of, seal);
    expect([[...trades.entry], [...trades.exit]]).toEqual([
      [1, 90],
      [60, 119],
    ]);
    expect([...trades.ending].map((i) => endings[i])).toEqual(['sealed', 'end of data']);
    const days = daysOf(flatOn(seal, always), of, sealedSteps(seal, 120));
    expect([...days.strategy.entries()].filter(([, r]) => Number.isNaN(r)).map(([i]) => i + 1)).toEqual(
      Array.from({ length: 30 }, (_, i) => 61 + i),
    );
    // January to April 2020; the seal begins on 2 March and ends on 31 March.
    const { sealed, strategy } = monthsOf(days);
    expect([...sealed.slice(0, 4), sealed[12]]).toEqual([0, 0, 1, 0, 1]);
    expect(strategy[2]).toBeCloseTo(close[60]! / close[59]! - 1, 12);
    const rolling = rollingSharpe(days.strategy, 5, 252);
    expect([rolling[59], rolling[60], rolling[93], rolling[94]].map(Number.isNaN)).toEqual([false, true, true, false]);
  });
});

it('puts bars within a day together before anything is annualised', () => {
  // 10 days of 4 bars, 6 hours each, every day of the week.
  const close = Array.from({ length: 40 }, (_, i) => 100 * 1.01 ** i);
  const days = daysOf(new Uint8Array(40).fill(1), barsOf(close, 360 * MINUTE), new Uint8Array(40));
  expect(days).toMatchObject({ unit: 'day', perYear: 365 });
  expect(days.time).toHaveLength(10);
  // The first bar has no return, the strategy holds from the second one's close on.
  expect(days.hold[0]).toBeCloseTo(1.01 ** 3 - 1, 12);
  expect(days.strategy[0]).toBeCloseTo(1.01 ** 2 - 1, 12);
  for (const r of days.strategy.slice(1)) expect(r).toBeCloseTo(1.01 ** 4 - 1, 12);
});

describe('histogram', () => {
  it('keeps gains and losses apart, and every value in its bin', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 5, noNaN: true }), { minLength: 1, maxLength: 300 }), (values) => {
        const { start, step, counts } = histogram(values);
        expect(counts.length).toBeLessThanOrEqual(60);
        expect(Math.abs(start / step - Math.round(start / step))).toBeLessThan(1e-9);
        const first = Math.round(start / step);
        for (const [i, count] of counts.entries()) {
          const k = first + i;
          expect(count).toBe(values.filter((v) => v >= k * step && v < (k + 1) * step).length);
        }
        expect(counts.reduce((sum, c) => sum + c, 0)).toBe(values.length);
      }),
    );
  });
  it('has no bins for nothing, and takes one value or equal ones', () => {
    expect(histogram([]).counts).toHaveLength(0);
    expect(histogram([Number.NaN]).counts).toHaveLength(0);
    expect(histogram([0.01, 0.01, 0.01]).counts.reduce((sum, c) => sum + c, 0)).toBe(3);
    expect(histogram([0, 0]).counts.reduce((sum, c) => sum + c, 0)).toBe(2);
  });
});

describe('metrics of eight returns (the fixture of the design, quant.md §4)', () => {
  const returns = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
  /** Each return is a trade of its own when there is a flat bar between any two. */
  function judged(apart: boolean) {
    const close = [1, 1, 1];
    const decisions = [0];
    for (const r of returns) {
      close.push(close.at(-1)! * (1 + r));
      decisions.push(1);
      if (!apart) continue;
      close.push(close.at(-1)!);
      decisions.push(0);
    }
    decisions.push(0, 0);
    const decided = { decisions: Uint8Array.from(decisions), close: Float64Array.from(close), window: 2, barsPerYear: 252 };
    return periodMetrics(decided, { start: 0, end: close.length });
  }
  it.each([
    ['volatility', 0.913647],
    ['ulcer', 0.038782],
    ['var95', -0.079],
    ['cvar95', -0.1],
    ['tailRatio', 0.955696],
    ['calendarSharpe', 1.723861],
    ['calmar', 23.302926],
  ] as const)('%s is %f', (name, value) => expect(judged(false)[name]).toBeCloseTo(value, 5));

  it.each([
    ['tradeWinRate', 0.75],
    ['payoff', 0.452381],
    ['expectancy', 0.00625],
    ['sqn', 0.307148],
    ['trades', 8],
  ] as const)('%s of the returns as trades is %f', (name, value) => expect(judged(true)[name]).toBeCloseTo(value, 5));

  it('counts the bars under water, and those to the end while the maximum is not reached again', () => {
    // Under water after −4 % and +2 %, and again after the last −10 %, with flat bars in between where returns stand apart.
    expect(judged(false).drawdownBars).toBe(2);
    const close = Float64Array.of(1, 1, 1, 1.1, 1, 1.05, 1.02, 1.01);
    expect(periodMetrics({ decisions: new Uint8Array(8).fill(1), close, window: 2 }, { start: 0, end: 8 }).drawdownBars).toBe(4);
  });

  it('has none for a strategy that never trades, and no infinity for one that never loses', () => {
    const close = Float64Array.from({ length: 10 }, (_, i) => 1 + i);
    const idle = periodMetrics({ decisions: new Uint8Array(10), close, window: 2 }, { start: 0, end: 10 });
    expect(idle).toMatchObject({ sharpe: Number.NaN, sqn: Number.NaN, volatility: Number.NaN, trades: 0, exposure: 0 });
    const rising = periodMetrics({ decisions: new Uint8Array(10).fill(1), close, window: 2 }, { start: 0, end: 10 });
    expect(rising.payoff).toBeNaN();
    expect(rising.sqn).toBeNaN();
    expect(rising).toMatchObject({ trades: 1, tradeWinRate: 1, drawdownBars: 0, ulcer: 0 });
    expect(Object.values(rising).some((v) => v === Number.POSITIVE_INFINITY)).toBe(false);
  });
});
