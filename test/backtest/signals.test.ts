import { describe, expect, it } from 'vitest';
import { operations, signals } from '../../main/backtest/signals.ts';
import { type Bars, barColumns } from '../../main/market/bars.ts';
import { genome } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { code, primitives } from '../../main/strategy/primitives.ts';
import { flatSpans, sp500 } from './reference.ts';

/** Bars with these closes; open, high and low equal them. */
function barsWith(close: readonly number[], more: Partial<Record<(typeof barColumns)[number], readonly number[]>> = {}): Bars {
  const column = (values: readonly number[]) => Float64Array.from(values);
  const columns = Object.fromEntries(barColumns.map((name) => [name, column(more[name] ?? close)]));
  return { length: close.length, ...columns } as unknown as Bars;
}
const decide = (strategy: string, bars: Bars) => [...signals(parse(strategy), bars)];

describe('signals', () => {
  it('knows every primitive of the language', () => {
    expect(Object.keys(operations).sort()).toEqual(primitives.map((p) => p.name).sort());
  });

  it('compares columns and constants', () => {
    const bars = barsWith([1, 2, 3], { open: [2, 2, 2] });
    expect(decide('gt(close, open)', bars)).toEqual([0, 0, 1]);
    expect(decide('lt(close, open)', bars)).toEqual([1, 0, 0]);
    expect(decide('gt(close, 1.5)', bars)).toEqual([0, 1, 1]);
    expect(decide('gt(sub(close, -0.5), mul(2, 1.25))', bars)).toEqual([0, 0, 1]);
  });

  it('takes arguments in their order', () => {
    const bars = barsWith([8, 8], { open: [2, 2] });
    expect(decide('gt(sub(close, open), 5)', bars)).toEqual([1, 1]);
    expect(decide('lt(div(open, close), 1)', bars)).toEqual([1, 1]);
    expect(decide('gt(ifElse(gt(close, open), close, open), 7)', bars)).toEqual([1, 1]);
  });

  it('crosses where the order changes, never at the first bar', () => {
    const bars = barsWith([3, 1, 2, 3, 3, 2, 1], { open: [2, 2, 2, 2, 2, 2, 2] });
    expect(decide('crossAbove(close, open)', bars)).toEqual([0, 0, 0, 1, 0, 0, 0]);
    expect(decide('crossBelow(close, open)', bars)).toEqual([0, 1, 0, 0, 0, 0, 1]);
  });

  it('combines signals', () => {
    const bars = barsWith([1, 2, 3, 4]);
    const a = 'gt(close, 2)';
    const b = 'lt(close, 4)';
    expect(decide(`and(${a}, ${b})`, bars)).toEqual([0, 0, 1, 0]);
    expect(decide(`or(${a}, ${b})`, bars)).toEqual([1, 1, 1, 1]);
    expect(decide(`xor(${a}, ${b})`, bars)).toEqual([1, 1, 0, 1]);
    expect(decide(`not(${a})`, bars)).toEqual([1, 1, 0, 0]);
  });

  it('a comparison with too little history is false, and its negation true', () => {
    const bars = barsWith([1, 2, 3]);
    expect(decide('gt(sma(close, 2), 0)', bars)).toEqual([0, 1, 1]);
    expect(decide('not(gt(sma(close, 2), 0))', bars)).toEqual([1, 0, 0]);
    expect(decide('gt(min(close, delay(close, 2)), 0)', bars)).toEqual([0, 0, 1]);
    expect(decide('gt(max(close, delay(close, 2)), 0)', bars)).toEqual([0, 0, 1]);
  });

  it('a division by zero is 1', () => {
    const bars = barsWith([5, 5], { volume: [0, 10] });
    expect(decide('gt(div(close, volume), 0.9)', bars)).toEqual([1, 0]);
  });

  it('never depends on a later bar', () => {
    for (const { bars, cases } of [sp500, flatSpans]) {
      for (const [i, { strategy, genome }] of cases.entries()) {
        if (i % 10 !== 0) continue;
        const whole = signals(genome, bars);
        for (const length of [1, 2, 150, 700 + i]) {
          const cut = Object.fromEntries(barColumns.map((name) => [name, bars[name].subarray(0, length)]));
          const part = signals(genome, { length, ...cut } as unknown as Bars);
          expect(Buffer.compare(part, whole.subarray(0, length)), strategy).toBe(0);
        }
      }
    }
  });

  it('refuses what is not one strategy', () => {
    const bars = barsWith([1, 2]);
    expect(() => signals(genome([4], []), bars)).toThrow('not one expression of type signal');
    expect(() => signals(genome([4, code('gt')], []), bars)).toThrow('a function lacks an argument');
    expect(() => signals(genome([99], []), bars)).toThrow('no primitive has the code 99');
  });
});
