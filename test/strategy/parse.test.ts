import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StrategyError } from '../../main/strategy/errors.ts';
import { equal, size } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { MAX_WINDOW, primitives } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { anyStrategy } from './arbitraries.ts';
import { referenceStrategies } from './reference.ts';

/** White space and the writing of numbers left aside. */
const normalised = (text: string) => text.replace(/\s+/g, '').replace(/(?<=[(,])[-+]?\d[\d.eE+-]*/g, (number) => String(Number(number)));

describe('parse and print', () => {
  it('are inverse to the last bit', () => {
    fc.assert(fc.property(anyStrategy, (g) => equal(parse(print(g), MAX_WINDOW), g)));
  });

  it.each(['-0', '0', '1e-300', '5e-324', '1.7976931348623157e+308', '0.30000000000000004', '-2.5', '1e+21'])(
    'keep the number %s',
    (number) => {
      const g = parse(`gt(close, ${number})`);
      expect(Object.is(g.constants[0], Number(number))).toBe(true);
      expect(print(g)).toBe(`gt(close, ${number})`);
    },
  );

  it('read and print all reference strategies, with as many nodes as their maker counted', () => {
    expect(referenceStrategies.length).toBe(600);
    for (const { strategy, nodes } of referenceStrategies) {
      const g = parse(strategy);
      expect(size(g)).toBe(nodes);
      expect(normalised(print(g))).toBe(normalised(strategy));
    }
  });

  it('leave white space free, also over lines', () => {
    expect(print(parse('\n and ( gt(close,sma( close ,20)),\tlt(rsi(close,14),+7.0e1) ) '))).toBe(
      'and(gt(close, sma(close, 20)), lt(rsi(close, 14), 70))',
    );
  });

  it('take periods up to the window and lookbacks up to one bar less', () => {
    expect(print(parse('gt(close, sma(close, 100))'))).toBe('gt(close, sma(close, 100))');
    expect(print(parse('gt(close, sma(close, 250))', 250))).toBe('gt(close, sma(close, 250))');
    expect(print(parse('gt(close, sma(close, 2))', 2))).toBe('gt(close, sma(close, 2))');
    expect(() => parse('gt(close, delay(close, 2))', 2)).toThrow('the strategy needs 3 bars, but the window holds 2');
    expect(() => parse('crossAbove(close, sma(close, 100))')).toThrow('the strategy needs 101 bars');
  });
});

describe('an error names the place, what stood there and what was expected', () => {
  const functions = primitives.map((p) => p.name).join(', ');
  it.each([
    ['', 1, 'expected a strategy such as gt(close, sma(close, 20)), but the text ends'],
    ['  ', 3, 'expected a strategy such as gt(close, sma(close, 20)), but the text ends'],
    ['(gt(close, open))', 1, 'expected a strategy such as gt(close, sma(close, 20)), got "("'],
    ['gt(close, sma(close))', 11, 'sma expects (series, period), got 1 argument'],
    ['sma(close)', 1, 'sma expects (series, period), got 1 argument'],
    ['gt()', 1, 'gt expects (series, series), got 0 arguments'],
    ['gt(atr(close, 20), close)', 4, 'atr expects (period), got 2 arguments'],
    ['gt(close, sma)', 11, 'sma is a function: write sma(series, period)'],
    ['gt(close(3), open)', 4, 'close is a column and takes no arguments'],
    ['gt(20(3), open)', 4, '20 is a number and takes no arguments'],
    ['gt(close, smaa(close, 20))', 11, 'there is no function called smaa; did you mean sma?'],
    ['gt(close, SMA(close, 20))', 11, 'there is no function called SMA; did you mean sma?'],
    ['crossabove(close, open)', 1, 'there is no function called crossabove; did you mean crossAbove?'],
    ['gt(clsoe, open)', 4, 'there is no column called clsoe; did you mean close?'],
    ['gt(price, open)', 4, 'there is no column called price; expected a number or one of open, high, low, close, volume'],
    ['gt(macd(close), open)', 4, `there is no function called macd; the functions are ${functions}`],
    ['gt(constructor, open)', 4, 'there is no column called constructor; expected a number or one of open, high, low, close, volume'],
    ['gt(close, sma(close, 1))', 22, 'sma expects a whole number from 2 to 100 as its period, got 1'],
    ['gt(close, sma(close, -5))', 22, 'sma expects a whole number from 2 to 100 as its period, got -5'],
    ['gt(close, sma(close, 101))', 22, 'sma expects a whole number from 2 to 100 as its period, got 101'],
    ['gt(close, sma(close, 20.0))', 22, 'sma expects a whole number from 2 to 100 as its period, got 20.0'],
    ['gt(close, sma(close, 2e1))', 22, 'sma expects a whole number from 2 to 100 as its period, got 2e1'],
    ['gt(close, sma(close, close))', 22, 'sma expects a whole number from 2 to 100 as its period, got close'],
    ['gt(close, sma(close, abs(5)))', 22, 'sma expects a whole number from 2 to 100 as its period, got abs(…)'],
    ['and(close, gt(open, close))', 5, 'and expects a signal as argument 1, got close, which is a series'],
    ['gt(close, gt(open, close))', 11, 'gt expects a series as argument 2, got gt, which is a signal'],
    ['close', 1, 'a strategy is a signal, such as gt(close, sma(close, 20)), got close, which is a series'],
    ['sma(close, 20)', 1, 'a strategy is a signal, such as gt(close, sma(close, 20)), got sma, which is a series'],
    ['gt(close, open) or', 17, 'expected the end of the strategy, got "or"'],
    ['gt(close, open))', 16, 'expected the end of the strategy, got ")"'],
    ['close > open', 7, 'expected the end of the strategy, got ">"; operations are written as calls, such as gt(close, open)'],
    ['gt(close, sma(close, 20)', 3, 'the bracket after gt is never closed'],
    ['gt(close', 3, 'the bracket after gt is never closed'],
    ['gt(close open)', 10, 'expected "," or ")" after an argument of gt, got "open"'],
    ['gt(close,, open)', 10, 'expected an argument of gt, got ","'],
    ['gt(close,', 10, 'expected an argument of gt, but the text ends'],
    ['gt(close, “x”)', 11, 'expected an argument of gt, got "“"'],
    ['gt(close, 😀)', 11, 'expected an argument of gt, got "😀"'],
    ['gt(close, .5)', 11, '.5 is not a number such as 20, -0.5 or 1e-3'],
    ['gt(close, 5x)', 11, '5x is not a number such as 20, -0.5 or 1e-3'],
    ['gt(close, 1e999)', 11, '1e999 is too large: numbers go up to 1.7976931348623157e+308'],
    [
      'gt(close, delay(delay(close, 60), 60))',
      1,
      'the strategy needs 121 bars, but the window holds 100: shorten its periods or widen the window',
    ],
  ])('%j', (text, column, problem) => {
    const error = caught(() => parse(text));
    expect(error.message).toBe(`column ${column}: ${problem}`);
    expect(error.column).toBe(column);
  });

  it('also for input that is nested too deeply, instead of a stack overflow', () => {
    expect(caught(() => parse('not('.repeat(100_000))).message).toBe('column 2004: calls are nested more than 500 deep');
    const deepest = `${'not('.repeat(499)}gt(close, open)${')'.repeat(499)}`;
    expect(print(parse(deepest))).toBe(deepest);
  });

  it('whatever the text', () => {
    const fragments = fc.array(fc.constantFrom('gt', 'sma', 'and', '(', ')', ',', 'close', '20', '-1.5', ' ', 'é', '"', '>'), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fragments.map((f) => f.join('')),
        ),
        (text) => {
          try {
            parse(text);
          } catch (error) {
            expect(error).toBeInstanceOf(StrategyError);
            const { column } = error as StrategyError;
            expect(column).toBeGreaterThanOrEqual(1);
            expect(column).toBeLessThanOrEqual(text.length + 1);
          }
        },
      ),
    );
  });

  it.each([1, 1.5, Number.NaN, MAX_WINDOW + 1])('also for a window of %d', (window) => {
    expect(() => parse('gt(close, open)', window)).toThrow(`the window is a whole number of bars from 2 to ${MAX_WINDOW}, not ${window}`);
  });
});

function caught(action: () => unknown): StrategyError {
  try {
    action();
  } catch (error) {
    if (error instanceof StrategyError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
