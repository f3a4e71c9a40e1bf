import { describe, expect, it } from 'vitest';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import { randomTree } from '../../main/strategy/generation/tree.ts';
import { height, size } from '../../main/strategy/genome.ts';
import { ephemeral } from '../../main/strategy/mutation/ephemeral.ts';
import { hoist } from '../../main/strategy/mutation/hoist.ts';
import { insert } from '../../main/strategy/mutation/insert.ts';
import { nodeReplacement } from '../../main/strategy/mutation/node-replacement.ts';
import { semanticMutation } from '../../main/strategy/mutation/semantic.ts';
import { shrink } from '../../main/strategy/mutation/shrink.ts';
import { uniform } from '../../main/strategy/mutation/uniform.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { type Random, randomFor } from '../../main/strategy/random.ts';
import { usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const set = dimensioned(100);
const limits = usual(set);
const COUNT = 6000;

/** How often each outcome comes of a strategy, of those that the pattern names (by its first group). */
function named(mutate: typeof uniform, text: string, pattern: RegExp, count = COUNT): Map<string, number> {
  const g = parse(text);
  const found = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const name = pattern.exec(print(mutate(randomFor(21, 0, i, 'mutate'), set, g, limits)))?.[1];
    if (name !== undefined) found.set(name, (found.get(name) ?? 0) + 1);
  }
  return found;
}

/** A stream that notes the first thing that is chosen from a list. */
function noting<T>(random: Random): { readonly random: Random; first(): T | undefined } {
  let first: { readonly item: T } | undefined;
  return {
    random: {
      float: () => random.float(),
      integer: (from, to) => random.integer(from, to),
      choice: <Item>(items: readonly Item[]) => {
        const item = random.choice(items);
        first ??= { item: item as unknown as T };
        return item;
      },
    },
    first: () => first?.item,
  };
}

describe('the place of a mutation', () => {
  const long = 'and(lt(rsi(sma(close, 20), 14), 70), not(or(gt(close, open), gt(roc(close, 30), 0.5))))';
  it.each([
    ['uniform', uniform, size(parse(long))],
    // All but the periods, whose type no function results in.
    ['insert', insert, size(parse(long)) - 3],
    // All but the root.
    ['nodeReplacement', nodeReplacement, size(parse(long)) - 1],
    // Three periods and two numbers.
    ['ephemeral', ephemeral, 5],
    // sma, not and or.
    ['shrink', shrink, 3],
    // and, not and or hold signals; sma holds a price.
    ['hoist', hoist, 4],
  ] as const)('of %s is drawn evenly among all that there are', (_, mutate, places) => {
    const g = parse(long);
    const counts = new Map<number, number>();
    for (let i = 0; i < COUNT; i++) {
      const { random, first } = noting<number>(randomFor(22, 0, i, 'mutate'));
      mutate(random, set, g, limits);
      counts.set(first()!, (counts.get(first()!) ?? 0) + 1);
    }
    expect(counts.size).toBe(places);
    expect(agrees([...counts.values()])).toBe(true);
  });
});

describe('what takes its place', () => {
  it('insert draws evenly among the functions that fit', () => {
    const found = named(insert, 'gt(close, open)', /^(and|or|xor|not)\(/);
    expect(found.size).toBe(4);
    expect(agrees([...found.values()])).toBe(true);
  });

  it('node replacement draws evenly among the functions of the same types', () => {
    const found = named(nodeReplacement, 'gt(close, sma(high, 20))', /^gt\(close, (wma|ema|highest|lowest|delay)\(high, 20\)\)$/);
    expect(found.size).toBe(5);
    expect(agrees([...found.values()])).toBe(true);
  });

  it('ephemeral mutation draws a period n as often as 1/n', () => {
    const found = named(ephemeral, 'gt(close, sma(open, 20))', /sma\(open, (\d+)\)/);
    const edges = [2, 3, 4, 6, 9, 14, 21, 32, 48, 70, 101];
    const between = (from: number, to: number, of: (n: number) => number) =>
      Array.from({ length: to - from }, (_, i) => of(from + i)).reduce((a, b) => a + b, 0);
    const buckets = edges.slice(0, -1).map((from, i) => [from, edges[i + 1]!] as const);
    expect(
      agrees(
        buckets.map(([from, to]) => between(from, to, (n) => found.get(String(n)) ?? 0)),
        buckets.map(([from, to]) => between(from, to, (n) => 1 / n)),
      ),
    ).toBe(true);
  });

  it('semantic mutation adds bars as often as it takes them away', () => {
    const found = named(semanticMutation, 'gt(close, open)', /^(and|or)\(gt\(close, open\), /);
    expect(found.get('and')! + found.get('or')!).toBe(COUNT);
    expect(agrees([...found.values()])).toBe(true);
  });
});

describe('generation', () => {
  it('is half grow and half full', () => {
    const counts = new Map<unknown, number>();
    for (let i = 0; i < COUNT; i++) {
      const { random, first } = noting<unknown>(randomFor(23, 0, i, 'initialise'));
      halfAndHalf(random, set, { min: 1, max: 4 }, limits);
      counts.set(first(), (counts.get(first()) ?? 0) + 1);
    }
    expect(counts.size).toBe(2);
    expect(agrees([...counts.values()])).toBe(true);
  });

  it('ends a grown branch as often as the share of terminals says', () => {
    const price = set.types.findIndex(({ name }) => name === 'price');
    let low = 0;
    for (let i = 0; i < COUNT; i++) {
      if (height(randomTree(randomFor(24, 0, i, 'initialise'), set, price, { min: 0, max: 1 }, limits, 'grow')!) === 0) low++;
    }
    // Half of the heights drawn are 0.
    expect(agrees([low, COUNT - low], [0.5 + 0.5 * set.terminalRatio, 0.5 * (1 - set.terminalRatio)])).toBe(true);
  });

  it('draws terminals evenly, a number as one of them', () => {
    const any = free(100);
    const series = any.types.findIndex(({ name }) => name === 'series');
    const counts = new Map<number, number>();
    for (let i = 0; i < COUNT; i++) {
      const { codes } = randomTree(randomFor(27, 0, i, 'initialise'), any, series, { min: 0, max: 0 }, limits, 'full')!;
      counts.set(codes[0]!, (counts.get(codes[0]!) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    expect(agrees([...counts.values()])).toBe(true);
  });

  it('draws ratios evenly from −3 to 3', () => {
    const ratio = set.types.find(({ name }) => name === 'ratio')!.constant!;
    const counts = Array.from({ length: 6 }, () => 0);
    for (let i = 0; i < COUNT; i++) {
      const value = ratio.draw(randomFor(26, 0, i, 'initialise'));
      expect(ratio.accepts(value)).toBe(true);
      counts[Math.min(5, Math.floor(value + 3))]!++;
    }
    expect(agrees(counts)).toBe(true);
  });
});
