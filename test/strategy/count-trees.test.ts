import { expect, test } from 'vitest';
import { countTrees } from '../../main/strategy/count-trees.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import type { PrimitiveSet } from '../../main/strategy/primitive-set.ts';
import { weighted } from '../../main/strategy/weighted.ts';

/** Every tree of a type of exactly so many nodes, written out: slow, and right by its simplicity. */
function written(set: PrimitiveSet, type: number, size: number): string[] {
  const { columns, constant } = set.types[type]!;
  const usable = columns.filter((code) => (set.weight?.(code) ?? 1) > 0);
  const leaves = [...usable.map(String), ...(constant ? ['number'] : [])];
  if (type === set.period) for (let n = 2; n <= set.window; n++) leaves.push(`${n} bars`);
  if (size === 1) return leaves;
  const lists = (args: readonly number[], left: number): string[] => {
    const [first, ...rest] = args;
    if (first === undefined) return left === 0 ? [''] : [];
    return Array.from({ length: left }, (_, i) => i + 1).flatMap((own) =>
      written(set, first, own).flatMap((tree) => lists(rest, left - own).map((others) => `${tree},${others}`)),
    );
  };
  return set.functions[type]!.flat().flatMap((signature, i) =>
    lists(signature.args, size - 1).map((args) => `${signature.primitive.name}#${i}(${args})`),
  );
}

test.each([
  ['free', free(3), 5],
  ['dimensioned', dimensioned(4), 5],
  ['with weights', weighted(dimensioned(3), { volume: 0, number: 0, and: 0 }), 5],
] as const)('is the number of trees that can be written out: %s', (_, set, largest) => {
  let count = 0;
  for (let size = 1; size <= largest; size++) {
    const trees = written(set, set.root, size);
    expect(new Set(trees).size).toBe(trees.length);
    count += trees.length;
  }
  expect(10 ** countTrees(set, largest)).toBeCloseTo(count, -Math.log10(count / 1e6));
});

test('goes on evenly above what is counted', () => {
  // Counted to the end, which takes minutes: 307.664 and 320.841.
  expect(Math.abs(countTrees(dimensioned(100), 200) - 307.664)).toBeLessThan(2);
  expect(Math.abs(countTrees(free(100), 200) - 320.841)).toBeLessThan(2);
});

test('grows with the size and the window, and does not overflow', () => {
  expect(countTrees(dimensioned(100), 64)).toBeGreaterThan(countTrees(dimensioned(100), 20));
  expect(countTrees(dimensioned(200), 20)).toBeGreaterThan(countTrees(dimensioned(100), 20));
  expect(Number.isFinite(countTrees(dimensioned(100), 400))).toBe(true);
  expect(countTrees(dimensioned(100), 2)).toBe(Number.NEGATIVE_INFINITY);
});
