import { describe, expect, it } from 'vitest';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes, primitiveSet } from '../../main/strategy/primitive-set.ts';
import { MAX_WINDOW, primitives } from '../../main/strategy/primitives.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { sets } from './arbitraries.ts';
import { referenceStrategies } from './reference.ts';

const set = dimensioned(100);
const types = (text: string) => nodeTypes(set, parse(text)).map((type) => (type === undefined ? '-' : set.types[type]!.name));

describe('the dimensioned set', () => {
  it.each([
    ['gt(close, sma(open, 20))', 'price price period price signal'],
    ['gt(volume, ema(volume, 5))', 'volume volume period volume signal'],
    ['gt(add(close, atr(5)), high)', 'price period range price price signal'],
    ['lt(sub(close, open), mul(std(close, 20), -1.5))', 'price price range price period range ratio range signal'],
    ['gt(div(close, open), roc(volume, 3))', 'price price ratio volume period ratio signal'],
    ['gt(rsi(close, 14), 70)', 'price period oscillator oscillator signal'],
    [
      'and(gt(open, close), not(gt(delta(low, 2), neg(atr(2)))))',
      'price price signal price period range period range range signal signal signal',
    ],
    ['gt(ifElse(gt(open, close), 3, -3), zscore(high, 9))', 'price price signal ratio ratio ratio price period ratio signal'],
  ])('gives the nodes of %s their units', (text, expected) => {
    expect(types(text).join(' ')).toBe(expected);
  });

  it('takes the arguments of commutative functions in either order', () => {
    expect(types('gt(add(atr(5), close), high)').at(-1)).toBe('signal');
    expect(types('gt(mul(0.5, atr(5)), atr(9))').at(-1)).toBe('signal');
  });

  it.each([
    ['gt(close, volume)', 'price volume -'],
    ['gt(add(close, open), high)', 'price price - price -'],
    ['gt(rsi(close, 14), 4)', 'price period oscillator - -'],
    ['not(gt(close, 1))', 'price ratio - -'],
    ['and(gt(close, volume), gt(open, high))', 'price volume - price price signal -'],
  ])('knows no unit for %s', (text, expected) => {
    expect(types(text).join(' ')).toBe(expected);
  });
});

describe('the free set', () => {
  it('knows every strategy of the language and every function', () => {
    const any = free(100);
    for (const { strategy } of referenceStrategies) expect(nodeTypes(any, parse(strategy))).not.toContain(undefined);
    expect(new Set(any.functions.flat(2).map((s) => s.primitive.name)).size).toBe(primitives.length);
  });
});

describe('every set', () => {
  it('uses every function, and counts terminals as DEAP does', () => {
    expect(new Set(set.functions.flat(2).map((s) => s.primitive.name)).size).toBe(primitives.length);
    // open high low close volume, two kinds of numbers, the period.
    expect(set.terminalRatio).toBe(8 / (8 + primitives.length));
    expect(free(100).terminalRatio).toBe(7 / (7 + primitives.length));
  });

  it('can make a tree of each type without looking back', () => {
    for (const { feasibility, types } of sets) {
      for (const type of types.keys()) expect(feasibility.tree(type, types.length, false)).toBe(0);
    }
  });

  it('draws numbers of the type they are for, short to read', () => {
    for (const { types } of sets) {
      for (const { constant } of types) {
        const random = randomFor(1, 0, 0, 'initialise');
        for (let i = 0; constant && i < 1000; i++) {
          const value = constant.draw(random);
          expect(constant.accepts(value)).toBe(true);
          expect(types.find((t) => t.constant?.accepts(value))?.constant).toBe(constant);
          expect(String(value).length).toBeLessThanOrEqual(6);
        }
      }
    }
  });

  it('is refused with a window out of range', () => {
    expect(() => dimensioned(1)).toThrow(`the window is a whole number of bars from 2 to ${MAX_WINDOW}, not 1`);
  });
});

describe('a set that could not work', () => {
  const types = [
    { name: 'x', value: 'series' },
    { name: 'signal', value: 'signal' },
    { name: 'period', value: 'period' },
  ] as const;
  const gt = { names: 'gt', args: ['x', 'x'], result: 'signal' };

  it('is refused before it is used: a type of which no tree can be made', () => {
    expect(() => primitiveSet('broken', 100, types, [gt])).toThrow(
      'of type x no tree can be made without looking back: it needs a terminal, or a function without a period',
    );
    expect(() => primitiveSet('broken', 100, types, [gt, { names: 'atr', args: ['period'], result: 'x' }])).toThrow('of type x no tree');
  });

  it('is refused before it is used: a use that the language does not know, an unknown type, a use with two results', () => {
    const define =
      (...more: { names: string; args: string[]; result: string }[]) =>
      () =>
        primitiveSet(
          'broken',
          100,
          [{ ...types[0], columns: ['close'] }, ...types.slice(1), { name: 'y', value: 'series', columns: ['open'] }],
          [gt, ...more],
        );
    expect(define()).not.toThrow();
    expect(define({ names: 'and', args: ['x', 'x'], result: 'signal' })).toThrow('the language has no such use of and');
    expect(define({ names: 'macd', args: ['x'], result: 'x' })).toThrow('the language has no such use of macd');
    expect(define({ names: 'abs', args: ['z'], result: 'x' })).toThrow('the set broken has no type z');
    expect(define({ names: 'add', args: ['x', 'y'], result: 'x' }, { names: 'add', args: ['y', 'x'], result: 'y' })).toThrow(
      'the set broken gives two types to one use of add',
    );
  });
});
