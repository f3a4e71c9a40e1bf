import { describe, expect, it } from 'vitest';
import { checkGenome } from '../../main/strategy/check.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { argumentRoots, type Genome, genomeKey, height, rootOf, size, slice, subtree } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { ephemeral } from '../../main/strategy/mutation/ephemeral.ts';
import { insert } from '../../main/strategy/mutation/insert.ts';
import { nodeReplacement } from '../../main/strategy/mutation/node-replacement.ts';
import { shrink } from '../../main/strategy/mutation/shrink.ts';
import { staticLimit } from '../../main/strategy/mutation/static-limit.ts';
import { uniform } from '../../main/strategy/mutation/uniform.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes } from '../../main/strategy/primitive-set.ts';
import { arity, NUMBER, PERIOD } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { limitsFor, sets, strategies, usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const mutations = { uniform, nodeReplacement, insert, shrink, ephemeral };
const set = dimensioned(100);
const limits = usual(set);

/** How often each outcome comes of one strategy. */
function outcomes(mutate: typeof uniform, text: string, count = 4000, within = limits): Map<string, number> {
  const g = parse(text);
  const found = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    const child = print(mutate(randomFor(9, 0, i, 'mutate'), set, g, within));
    found.set(child, (found.get(child) ?? 0) + 1);
  }
  return found;
}
const share = (found: Map<string, number>, accepts: (text: string) => boolean): number =>
  [...found].reduce((sum, [text, n]) => sum + (accepts(text) ? n : 0), 0);

const cases = sets.flatMap((set) => Object.entries(mutations).map(([name, mutate]) => [name, set.name, set.window, set, mutate] as const));
describe.each(cases)('%s, %s set, window %d', (_, __, ___, set, mutate) => {
  it('keeps the types, every limit and the parent, and repeats itself', () => {
    for (const limits of limitsFor(set)) {
      const parents = strategies(set, limits, 50);
      const before = parents.map(genomeKey);
      // Generations of mutants, so that shapes come up that generation does not make.
      let current = parents;
      for (let generation = 0; generation < 4; generation++) {
        const last = current;
        const children = () => last.map((g, slot) => mutate(randomFor(1, generation, slot, 'mutate'), set, g, limits));
        current = children();
        for (const child of current) {
          checkGenome(child);
          if (nodeTypes(set, child).includes(undefined) || !withinLimits(child, limits)) expect.fail(print(child));
        }
        expect(children().map(genomeKey)).toEqual(current.map(genomeKey));
      }
      expect(parents.map(genomeKey)).toEqual(before);
    }
  });

  it('keeps a strategy valid that the set does not know in full and that is beyond the limits, and never enlarges it', () => {
    const strange = parse('gt(sub(mul(close, volume), 1000), delay(1000, 2))', 100);
    for (let i = 0; i < 200; i++) {
      const child = mutate(randomFor(1, 0, i, 'mutate'), set, strange, { maxHeight: 1, maxSize: 3, maxLookback: 1 });
      checkGenome(child);
      expect(size(child)).toBeLessThanOrEqual(size(strange));
    }
  });
});

describe('uniform mutation', () => {
  it('draws evenly among all nodes, the root and periods included', () => {
    const found = outcomes(uniform, 'lt(rsi(close, 14), 70)');
    const root = share(found, (t) => !t.startsWith('lt(') || !(/^lt\(rsi\(close, 14\), /.test(t) || /, 70\)$/.test(t)));
    const right = share(found, (t) => /^lt\(rsi\(close, 14\), /.test(t) && t !== 'lt(rsi(close, 14), 70)');
    const period = share(found, (t) => /^lt\(rsi\(close, \d+\), 70\)$/.test(t) && t !== 'lt(rsi(close, 14), 70)');
    // Five nodes. A new tree may be the old one by chance, or of another place's kind; each is rare.
    for (const count of [root, right, period]) expect(Math.abs(count - 800)).toBeLessThan(120);
  });

  it('gives a new tree the lookback that is left at its place, and no more', () => {
    const tight = { ...limits, maxLookback: 21 };
    const found = outcomes(uniform, 'gt(close, sma(delay(close, 2), 20))', 2000, tight);
    expect([...found.keys()].every((t) => withinLimits(parse(t), tight))).toBe(true);
    expect(found.has('gt(close, sma(delay(close, 2), 21))')).toBe(false);
    expect(share(found, (t) => t.startsWith('gt(close, sma(delay(close, 2), '))).toBeGreaterThan(0);
  });
});

describe('node replacement', () => {
  it('draws a column from its type, and never touches the root', () => {
    const found = outcomes(nodeReplacement, 'gt(close, open)');
    const expected = ['open', 'high', 'low', 'close'].flatMap((c) => [`gt(${c}, open)`, `gt(close, ${c})`]);
    expect(new Set(found.keys())).toEqual(new Set(expected));
    // "gt(close, open)" comes of drawing the same again at either place.
    expect(agrees(expected.map((t) => found.get(t)! / (t === 'gt(close, open)' ? 2 : 1)))).toBe(true);
  });

  it('draws a function with the same result of the same types, its own among them', () => {
    const g = 'gt(close, sma(high, 20))';
    const found = outcomes(nodeReplacement, g);
    const functions = [...found.keys()].map((t) => /^gt\(close, (\w+)\(high, 20\)\)$/.exec(t)?.[1]).filter((name) => name);
    expect(new Set(functions)).toEqual(new Set(['sma', 'wma', 'ema', 'highest', 'lowest', 'delay']));
  });

  it('leaves out functions that would look back too far', () => {
    const found = outcomes(nodeReplacement, 'gt(close, sma(high, 20))', 2000, { ...limits, maxLookback: 19 });
    expect(found.has('gt(close, wma(high, 20))')).toBe(true);
    expect(found.has('gt(close, delay(high, 20))')).toBe(false);
  });
});

describe('insert', () => {
  it('puts a function above a node, which stays whole in one of its slots', () => {
    const g = parse('and(gt(close, open), lt(rsi(close, 14), 70))');
    for (let i = 0; i < 1000; i++) {
      const child = insert(randomFor(4, 0, i, 'mutate'), set, g, limits);
      expect(size(child)).toBeGreaterThan(size(g));
      // Some node of the parent stands in the child below a new function, and taking that function out gives the parent.
      const undone = [...child.codes.keys()].flatMap((place) =>
        argumentRoots(child, place).map((root) => print(replaceBy(child, place, root))),
      );
      expect(undone).toContain(print(g));
    }
  });

  it('fills the slots of types without a terminal with the lowest trees', () => {
    const found = outcomes(insert, 'gt(close, open)', 2000);
    const above = [...found.keys()].filter((t) => /^(and|or|xor)\(/.test(t));
    expect(above.length).toBeGreaterThan(0);
    for (const text of above) expect(height(parse(text))).toBe(2);
  });

  it('uses either slot', () => {
    const found = outcomes(insert, 'gt(close, open)', 4000);
    const first = share(found, (t) => t.startsWith('and(gt(close, open), '));
    const second = share(found, (t) => /^and\(.*, gt\(close, open\)\)$/.test(t));
    expect(agrees([first, second])).toBe(true);
  });

  it('leaves the strategy as it is where no function fits', () => {
    const g = parse('gt(close, open)');
    for (const tight of [{ maxHeight: 1 }, { maxSize: 3 }]) {
      for (let i = 0; i < 50; i++) expect(insert(randomFor(1, 0, i, 'mutate'), set, g, { ...limits, ...tight })).toBe(g);
    }
  });
});

const replaceBy = (g: Genome, place: number, root: number): Genome => {
  const range = subtree(g, place);
  const inner = slice(g, subtree(g, root));
  const before = slice(g, { start: 0, end: range.start });
  const after = slice(g, { start: range.end, end: size(g) });
  const joined = [before, inner, after];
  return {
    codes: Uint16Array.from(joined.flatMap((p) => [...p.codes])),
    constants: Float64Array.from(joined.flatMap((p) => [...p.constants])),
  };
};

describe('shrink', () => {
  it('puts an argument of the same type in place of a function below the root, each equally likely', () => {
    const found = outcomes(shrink, 'gt(max(close, open), sma(high, 20))');
    expect(Object.fromEntries(found)).toEqual({
      'gt(close, sma(high, 20))': expect.any(Number),
      'gt(open, sma(high, 20))': expect.any(Number),
      'gt(max(close, open), high)': expect.any(Number),
    });
    expect(
      agrees(
        ['gt(close, sma(high, 20))', 'gt(open, sma(high, 20))', 'gt(max(close, open), high)'].map((t) => found.get(t)!),
        [1, 1, 2],
      ),
    ).toBe(true);
  });

  it.each(['gt(close, open)', 'not(gt(close, open))', 'gt(rsi(close, 14), rsi(open, 14))', 'and(gt(close, open), lt(high, low))'])(
    'leaves %s as it is',
    (text) => {
      const g = parse(text);
      for (let i = 0; i < 50; i++) expect(shrink(randomFor(1, 0, i, 'mutate'), set, g, limits)).toBe(g);
    },
  );
});

describe('ephemeral mutation', () => {
  it('draws one number or period anew, each equally often, and nothing else', () => {
    const found = outcomes(ephemeral, 'and(lt(rsi(close, 14), 70), gt(roc(close, 30), 0.5))');
    const patterns = [
      /^and\(lt\(rsi\(close, \d+\), 70\), gt\(roc\(close, 30\), 0.5\)\)$/,
      /^and\(lt\(rsi\(close, 14\), \d+\), gt\(roc\(close, 30\), 0.5\)\)$/,
      /^and\(lt\(rsi\(close, 14\), 70\), gt\(roc\(close, \d+\), 0.5\)\)$/,
      /^and\(lt\(rsi\(close, 14\), 70\), gt\(roc\(close, 30\), -?[\d.]+\)\)$/,
    ];
    const same = found.get('and(lt(rsi(close, 14), 70), gt(roc(close, 30), 0.5))') ?? 0;
    const counts = patterns.map((p) => share(found, (t) => p.test(t)) - same);
    expect(counts.reduce((a, b) => a + b, same)).toBe(4000);
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(100);
  });

  it('can draw all of them anew, within the lookback', () => {
    const g = parse('gt(sma(delay(close, 40), 50), mul(atr(20), 1.5))');
    const any = free(100);
    let moved = 0;
    for (let i = 0; i < 500; i++) {
      const child = ephemeral(randomFor(6, 0, i, 'mutate'), any, g, limits, 'all');
      expect(withinLimits(child, limits)).toBe(true);
      const shape = (x: Genome) => [...x.codes].map((code) => Math.min(code, PERIOD));
      expect(shape(child)).toEqual(shape(g));
      if ([...child.codes].filter((code, place) => code !== g.codes[place]).length === 3 && child.constants[0] !== 1.5) moved++;
    }
    expect(moved).toBeGreaterThan(400);
  });

  it('leaves a strategy without any as it is', () => {
    const g = parse('gt(close, open)');
    expect(ephemeral(randomFor(1, 0, 0, 'mutate'), set, g, limits)).toBe(g);
    expect([...g.codes].some((code) => code === NUMBER || (arity(code) === 0 && code >= PERIOD))).toBe(false);
  });
});

describe('the static limit', () => {
  const a = parse('gt(close, open)');
  const b = parse('lt(high, low)');
  const large = parse('and(gt(close, open), lt(high, low))');
  const tight = { ...limits, maxHeight: 1 };

  it('keeps children within the limits as they are', () => {
    const [child] = staticLimit(tight, (_, g: Genome) => [g] as const)(randomFor(1, 0, 0, 'mate'), a);
    expect(child).toBe(a);
  });

  it('replaces a child beyond them by a parent, evenly, and each time by a copy of its own', () => {
    const vary = staticLimit(tight, (_, __: Genome, ___: Genome) => [large, large] as const);
    const counts = [0, 0];
    for (let i = 0; i < 1000; i++) {
      const [c, d] = vary(randomFor(1, 0, i, 'mate'), a, b);
      expect(c).not.toBe(d);
      expect([a, b]).not.toContain(c);
      for (const child of [c, d]) counts[[a, b].findIndex((parent) => genomeKey(parent) === genomeKey(child))]!++;
    }
    expect(agrees(counts)).toBe(true);
    expect(rootOf(a)).toBe(2);
  });
});
