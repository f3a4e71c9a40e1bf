import { describe, expect, it } from 'vitest';
import { checkGenome } from '../../main/strategy/check.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { full } from '../../main/strategy/generation/full.ts';
import { grow } from '../../main/strategy/generation/grow.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import { randomTree } from '../../main/strategy/generation/tree.ts';
import {
  argumentRoots,
  equal,
  type Genome,
  genomeKey,
  height,
  lookback,
  parents,
  size,
  slice,
  subtree,
} from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes, type PrimitiveSet } from '../../main/strategy/primitive-set.ts';
import { arity, NUMBER, PERIOD } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { limitsFor, sets, usual } from './arbitraries.ts';
import { agrees } from './chi-squared.ts';

const methods = { full, grow, halfAndHalf };
const cases = sets.flatMap((set) => Object.entries(methods).map(([name, method]) => [name, set.name, set.window, set, method] as const));
const make = (
  method: typeof full,
  set: PrimitiveSet,
  count: number,
  heights: { min: number; max: number },
  limits = usual(set),
): Genome[] => Array.from({ length: count }, (_, slot) => method(randomFor(5, 0, slot, 'initialise'), set, heights, limits));

describe.each(cases)('%s, %s set, window %d', (_, __, window, set, method) => {
  it('makes strategies of the set that keep every limit', () => {
    for (const limits of limitsFor(set)) {
      for (const g of make(method, set, 150, { min: 0, max: 6 }, limits)) {
        checkGenome(g);
        const types = nodeTypes(set, g);
        const typed = !types.includes(undefined) && types.at(-1) === set.root;
        if (!typed || !withinLimits(g, limits) || height(g) < 1 || !equal(parse(print(g), window), g)) expect.fail(print(g));
      }
    }
  });

  it('never computes with numbers only: a function has an argument that reads the bars', () => {
    for (const g of make(method, set, 300, { min: 1, max: 5 })) {
      for (const [place, code] of g.codes.entries()) {
        const leaves = argumentRoots(g, place).map((root) => g.codes[root]!);
        if (arity(code) === 0 || leaves.every((leaf) => leaf >= PERIOD)) continue;
        if (leaves.every((leaf) => leaf === NUMBER || leaf >= PERIOD)) expect.fail(print(g));
      }
    }
  });

  it('is the same for the same random stream', () => {
    const keys = () => make(method, set, 20, { min: 1, max: 5 }).map(genomeKey);
    expect(keys()).toEqual(keys());
  });
});

describe.each([dimensioned(100), free(100)].map((set) => [set.name, set] as const))('%s set', (_, set) => {
  const roomy = { maxHeight: 20, maxSize: 10_000, maxLookback: 99 };

  it('draws heights evenly for full trees, whose branches all reach it unless they end at a period', () => {
    const trees = make(full, set, 3000, { min: 1, max: 4 }, roomy);
    const counts = [1, 2, 3, 4].map((h) => trees.filter((g) => height(g) === h).length);
    expect(agrees(counts)).toBe(true);
    for (const g of trees.filter((t) => lookback(t) < 50)) {
      const above = parents(g);
      const depth = (place: number): number => (above[place]! < 0 ? 0 : 1 + depth(above[place]!));
      for (const [place, code] of g.codes.entries()) {
        if (arity(code) > 0 || code >= PERIOD) continue;
        if (depth(place) !== height(g)) expect.fail(print(g));
      }
    }
  });

  it('makes grown trees that are smaller than full ones, of every height up to the greatest', () => {
    const heights = { min: 1, max: 4 };
    const average = (trees: Genome[]) => trees.reduce((sum, g) => sum + size(g), 0) / trees.length;
    const grown = make(grow, set, 1000, heights, roomy);
    expect(average(grown)).toBeLessThan(0.9 * average(make(full, set, 1000, heights, roomy)));
    expect(new Set(grown.map(height))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('uses every function and column, and hardly makes a strategy twice', () => {
    const trees = make(halfAndHalf, set, 1000, { min: 2, max: 5 });
    const used = new Set(trees.flatMap((g) => [...g.codes].filter((code) => code < PERIOD)));
    for (const signature of set.functions.flat(2)) expect(used).toContain(signature.primitive.code);
    for (const code of [NUMBER, 1, 2, 3, 4, 5]) expect(used).toContain(code);
    expect(new Set(trees.map(genomeKey)).size).toBeGreaterThan(900);
  });

  it('draws the root evenly among the functions of signals', () => {
    const trees = make(full, set, 4000, { min: 2, max: 2 }, roomy);
    const roots = set.functions[set.root]!.map((signatures) => signatures[0]!.primitive.code);
    expect(agrees(roots.map((code) => trees.filter((g) => g.codes.at(-1) === code).length))).toBe(true);
  });

  it('almost never gives a function the same argument twice', () => {
    const repeats = make(halfAndHalf, set, 2000, { min: 1, max: 5 }).filter((g) =>
      [...g.codes.keys()].some((place) => {
        const [a, b, c] = argumentRoots(g, place).map((root) => genomeKey(slice(g, subtree(g, root))));
        return a !== undefined && a === b && c === undefined;
      }),
    );
    expect(repeats.length).toBeLessThan(10);
  });

  it('says that no strategy fits where none does', () => {
    for (const tight of [{ maxHeight: 0 }, { maxSize: 2 }, { maxLookback: -1 }]) {
      expect(() => full(randomFor(1, 0, 0, 'initialise'), set, { min: 1, max: 2 }, { ...roomy, ...tight })).toThrow(
        /^no strategy fits into a height of \d+, a size of \d+ and a lookback of -?\d+: the smallest, such as gt\(close, open\), has/,
      );
    }
  });
});

describe('randomTree', () => {
  it('makes a tree of any type that fits what is left, or says that there is none', () => {
    for (const set of sets) {
      for (const type of set.types.keys()) {
        if (type === set.period) continue;
        for (let maxHeight = -1; maxHeight < 4; maxHeight++) {
          for (const maxLookback of [-1, 0, 1, 2, 5]) {
            for (let maxSize = 0; maxSize < 8; maxSize++) {
              const limits = { maxHeight, maxSize, maxLookback };
              const random = randomFor(maxHeight + 1, maxLookback + 1, maxSize, 'mutate');
              const g = randomTree(random, set, type, { min: 0, max: 2 }, limits, 'full');
              if (!g) continue;
              if (nodeTypes(set, g).at(-1) !== type || !withinLimits(g, limits)) expect.fail(print(g));
            }
          }
        }
        const possible = { maxHeight: 2, maxSize: 8, maxLookback: 0 };
        expect(randomTree(randomFor(1, 0, 0, 'mutate'), set, type, { min: 0, max: 2 }, possible, 'grow')).toBeDefined();
      }
    }
  });
});
