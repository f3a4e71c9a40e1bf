import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  argumentRoots,
  concat,
  constantAt,
  equal,
  type Genome,
  genome,
  genomeKey,
  height,
  lookback,
  lookbacks,
  parents,
  replace,
  rootOf,
  size,
  slice,
  subtree,
} from '../../main/strategy/genome.ts';
import { longestPeriod, room, withinLimits } from '../../main/strategy/limits.ts';
import { parse } from '../../main/strategy/parse.ts';
import { NUMBER, PERIOD, primitiveNamed } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { type Tree, toTree } from '../../main/strategy/tree.ts';
import { anyStrategy } from './arbitraries.ts';

/** The definitions, on nested trees and without a thought of speed. */
const slow = {
  size: (t: Tree): number => 1 + t.children.reduce((sum, c) => sum + slow.size(c), 0),
  height: (t: Tree): number => (t.children.length === 0 ? 0 : 1 + Math.max(...t.children.map(slow.height))),
  lookback: (t: Tree): number => {
    const primitive = primitiveNamed(t.label);
    if (!primitive) return 0;
    const period = Number(t.children.find((c) => c.type === 'period')?.label ?? 0);
    return Math.max(...t.children.map(slow.lookback)) + primitive.lookback(period);
  },
};
const places = (g: Genome) => [...g.codes.keys()];
const part = (g: Genome, place: number) => slice(g, subtree(g, place));

describe('a genome', () => {
  it('has the size, height and lookback of its tree', () => {
    fc.assert(
      fc.property(anyStrategy, (g) => {
        const tree = toTree(g);
        expect([size(g), height(g), lookback(g)]).toEqual([slow.size(tree), slow.height(tree), slow.lookback(tree)]);
        for (const place of places(g)) expect(lookbacks(g)[place]).toBe(slow.lookback(toTree(part(g, place))));
      }),
    );
  });

  it('is made of its subtrees, in order, each of which knows the function above it', () => {
    fc.assert(
      fc.property(anyStrategy, (g) => {
        expect(subtree(g, rootOf(g))).toEqual({ start: 0, end: size(g) });
        const above = parents(g);
        expect(above[rootOf(g)]).toBe(-1);
        for (const place of places(g)) {
          const roots = argumentRoots(g, place);
          const rebuilt = concat(...roots.map((root) => part(g, root)), part(g, place).codes.length === 1 ? part(g, place) : own(g, place));
          expect(equal(rebuilt, part(g, place))).toBe(true);
          for (const root of roots) expect(above[root]).toBe(place);
        }
      }),
    );
  });

  it('finds the value of each number', () => {
    fc.assert(
      fc.property(anyStrategy, (g) => {
        const found = places(g).filter((place) => g.codes[place] === NUMBER);
        expect(found.map((place) => constantAt(g, place))).toEqual([...g.constants]);
      }),
    );
  });

  it('exchanges a subtree for another and leaves the rest, itself included, as it is', () => {
    fc.assert(
      fc.property(anyStrategy, anyStrategy, fc.nat(), (g, donor, n) => {
        const before = print(g);
        const range = subtree(g, n % size(g));
        const changed = replace(g, range, donor);
        expect(size(changed)).toBe(size(g) - (range.end - range.start) + size(donor));
        expect(equal(slice(changed, { start: range.start, end: range.start + size(donor) }), donor)).toBe(true);
        expect(equal(replace(changed, { start: range.start, end: range.start + size(donor) }, slice(g, range)), g)).toBe(true);
        expect(print(g)).toBe(before);
      }),
    );
  });

  it('has a key of its own, which tells −0 from 0', () => {
    fc.assert(fc.property(anyStrategy, anyStrategy, (a, b) => equal(a, b) === (print(a) === print(b))));
    expect(equal(parse('gt(close, 0)'), parse('gt(close, -0)'))).toBe(false);
  });

  it('has a key however large it is', () => {
    const large = genome(new Uint16Array(300_000).fill(3), []);
    expect(genomeKey(large).length).toBe(300_000);
  });
});

/** The function at a place without its arguments. */
const own = (g: Genome, place: number): Genome => genome([g.codes[place]!], []);

describe('limits', () => {
  const g = parse('and(gt(sma(delay(close, 10), 20), open), lt(close, 5))');
  const limits = { maxHeight: 5, maxSize: 20, maxLookback: 40 };
  const at = (text: string) => places(g).find((place) => print(part(g, place)) === text)!;

  it('are kept up to and including their values', () => {
    expect([size(g), height(g), lookback(g)]).toEqual([11, 4, 29]);
    expect(withinLimits(g, { maxHeight: 4, maxSize: 11, maxLookback: 29 })).toBe(true);
    expect(withinLimits(g, { maxHeight: 3, maxSize: 11, maxLookback: 29 })).toBe(false);
    expect(withinLimits(g, { maxHeight: 4, maxSize: 10, maxLookback: 29 })).toBe(false);
    expect(withinLimits(g, { maxHeight: 4, maxSize: 11, maxLookback: 28 })).toBe(false);
  });

  it('leave at a place what the rest of the strategy does not use', () => {
    expect(room(g, rootOf(g), limits)).toEqual(limits);
    expect(room(g, at('delay(close, 10)'), limits)).toEqual({ maxHeight: 2, maxSize: 12, maxLookback: 21 });
    expect(room(g, at('open'), limits)).toEqual({ maxHeight: 3, maxSize: 10, maxLookback: 40 });
  });

  it('leave for a period what the lookback still allows', () => {
    expect(longestPeriod(g, at('20'), limits)).toBe(31);
    expect(longestPeriod(g, at('10'), limits)).toBe(21);
    const longer = replace(g, { start: at('20'), end: at('20') + 1 }, genome([PERIOD + 31], []));
    expect(lookback(longer)).toBe(40);
  });
});
