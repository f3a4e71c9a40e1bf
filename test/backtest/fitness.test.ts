import { describe, expect, it } from 'vitest';
import { fitness } from '../../main/backtest/fitness.ts';
import { maxDrawdown, sharpe, winRate } from '../../main/backtest/metrics.ts';
import { heldReturns } from '../../main/backtest/positions.ts';
import { equityCurve, periodReport } from '../../main/backtest/report.ts';
import { signals } from '../../main/backtest/signals.ts';
import { WORST_FITNESS } from '../../main/strategy/fitness.ts';
import { sp500 } from './reference.ts';

const numbers = (...values: number[]) => Float64Array.from(values);
const bytes = (...values: number[]) => Uint8Array.from(values);

describe('metrics', () => {
  it('sharpe is the annualised mean over the population deviation', () => {
    expect(sharpe(numbers(0.03, -0.01))).toBeCloseTo((0.01 / 0.02) * Math.sqrt(252), 12);
  });
  it('sharpe is 0 where nothing deviates', () => {
    expect(sharpe(numbers(0.1))).toBe(0);
    expect(sharpe(numbers(0.1, 0.1, 0.1))).toBe(0);
    expect(sharpe(numbers())).toBe(0);
  });
  it('drawdown is measured from the maximum of the curve', () => {
    expect(maxDrawdown(numbers(0.1, -0.5, 1, 0.2))).toBeCloseTo(0.5, 12);
    expect(maxDrawdown(numbers(0.1, 0.2))).toBe(0);
  });
  it('the curve starts at its first value, so that a first loss is no drawdown', () => {
    expect(maxDrawdown(numbers(-0.3))).toBe(0);
    expect(maxDrawdown(numbers(-0.3, -0.1))).toBeCloseTo(0.1, 12);
  });
  it('win rate counts returns above 0', () => expect(winRate(numbers(0.1, 0, -0.1, 0.2))).toBe(0.5));
});

describe('held returns', () => {
  const close = numbers(1, 2, 4, 8, 16, 20, 10, 11);

  it('a decision acts one bar later, and the window is only history', () => {
    const all = bytes(1, 1, 1, 1, 1, 1, 1, 1);
    expect([...heldReturns(all, close, { start: 0, end: 8 }, 3)]).toEqual([1, 0.25, -0.5, 11 / 10 - 1].map((r) => expect.closeTo(r, 12)));
    // The signal of bar 3 holds from the close of bar 4 to that of bar 5.
    expect([...heldReturns(bytes(0, 0, 0, 1, 0, 0, 0, 0), close, { start: 0, end: 8 }, 3)]).toEqual([0.25]);
  });

  it('the first decision stands at start + window − 1, the last at end − 3', () => {
    for (const [decision, held] of [
      [2, 0],
      [3, 1],
      [5, 1],
      [6, 0],
    ] as const) {
      const one = new Uint8Array(8);
      one[decision] = 1;
      expect(heldReturns(one, close, { start: 1, end: 8 }, 3)).toHaveLength(held);
    }
  });

  it('a period too short for its window holds nothing', () => {
    expect(heldReturns(bytes(1, 1, 1), close, { start: 0, end: 3 }, 100)).toHaveLength(0);
  });
});

describe('fitness', () => {
  const close = numbers(10, 11, 9.9, 9.9, 12, 6, 6.6, 7, 7.7, 7.7);
  const periods = [
    { start: 0, end: 5 },
    { start: 5, end: 10 },
  ];
  const all = new Uint8Array(10).fill(1);

  it('is the mean over the periods', () => {
    const one = periods.map((period) => fitness(all, close, [period], 2));
    const both = fitness(all, close, periods, 2);
    expect(both).toHaveLength(3);
    for (const k of [0, 1, 2]) expect(both[k]).toBeCloseTo((one[0]![k]! + one[1]![k]!) / 2, 12);
  });

  it('is the worst one when any period holds nothing', () => {
    const firstOnly = Uint8Array.from(all, (_, t) => (t < 5 ? 1 : 0));
    expect(fitness(firstOnly, close, periods, 2)).toEqual(WORST_FITNESS);
    expect(fitness(new Uint8Array(10), close, periods, 2)).toEqual([-999, 1, 0]);
  });

  it('is the worst one when a number is not finite', () => {
    const broken = close.slice();
    broken[3] = 0;
    expect(fitness(all, broken, periods, 2)).toEqual(WORST_FITNESS);
  });
});

describe('report', () => {
  it('has the numbers that the fitness averages', () => {
    const { bars, cases, periods, window } = sp500;
    for (const { genome, fitness: expected } of cases.filter((c) => c.fitness[0] !== -999).slice(0, 40)) {
      const decisions = signals(genome, bars);
      const reports = periods.map((period) => periodReport(decisions, bars, period, window));
      const mean = (metric: 'sharpe' | 'maxDrawdown' | 'winRate') => reports.reduce((sum, r) => sum + r[metric], 0) / reports.length;
      expect([mean('sharpe'), mean('maxDrawdown'), mean('winRate')]).toEqual(fitness(decisions, bars.close, periods, window));
      expect(mean('sharpe')).toBeCloseTo(expected[0]!, 8);
    }
  });

  const close = numbers(100, 110, 99, 99, 120, 60, 90);
  const bars = { length: 7, time: numbers(0, 1, 2, 3, 4, 5, 6), open: close, high: close, low: close, close, volume: close };

  it('the equity of always holding is buy and hold from the second close on', () => {
    const { equity, buyAndHold, drawdown, time } = equityCurve(new Uint8Array(7).fill(1), bars);
    expect(time).toBe(bars.time);
    expect([...buyAndHold]).toEqual([1, 1.1, 0.99, 0.99, 1.2, 0.6, 0.9]);
    expect([...equity]).toEqual([1, 1, 0.9, 0.9, 120 / 110, 60 / 110, 90 / 110].map((v) => expect.closeTo(v, 12)));
    expect([...drawdown]).toEqual([0, 0, 0.1, 0.1, 0, 0.5, 0.25].map((v) => expect.closeTo(v, 12)));
  });

  it('the equity of a strategy that never holds stays at 1', () => {
    const { equity, drawdown } = equityCurve(new Uint8Array(7), bars);
    expect([...equity]).toEqual(Array(7).fill(1));
    expect([...drawdown]).toEqual(Array(7).fill(0));
  });

  it('a period tells when it was, what was held and what holding all along would have given', () => {
    const report = periodReport(bytes(0, 0, 1, 1, 0, 0, 0), bars, { start: 0, end: 7 }, 2);
    expect(report).toMatchObject({ start: 0, end: 7, from: 0, to: 6, heldBars: 2, winRate: 0.5 });
    expect(report.totalReturn).toBeCloseTo((120 / 99) * (60 / 120) - 1, 12);
    expect(report.buyAndHoldReturn).toBeCloseTo(90 / 99 - 1, 12);
    const idle = periodReport(new Uint8Array(7), bars, { start: 0, end: 7 }, 2);
    expect(idle).toMatchObject({ sharpe: 0, maxDrawdown: 0, winRate: 0, heldBars: 0, totalReturn: 0 });
  });
});
