import { describe, expect, it } from 'vitest';
import { signals } from '../../main/backtest/signals.ts';
import { leafBiased } from '../../main/strategy/crossover/leaf-biased.ts';
import { semanticCrossover } from '../../main/strategy/crossover/semantic.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { equal, type Genome, genomeKey, height, size } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { hoist } from '../../main/strategy/mutation/hoist.ts';
import { semanticMutation } from '../../main/strategy/mutation/semantic.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes, primitiveSet } from '../../main/strategy/primitive-set.ts';
import { arity } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { limitsFor, sets, strategies, usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const streams = (count: number) => Array.from({ length: count }, (_, i) => randomFor(21, 1, i, 'mutate'));

/** 300 bars that wander, from a linear congruential generator. */
const bars = (() => {
  let state = 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const length = 300;
  const close = new Float64Array(length);
  for (let i = 0, price = 100; i < length; i++) close[i] = price *= 1 + (next() - 0.5) / 20;
  const open = close.map((x) => x * (1 + (next() - 0.5) / 50));
  const high = close.map((x, i) => Math.max(x, open[i]!) * 1.01);
  const low = close.map((x, i) => Math.min(x, open[i]!) * 0.99);
  return { length, time: Float64Array.from(close.keys()), open, high, low, close, volume: close.map((_, i) => 1000 + (i % 17)) };
})();

describe.each(sets.map((set) => [`${set.name}, window ${set.window}`, set] as const))('variation in the %s', (_, set) => {
  it('keeps types and limits, and leaves the parents as they were', () => {
    for (const limits of limitsFor(set)) {
      const parents = strategies(set, limits, 40);
      const keys = parents.map(genomeKey);
      for (const [i, random] of streams(120).entries()) {
        const [a, b] = [parents[i % 40]!, parents[(i * 7 + 1) % 40]!];
        const inside = [
          ...semanticCrossover(random, set, a, b, limits),
          semanticMutation(random, set, a, limits),
          hoist(random, set, a, limits),
        ];
        expect(inside.every((g) => withinLimits(g, limits))).toBe(true);
        for (const child of [...inside, ...leafBiased(random, set, a, b)]) {
          expect(nodeTypes(set, child).at(-1)).toBe(set.root);
          expect(equal(parse(print(child), set.window * 100), child)).toBe(true);
        }
      }
      expect(parents.map(genomeKey)).toEqual(keys);
    }
  });
});

const set = dimensioned(100);
const wide = { maxHeight: 17, maxSize: 1000, maxLookback: 99 };
const some = strategies(set, usual(set), 100);

describe('semantic variation', () => {
  it('makes children that on every bar agree with one of their parents, and differ where these do', () => {
    let mixed = 0;
    for (const [i, random] of streams(300).entries()) {
      const parents = [some[i % 100]!, some[(i * 3 + 1) % 100]!] as const;
      const children = semanticCrossover(random, set, ...parents, wide);
      const [a, b, c, d] = [...parents, ...children].map((g) => signals(g, bars));
      const places = [...a!.keys()];
      expect(places.every((t) => c![t] === a![t] || c![t] === b![t])).toBe(true);
      // The second takes what the first leaves.
      expect(places.every((t) => c![t]! + d![t]! === a![t]! + b![t]!)).toBe(true);
      if (places.some((t) => c![t] !== a![t]) && places.some((t) => c![t] !== b![t])) mixed++;
      expect(children.map(size).every((n) => n > size(parents[0]) + size(parents[1]))).toBe(true);
    }
    expect(mixed).toBeGreaterThan(50);
  });

  it('mutates by adding bars, or by taking them away, never both', () => {
    const kinds = { added: 0, removed: 0 };
    for (const [i, random] of streams(400).entries()) {
      const [a, b] = [some[i % 100]!, semanticMutation(random, set, some[i % 100]!, wide)].map((g) => signals(g, bars)) as [
        Uint8Array,
        Uint8Array,
      ];
      const added = b.some((x, t) => x > a[t]!);
      const removed = b.some((x, t) => x < a[t]!);
      expect(added && removed).toBe(false);
      if (added) kinds.added++;
      if (removed) kinds.removed++;
    }
    expect(Math.min(kinds.added, kinds.removed)).toBeGreaterThan(50);
  });

  it('gives back the parents where there is no room', () => {
    const [a, b] = [some[0]!, some[1]!];
    const random = streams(1)[0]!;
    for (const tight of [
      { ...wide, maxSize: size(a) + size(b) + 9 },
      { ...wide, maxHeight: Math.max(height(a), height(b)) + 1 },
    ]) {
      expect(semanticCrossover(random, set, a, b, tight)).toEqual([a, b]);
    }
    expect(semanticMutation(random, set, a, { ...wide, maxSize: size(a) + 3 })).toBe(a);
    expect(semanticMutation(random, set, a, { ...wide, maxHeight: height(a) })).toBe(a);
  });

  it('needs and, or, not', () => {
    const bare = primitiveSet(
      'bare',
      10,
      [
        { name: 'series', value: 'series', columns: ['close', 'open'] },
        { name: 'signal', value: 'signal' },
        { name: 'period', value: 'period' },
      ],
      [{ names: 'gt', args: ['series', 'series'], result: 'signal' }],
    );
    const g = parse('gt(close, open)');
    const random = streams(1)[0]!;
    expect(semanticMutation(random, bare, g, wide)).toBe(g);
    expect(semanticCrossover(random, bare, g, g, wide)).toEqual([g, g]);
  });
});

describe('hoist', () => {
  it('makes strategies smaller, out of parts they had', () => {
    for (const [i, random] of streams(1000).entries()) {
      const g = some[i % 100]!;
      const child = hoist(random, set, g, wide);
      if (child !== g) expect(size(child)).toBeLessThan(size(g));
      expect(height(child)).toBeLessThanOrEqual(height(g));
    }
  });

  it('can lift anything of the same type, across several functions at once', () => {
    const g = parse('gt(sma(ema(close, 5), 5), open)');
    const found = new Map<string, number>();
    for (const random of streams(3000)) {
      const text = print(hoist(random, set, g, wide));
      found.set(text, (found.get(text) ?? 0) + 1);
    }
    // The outer function can give way to the inner one or to close, the inner one to close.
    const outcomes = ['gt(ema(close, 5), open)', 'gt(close, open)', 'gt(sma(close, 5), open)'];
    expect([...found.keys()].sort()).toEqual(outcomes.toSorted());
    expect(
      agrees(
        outcomes.map((text) => found.get(text)!),
        [1, 1, 2],
      ),
    ).toBe(true);
  });

  it('leaves alone what has nothing to lift', () => {
    const g = parse('gt(close, open)');
    expect(hoist(streams(1)[0]!, set, g, wide)).toBe(g);
  });
});

describe('leaf-biased crossover', () => {
  const [a, b] = [parse('gt(sma(close, 5), open)'), parse('lt(ema(high, 7), low)')];
  const outcomes = (leafShare: number) => streams(2000).map((random) => print(leafBiased(random, set, a, b, leafShare)[0]));

  it('swaps functions only, or leaves only, where the share says so', () => {
    expect(new Set(outcomes(0))).toEqual(new Set(['gt(ema(high, 7), open)']));
    const leaves = new Set(outcomes(1));
    expect(leaves).toEqual(
      new Set([
        'gt(sma(high, 5), open)',
        'gt(sma(low, 5), open)',
        'gt(sma(close, 5), high)',
        'gt(sma(close, 5), low)',
        'gt(sma(close, 7), open)',
      ]),
    );
  });

  it('draws leaf or function for each parent, as often as the share says', () => {
    const share = 0.3;
    const counts = [0, 0, 0, 0];
    for (const random of streams(8000)) {
      const [child] = leafBiased(random, set, a, b, share);
      const function_ = (g: Genome) => [...g.codes].filter((code) => arity(code) > 0).length;
      const text = print(child);
      // Leaf for leaf and function for function keep the number of functions.
      if (function_(child) === 1) counts[1]!++;
      else if (function_(child) === 3) counts[2]!++;
      else if (text === 'gt(ema(high, 7), open)') counts[3]!++;
      else counts[0]!++;
    }
    expect(agrees(counts, [share * share, (1 - share) * share, share * (1 - share), (1 - share) ** 2])).toBe(true);
  });

  it('exchanges, so that nothing is lost', () => {
    for (const [i, random] of streams(500).entries()) {
      const parents = [some[i % 100]!, some[(i * 7 + 1) % 100]!] as const;
      const children = leafBiased(random, set, ...parents);
      const all = (pair: readonly Genome[]) => pair.flatMap((g) => [...g.codes]).sort((x, y) => x - y);
      expect(all(children)).toEqual(all(parents));
    }
  });
});
