import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSet } from '../../main/strategy/check-set.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import type { Limits } from '../../main/strategy/limits.ts';
import { primitiveSet } from '../../main/strategy/primitive-set.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { sets, strategies, usual } from './arbitraries.ts';

const set = dimensioned(100);

describe('the check of a set', () => {
  it('finds nothing wrong with the sets there are', () => {
    for (const usualSet of [dimensioned(100), free(100)]) {
      const report = checkSet(usualSet, usual(usualSet));
      expect(report.problems).toEqual([]);
      expect(report.unusable).toEqual([]);
      expect(report.types.every((type) => type.reachable)).toBe(true);
    }
    expect(Object.fromEntries(checkSet(set, usual(set)).types.map((type) => [type.type, type.minHeight]))).toEqual({
      price: 0,
      volume: 0,
      range: 1,
      ratio: 0,
      oscillator: 0,
      signal: 1,
      period: 0,
    });
  });

  it('names what the limits make impossible, with the remedy', () => {
    const none = checkSet(set, { ...usual(set), maxHeight: 0 });
    expect(none.problems).toEqual([expect.stringContaining('raise maxHeight')]);
    const flat = checkSet(set, { ...usual(set), maxHeight: 1 });
    expect(flat.problems).toEqual([]);
    expect(flat.unusable).toContain('and');
    expect(flat.unusable).not.toContain('gt');
    expect(flat.types.find((type) => type.type === 'range')!.reachable).toBe(false);
    const short = checkSet(set, { ...usual(set), maxLookback: 0 });
    expect(short.unusable).toContain('sma');
    expect(checkSet(set, { ...usual(set), maxSize: 2 }).problems).toEqual([expect.stringContaining('maxSize is 2')]);
  });

  it('finds a type that nothing uses', () => {
    const odd = primitiveSet(
      'odd',
      10,
      [
        { name: 'price', value: 'series', columns: ['close', 'open'] },
        { name: 'lonely', value: 'series', columns: ['volume'] },
        { name: 'signal', value: 'signal' },
        { name: 'period', value: 'period' },
      ],
      [
        { names: 'gt', args: ['price', 'price'], result: 'signal' },
        { names: 'neg', args: ['lonely'], result: 'lonely' },
      ],
    );
    const report = checkSet(odd, usual(odd));
    expect(report.types.filter((type) => !type.reachable).map((type) => type.type)).toEqual(['lonely', 'period']);
    expect(report.unusable).toEqual(['neg']);
    expect(report.problems).toEqual([]);
  });

  it('knows what the functions above look back on, and how many nodes stand around', () => {
    const nested = primitiveSet(
      'nested',
      10,
      [
        { name: 'price', value: 'series', columns: ['close', 'open'] },
        { name: 'inner', value: 'series', columns: ['volume'] },
        { name: 'signal', value: 'signal' },
        { name: 'period', value: 'period' },
      ],
      [
        { names: 'gt', args: ['price', 'price'], result: 'signal' },
        { names: 'roc', args: ['inner', 'period'], result: 'price' },
        { names: 'std', args: ['inner', 'period'], result: 'inner' },
      ],
    );
    const unusable = (limits: Partial<Limits>) => checkSet(nested, { maxHeight: 5, maxSize: 20, maxLookback: 9, ...limits }).unusable;
    // std alone looks back one bar, but it always stands below roc, which looks back two.
    expect(unusable({ maxLookback: 3 })).toEqual([]);
    expect(unusable({ maxLookback: 2 })).toEqual(['std']);
    expect(unusable({ maxLookback: 1 })).toEqual(['roc', 'std']);
    // gt(roc(std(volume, 2), 2), close) has seven nodes and a height of 3.
    expect(unusable({ maxSize: 7 })).toEqual([]);
    expect(unusable({ maxSize: 6 })).toEqual(['std']);
    expect(unusable({ maxSize: 4 })).toEqual(['roc', 'std']);
    expect(unusable({ maxHeight: 2 })).toEqual(['std']);
    const inner = (maxLookback: number) => checkSet(nested, { maxHeight: 5, maxSize: 20, maxLookback }).types[1]!.reachable;
    expect([inner(1), inner(2)]).toEqual([false, true]);
  });

  it('calls nothing unusable that generation makes, whatever the limits', () => {
    const limits = fc.record({
      maxHeight: fc.integer({ min: 1, max: 5 }),
      maxSize: fc.integer({ min: 3, max: 25 }),
      maxLookback: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...sets), limits, fc.integer({ min: 1, max: 1000 }), (any, tight, seed) => {
        const { unusable, problems } = checkSet(any, tight);
        expect(problems).toEqual([]);
        for (let i = 0; i < 30; i++) {
          const text = print(halfAndHalf(randomFor(seed, 0, i, 'initialise'), any, { min: 1, max: 5 }, tight));
          expect(unusable.filter((name) => text.includes(`${name}(`))).toEqual([]);
        }
      }),
      { seed: 18, numRuns: 100 },
    );
  });

  it('agrees with what generation makes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sets), (any) => {
        const used = new Set(strategies(any, usual(any), 60).flatMap((g) => [...g.codes]));
        const { unusable } = checkSet(any, usual(any));
        expect(unusable.every((name) => !strategies(any, usual(any), 20).some((g) => print(g).includes(`${name}(`)))).toBe(true);
        expect(used.size).toBeGreaterThan(3);
      }),
      { seed: 16, numRuns: 12 },
    );
  });
});
