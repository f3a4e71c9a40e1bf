import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signals } from '../../main/backtest/signals.ts';
import { type Bars, barColumns, barsOver } from '../../main/market/bars.ts';
import { canonical, canonicalKey } from '../../main/strategy/canonical.ts';
import { checkGenome } from '../../main/strategy/check.ts';
import { equal, type Genome, genome, height, lookback, size } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { MAX_WINDOW } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { fromTree, type Tree, toTree } from '../../main/strategy/tree.ts';
import { anyStrategy } from './arbitraries.ts';

/** Bars full of what could tell the order of arguments: zeros of both signs, NaN, ties, and numbers at both ends. */
const nastyBars: Bars = (() => {
  const random = randomFor(1, 0, 0, 'initialise');
  const values = [0, -0, 1, -1, 0.1, 0.2, 0.3, Number.NaN, 1e308, -1e308, 5e-324, -5e-324, Number.POSITIVE_INFINITY, 3, 70];
  const length = 300;
  const bars = barsOver(new ArrayBuffer(length * 48), length);
  for (const name of barColumns) for (let i = 0; i < length; i++) bars[name][i] = random.choice(values);
  return bars;
})();

const mirror: Record<string, string> = { gt: 'lt', lt: 'gt', crossAbove: 'crossBelow', crossBelow: 'crossAbove' };
const commutative = ['and', 'or', 'xor', 'add', 'mul', 'min', 'max'];

/** The same strategy said in another way, a bit for each choice. */
function reworded(tree: Tree, choices: () => boolean): Tree {
  const children = tree.children.map((c) => reworded(c, choices));
  const other = mirror[tree.label];
  if ((other || commutative.includes(tree.label)) && choices())
    return { ...tree, label: other ?? tree.label, children: children.toReversed() };
  return { ...tree, children };
}

const rewordings = fc.tuple(anyStrategy, fc.nat()).map(([g, seed]): [Genome, Genome] => {
  const random = randomFor(seed, 0, 0, 'mutate');
  return [g, fromTree(reworded(toTree(g), () => random.float() < 0.5))];
});

describe('canonical', () => {
  it('is the same for strategies that differ in the order of arguments or in the side a comparison is said from', () => {
    fc.assert(
      fc.property(rewordings, ([a, b]) => {
        expect(canonicalKey(b)).toBe(canonicalKey(a));
        expect(equal(canonical(b), canonical(a))).toBe(true);
      }),
    );
  });

  it('gives the same signal on every bar', () => {
    fc.assert(
      fc.property(anyStrategy, (g) => {
        expect(signals(canonical(g), nastyBars)).toEqual(signals(g, nastyBars));
      }),
      { numRuns: 500 },
    );
  });

  it('is a strategy of the same measures, and its own canonical form', () => {
    fc.assert(
      fc.property(anyStrategy, (g) => {
        const c = canonical(g);
        checkGenome(c);
        expect([size(c), height(c), lookback(c)]).toEqual([size(g), height(g), lookback(g)]);
        expect(equal(canonical(c), c)).toBe(true);
        expect(canonicalKey(c)).toBe(canonicalKey(g));
      }),
    );
  });

  it('keeps apart what differs otherwise', () => {
    const keys = [
      'gt(close, open)',
      'gt(open, close)',
      'gt(close, 1)',
      'gt(close, 2)',
      'gt(sub(close, open), 1)',
      'gt(sub(open, close), 1)',
    ]
      .map((text) => parse(text))
      .map(canonicalKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(canonicalKey(parse('lt(open, close)'))).toBe(keys[0]);
  });
});

describe('the sign of a zero', () => {
  it('never reaches a signal', () => {
    // A zero of either sign in place of a column.
    const withZero = (g: Genome, zero: string) => parse(print(g).replaceAll('volume', zero), MAX_WINDOW);
    fc.assert(
      fc.property(anyStrategy, (g) => {
        expect(signals(withZero(g, '-0'), nastyBars)).toEqual(signals(withZero(g, '0'), nastyBars));
      }),
      { numRuns: 500 },
    );
  });

  it('is all that a swap can change', () => {
    const double = fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
    const functions = [(a: number, b: number) => a + b, (a: number, b: number) => a * b, Math.min, Math.max];
    fc.assert(
      fc.property(double, double, (a, b) => {
        for (const f of functions) expect(f(a, b) === f(b, a) || Number.isNaN(f(a, b) + f(b, a))).toBe(true);
      }),
    );
  });
});

it('an empty genome has an empty key', () => {
  expect(canonicalKey(genome([], []))).toBe('');
});
