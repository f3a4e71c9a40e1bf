import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { english, readingText } from '../../main/strategy/english/english.ts';
import { parse } from '../../main/strategy/parse.ts';
import { primitives } from '../../main/strategy/primitives.ts';
import { anyStrategy } from './arbitraries.ts';

const read = (text: string) => readingText(english(parse(text)));
/** How a series is called, by what is said of it. */
const series = (text: string) => /^Hold a long position while (.*) is above 7\.$/.exec(read(`gt(${text}, 7)`))?.[1];

/** Every function of the language once, and what its words may not leave open. */
const table: Record<string, readonly [strategy: string, reading: string]> = {
  gt: ['gt(close, open)', 'the close is above the open'],
  lt: ['lt(volume, 1000)', 'the volume is below 1000'],
  crossAbove: ['crossAbove(close, sma(close, 20))', 'the close crosses above its 20-bar average'],
  crossBelow: ['crossBelow(low, open)', 'the low crosses below the open'],
  and: ['and(gt(close, open), lt(low, 2))', 'the close is above the open and the low is below 2'],
  or: ['or(gt(close, open), lt(low, 2))', 'the close is above the open or the low is below 2'],
  xor: [
    'not(not(xor(gt(close, open), lt(low, 2))))',
    'exactly one of these two is true:\n- the close is above the open\n- the low is below 2',
  ],
  not: ['not(gt(close, open))', 'the close is not above the open'],
  add: ['gt(add(close, 1), open)', '(the close plus 1) is above the open'],
  sub: ['gt(close, sub(high, low))', 'the close is above (the high minus the low)'],
  mul: ['gt(close, mul(2, low))', 'the close is above (2 times the low)'],
  div: ['gt(div(close, open), 1)', '(the close divided by the open) is above 1'],
  neg: ['gt(neg(close), -3)', 'the negative of the close is above -3'],
  abs: ['gt(abs(delta(close, 2)), 1)', 'the absolute value of (the 2-bar change of the close) is above 1'],
  min: ['gt(close, min(open, low))', 'the close is above (the smaller of the open and the low)'],
  max: ['gt(close, max(open, 5))', 'the close is above (the larger of the open and 5)'],
  sma: ['gt(open, sma(close, 20))', 'the open is above the 20-bar average of the close'],
  wma: ['gt(close, wma(close, 5))', 'the close is above its 5-bar weighted average'],
  ema: ['gt(close, ema(open, 5))', 'the close is above the 5-bar exponential average of the open'],
  std: ['gt(std(close, 5), 2)', 'the 5-bar standard deviation of the close is above 2'],
  zscore: ['gt(zscore(close, 5), 2)', 'the 5-bar z-score of the close is above 2'],
  highest: ['gt(close, highest(high, 50))', 'the close is above the highest high of the last 50 bars'],
  lowest: ['lt(sma(close, 3), lowest(sma(close, 3), 9))', 'the 3-bar average of the close is below its lowest value of the last 9 bars'],
  roc: ['gt(roc(close, 10), 0.05)', 'the 10-bar relative change of the close is above 0.05'],
  delay: ['gt(close, delay(close, 5))', 'the close is above its value 5 bars before'],
  delta: ['gt(delta(volume, 5), 0)', 'the 5-bar change of the volume is above 0'],
  rsi: ['lt(rsi(close, 14), 70)', 'the 14-bar RSI of the close is below 70'],
  atr: ['gt(atr(14), 3)', 'the 14-bar average true range is above 3'],
  ifElse: [
    'gt(close, ifElse(gt(open, low), high, delay(low, 2)))',
    'the close is above (the high if the open is above the low, else (the low 2 bars before))',
  ],
};

describe('a strategy in English', () => {
  it('says every function of the language', () => {
    expect(Object.keys(table).sort()).toEqual(primitives.map((p) => p.name).sort());
  });

  it.each(Object.entries(table))('%s', (_, [strategy, reading]) => {
    expect(read(strategy).replace(/\.$/, '')).toBe(`Hold a long position while ${reading}`);
  });

  it('has one meaning: what is calculated stands in brackets, whatever it stands in', () => {
    expect(series('mul(add(close, 1), 2)')).toBe('((the close plus 1) times 2)');
    expect(series('add(close, mul(1, 2))')).toBe('(the close plus (1 times 2))');
    expect(series('sma(add(close, 1), 5)')).toBe('the 5-bar average of (the close plus 1)');
    expect(series('add(sma(close, 5), 1)')).toBe('((the 5-bar average of the close) plus 1)');
    expect(series('delay(sma(close, 5), 2)')).toBe('((the 5-bar average of the close) 2 bars before)');
    expect(series('sma(delay(close, 2), 5)')).toBe('the 5-bar average of (the close 2 bars before)');
    expect(series('sma(rsi(close, 2), 5)')).toBe('the 5-bar average of the 2-bar RSI of the close');
    expect(series('min(close, max(open, low))')).toBe('(the smaller of the close and (the larger of the open and the low))');
  });

  it('sets conditions under each other, those of one word on one level', () => {
    expect(read('and(and(gt(close, 1), or(lt(low, 2), not(and(gt(high, 3), gt(high, 4))))), gt(open, 5))')).toBe(
      [
        'Hold a long position while all of these are true:',
        '- the close is above 1',
        '- at least one of these is true:',
        '  - the low is below 2',
        '  - this is not so:',
        '    - all of these are true:',
        '      - the high is above 3',
        '      - the high is above 4',
        '- the open is above 5',
      ].join('\n'),
    );
    // Either-or of three is true for one or for all three of them: it stays nested.
    expect(read('xor(gt(close, 1), xor(gt(close, 2), gt(close, 3)))').split('\n')[2]).toBe('- exactly one of these two is true:');
  });

  it('keeps logic within a value apart from what is beside it', () => {
    expect(series('ifElse(or(gt(close, 1), not(and(gt(low, 1), gt(low, 2)))), 3, 4)')).toBe(
      '(3 if (the close is above 1 or (it is not so that (the low is above 1 and the low is above 2))), else 4)',
    );
    expect(series('ifElse(xor(gt(close, 1), gt(low, 1)), 3, 4)')).toBe(
      '(3 if (either the close is above 1 or the low is above 1, not both), else 4)',
    );
  });

  it('notes what the words do not say, each once', () => {
    const { notes } = english(parse('and(crossAbove(close, div(open, low)), crossAbove(rsi(close, 14), div(high, low)))'));
    expect(notes.map((note) => note.split(':')[0])).toEqual(['Crosses above', 'Divided by', 'RSI']);
    expect(notes[0]).toContain('at or below one bar before');
    expect(notes[1]).toContain('1 where the divisor is 0');
    expect(notes[2]).toContain('50 where there are neither');
  });

  it('reads every strategy, and no two different rules alike', () => {
    const known = new Map<string, string>();
    fc.assert(
      fc.property(anyStrategy, (genome) => {
        const text = readingText(english(genome));
        // Same text, same functions, columns, numbers and periods: only nesting of and/or and double negation may differ.
        const words = (...codes: number[]) => codes.filter((code) => ![80, 81, 83].includes(code)).join();
        const meaning = `${words(...genome.codes)} ${genome.constants.join()}`;
        expect(known.get(text) ?? meaning).toBe(meaning);
        known.set(text, meaning);
        expect(text).not.toMatch(/undefined|NaN|\[object/);
      }),
      { numRuns: 500 },
    );
  });
});
