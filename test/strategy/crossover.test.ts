import { describe, expect, it } from 'vitest';
import { checkGenome } from '../../main/strategy/check.ts';
import { onePoint } from '../../main/strategy/crossover/one-point.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { type Genome, genomeKey, size } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { staticLimit } from '../../main/strategy/mutation/static-limit.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes } from '../../main/strategy/primitive-set.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { limitsFor, sets, strategies, usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const set = dimensioned(100);

describe.each(sets.map((s) => [s.name, s.window, s] as const))('one-point crossover, %s set, window %d', (_, __, set) => {
  const parents = strategies(set, usual(set), 200);
  const before = parents.map(genomeKey);
  const pairs = Array.from({ length: 1000 }, (_, i) => [parents[i % 200]!, parents[(i * 7 + 3) % 200]!] as const);

  it('keeps the types, the nodes and the parents', () => {
    for (const [i, [a, b]] of pairs.entries()) {
      const [c, d] = onePoint(randomFor(1, 1, i, 'mate'), set, a, b);
      for (const child of [c, d]) {
        checkGenome(child);
        if (nodeTypes(set, child).includes(undefined)) expect.fail(print(child));
      }
      expect(size(c) + size(d)).toBe(size(a) + size(b));
      const nodes = (...genomes: Genome[]) => genomes.flatMap((g) => [...g.codes, ...g.constants]).sort((x, y) => x - y);
      expect(nodes(c, d).join()).toBe(nodes(a, b).join());
      // The root is never exchanged.
      expect([c.codes.at(-1), d.codes.at(-1)]).toEqual([a.codes.at(-1), b.codes.at(-1)]);
    }
    expect(parents.map(genomeKey)).toEqual(before);
  });

  it('under a static limit gives children within it, or copies of parents that are never one object', () => {
    for (const limits of limitsFor(set)) {
      const fitting = strategies(set, limits, 100);
      const limited = staticLimit(limits, (random, a: Genome, b: Genome) => onePoint(random, set, a, b));
      for (const [i, a] of fitting.entries()) {
        const b = fitting[(i * 3 + 1) % 100]!;
        const [c, d] = limited(randomFor(1, 2, i, 'mate'), a, b);
        expect(withinLimits(c, limits) && withinLimits(d, limits)).toBe(true);
        expect(a === b || c !== d).toBe(true);
      }
    }
  });
});

describe('one-point crossover', () => {
  it('gives the parents back when they have no type in common below their roots', () => {
    const a = parse('gt(close, open)');
    const b = parse('gt(volume, volume)');
    expect(onePoint(randomFor(1, 0, 0, 'mate'), set, a, b)).toEqual([a, b]);
  });

  it('draws the type evenly among those in both, however many nodes each has', () => {
    const a = parse('and(gt(close, close), lt(rsi(close, 2), 5))');
    const b = parse('or(gt(open, open), lt(rsi(open, 3), 6))');
    const counts = { signal: 0, price: 0, oscillator: 0, period: 0 };
    for (let i = 0; i < 4000; i++) {
      const child = print(onePoint(randomFor(2, 0, i, 'mate'), set, a, b)[0]);
      if (child.replace('open', 'close') === print(a)) counts.price++;
      else if (child.replace('3', '2') === print(a)) counts.period++;
      else if (/gt\(open, open\)|lt\(rsi\(open, 3\), 6\)/.test(child)) counts.signal++;
      else counts.oscillator++;
    }
    expect(agrees(Object.values(counts))).toBe(true);
  });

  it('draws evenly among the nodes of a type, in both parents', () => {
    const a = parse('gt(close, max(open, high))');
    const b = parse('lt(low, min(low, low))');
    const children = new Map<string, number>();
    for (let i = 0; i < 4000; i++) {
      const child = print(onePoint(randomFor(3, 0, i, 'mate'), set, a, b)[0]);
      children.set(child, (children.get(child) ?? 0) + 1);
    }
    // Four places in a; of the four nodes in b, three are the same column.
    expect(children.size).toBe(8);
    const of = (text: string) => children.get(text)!;
    expect(
      agrees(
        [of('gt(low, max(open, high))'), of('gt(close, low)'), of('gt(close, max(low, high))'), of('gt(close, max(open, min(low, low)))')],
        [3, 3, 3, 1],
      ),
    ).toBe(true);
  });
});
