import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGenome } from '../../main/strategy/check.ts';
import { genome } from '../../main/strategy/genome.ts';
import { code, columnCode, NUMBER, PERIOD } from '../../main/strategy/primitives.ts';
import { anyStrategy } from './arbitraries.ts';

const close = columnCode('close');

describe('checkGenome', () => {
  it('lets every strategy of the language pass', () => {
    fc.assert(fc.property(anyStrategy, (g) => checkGenome(g)));
  });

  it.each([
    ['no node', [], [], '0 expressions instead of one strategy'],
    ['an unknown code', [99], [], 'node 1: no node has the code 99'],
    ['a period below 2', [PERIOD + 1], [], 'node 1: no node has the code 257'],
    ['a series', [close], [], 'the root is a series instead of a signal'],
    ['a missing argument', [close, code('gt')], [], 'node 2: gt expects (series, series), got (series)'],
    ['a wrong type', [close, close, code('and')], [], 'node 3: and expects (signal, signal), got (series, series)'],
    ['a number as a period', [close, NUMBER, code('sma')], [20], 'node 3: sma expects (series, period), got (series, series)'],
    ['a period as a number', [close, PERIOD + 20, code('gt')], [], 'node 3: gt expects (series, series), got (series, period)'],
    ['two trees', [close, close, code('gt'), close], [], '2 expressions instead of one strategy'],
    ['a missing number', [close, NUMBER, code('gt')], [], 'node 2: the number is missing'],
    ['NaN', [close, NUMBER, code('gt')], [Number.NaN], 'node 2: NaN is no number of the language'],
    ['infinity', [close, NUMBER, code('gt')], [Number.POSITIVE_INFINITY], 'node 2: Infinity is no number of the language'],
    ['a number too many', [close, close, code('gt')], [1], '1 numbers for 0 places'],
  ])('refuses %s', (_, codes, constants, message) => {
    expect(() => checkGenome(genome(codes, constants))).toThrow(message);
  });
});
