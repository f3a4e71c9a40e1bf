import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as rolling from '../../main/backtest/rolling.ts';

const series = (...values: number[]) => Float64Array.from(values);
const numbers = (column: Float64Array) => Array.from(column, (value) => (value === 0 ? 0 : value));
/** Not enough history. */
const none = Number.NaN;

describe('rolling functions on small series', () => {
  const x = series(1, 3, 2, 6, 4);

  it('sma is the mean of the last n values', () => expect(numbers(rolling.sma(x, 2))).toEqual([none, 2, 2.5, 4, 5]));
  it('wma weighs the newest value most', () => expect(numbers(rolling.wma(x, 3))).toEqual([none, none, 13 / 6, 25 / 6, 26 / 6]));
  it('ema starts with the first value', () => expect(numbers(rolling.ema(x, 3))).toEqual([1, 2, 2, 4, 4]));
  it('ema starts again after a gap', () =>
    expect(numbers(rolling.ema(series(none, 1, 3, none, 8, 4), 3))).toEqual([none, 1, 2, none, 8, 6]));
  it('std divides by n', () => expect(numbers(rolling.std(x, 2))).toEqual([none, 1, 0.5, 2, 1]));
  it('zscore counts deviations from the mean', () => expect(numbers(rolling.zscore(x, 2))).toEqual([none, 1, -1, 1, -1]));
  it('highest and lowest look at n values', () => {
    expect(numbers(rolling.highest(x, 3))).toEqual([none, none, 3, 6, 6]);
    expect(numbers(rolling.lowest(x, 3))).toEqual([none, none, 1, 2, 2]);
  });
  it('roc is a fraction, 0 where it would divide by 0', () => {
    expect(numbers(rolling.roc(x, 2))).toEqual([none, none, 1, 1, 1]);
    expect(numbers(rolling.roc(series(0, 5, 4), 1))).toEqual([none, 0, 4 / 5 - 1]);
  });
  it('delay and delta look n bars back', () => {
    expect(numbers(rolling.delay(x, 2))).toEqual([none, none, 1, 3, 2]);
    expect(numbers(rolling.delta(x, 2))).toEqual([none, none, 1, 3, 2]);
    expect(numbers(rolling.delay(x, 9))).toEqual([none, none, none, none, none]);
  });
  it('rsi is 100 when there are only rises, 0 when only falls, 50 when neither', () => {
    expect(numbers(rolling.rsi(series(1, 2, 3, 2, 1, 1, 1), 2))).toEqual([none, none, 100, 50, 0, 0, 50]);
  });
  it('atr takes the gap from the previous close into the range', () => {
    const high = series(10, 12, 9, 9);
    const low = series(8, 11, 8, 9);
    const close = series(9, 11, 9, 9);
    // true ranges: none, 12−9 = 3, 11−8 = 3, 0
    expect(numbers(rolling.atr(high, low, close, 2))).toEqual([none, none, 3, 1.5]);
  });
});

describe('rolling functions where arithmetic is treacherous', () => {
  it('the mean of decimals that tie is the decimal', () => {
    // From flat-spans.csv: a plain sum of these gives 50.199999999999996, and a wrong fitness.
    const x = [50.33, 50.1, 50.35, 50.33, 50.02, 50.21, 50.4, 50.19, 50.06, 50.36, 50.24, 49.99, 50.27, 50.19, 50.04, 50.12];
    expect(rolling.sma(Float64Array.from(x), 16)[15]).toBe(50.2);
  });

  it('infinite values follow IEEE', () => {
    const x = series(1, Number.POSITIVE_INFINITY, 2, 3, 4);
    expect(numbers(rolling.sma(x, 2))).toEqual([none, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 2.5, 3.5]);
    expect(numbers(rolling.std(x, 2))).toEqual([none, none, none, 0.5, 0.5]);
    expect(numbers(rolling.highest(x, 2))).toEqual([none, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 3, 4]);
    expect(numbers(rolling.sma(series(Number.MAX_VALUE, Number.MAX_VALUE / 2, 1), 2))).toEqual([
      none,
      Number.POSITIVE_INFINITY,
      Number.MAX_VALUE / 4,
    ]);
  });

  const { sma, wma, std, zscore, highest, lowest, rsi } = rolling;
  const windowed = { sma, wma, std, zscore, highest, lowest, rsi };
  type Windowed = keyof typeof windowed;
  const anyFunction = fc.constantFrom(...(Object.keys(windowed) as Windowed[]));
  const value = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 0.1, 50.2, 1e9));
  const flatStretch = fc.tuple(fc.array(value, { maxLength: 20 }), value, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 0, max: 5 }));

  it('are exact on flat stretches, whatever came before', () => {
    fc.assert(
      fc.property(flatStretch, ([before, level, n, more]) => {
        // rsi needs n changes, hence n + 1 equal values.
        const x = Float64Array.from([...before, ...Array<number>(n + 1 + more).fill(level)]);
        const last = (name: Windowed) => windowed[name](x, n)[x.length - 1];
        for (const name of ['sma', 'wma', 'highest', 'lowest'] as const) expect(last(name) === level).toBe(true);
        expect(last('std')).toBe(0);
        expect(last('zscore')).toBe(0);
        expect(last('rsi')).toBe(50);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('give NaN exactly where the window holds a NaN or is not full', () => {
    const gappy = fc.array(fc.oneof(value, fc.constant(none)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(gappy, fc.integer({ min: 2, max: 10 }), anyFunction, (values, n, name) => {
        const out = windowed[name](Float64Array.from(values), n);
        const span = name === 'rsi' ? n + 1 : n;
        const known = values.map((_, t) => t >= span - 1 && !values.slice(t - span + 1, t + 1).some(Number.isNaN));
        expect(Array.from(out, (v) => !Number.isNaN(v))).toEqual(known);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('highest and lowest are the extremes of every window', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 2, max: 12 }), (values, n) => {
        const x = Float64Array.from(values);
        const windows = values.map((_, t) => (t >= n - 1 ? values.slice(t - n + 1, t + 1) : [none]));
        expect(numbers(rolling.highest(x, n))).toEqual(numbers(Float64Array.from(windows, (w) => Math.max(...w))));
        expect(numbers(rolling.lowest(x, n))).toEqual(numbers(Float64Array.from(windows, (w) => Math.min(...w))));
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  // Those that add up from a boundary may round differently when the window stands elsewhere.
  const tolerance: Partial<Record<keyof typeof windowed, number>> = { wma: 1e-13, std: 1e-13, zscore: 1e-9 };

  it('the same window gives the same bits wherever it stands, save for the last of wma and std', () => {
    const window = fc.array(value, { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(window, fc.array(value, { maxLength: 30 }), anyFunction, (w, before, name) => {
        const n = name === 'rsi' ? w.length - 1 : w.length;
        const alone = windowed[name](Float64Array.from(w), n).at(-1)!;
        const later = windowed[name](Float64Array.from([...before, ...w]), n).at(-1)!;
        const allowed = tolerance[name];
        if (allowed === undefined || !Number.isFinite(alone)) expect(later).toBe(alone);
        else expect(Math.abs(later - alone)).toBeLessThanOrEqual(allowed * Math.max(...w.map(Math.abs), Math.abs(alone)));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
