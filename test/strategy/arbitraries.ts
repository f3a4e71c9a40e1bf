import * as fc from 'fast-check';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { free } from '../../main/strategy/free.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import type { Limits } from '../../main/strategy/limits.ts';
import type { PrimitiveSet } from '../../main/strategy/primitive-set.ts';
import { columns, type Primitive, primitives, type ValueType } from '../../main/strategy/primitives.ts';
import { printNumber } from '../../main/strategy/print.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { fromTree, type Tree } from '../../main/strategy/tree.ts';

fc.configureGlobal({ seed: 1 });

const leaf = (label: string, type: ValueType): Tree => ({ label, type, children: [] });

const { signal } = fc.letrec<{ series: Tree; signal: Tree }>((tie) => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => leaf(printNumber(value), 'series'));
  const period = fc.integer({ min: 2, max: 100 }).map((n) => leaf(String(n), 'period'));
  const call = ({ name, args, result }: Primitive) =>
    fc
      .tuple(...args.map((type) => (type === 'period' ? period : tie(type))))
      .map((children): Tree => ({ label: name, type: result, children: children as Tree[] }));
  const calls = (type: ValueType) => primitives.filter((p) => p.result === type).map(call);
  const column = fc.constantFrom(...columns).map((name) => leaf(name, 'series'));
  const shallow = primitives.filter((p) => p.args.every((a) => a === 'series') && p.result === 'signal');
  return {
    series: fc.oneof({ maxDepth: 5, depthSize: 'small' }, column, number, ...calls('series')),
    // The first is what fast-check ends with at the greatest depth.
    signal: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc
        .tuple(fc.constantFrom(...shallow), column, number)
        .map(([{ name, result }, a, b]): Tree => ({ label: name, type: result, children: [a, b] })),
      ...calls('signal'),
    ),
  };
});

/** Trees of any shape that the language allows, their numbers from all finite doubles. */
export const anyTree: fc.Arbitrary<Tree> = signal;

/** Strategies of any shape that the language allows. Their lookback has no limit. */
export const anyStrategy: fc.Arbitrary<Genome> = anyTree.map((tree) => fromTree(tree));

/** Both sets at windows from the least on. */
export const sets: readonly PrimitiveSet[] = [2, 3, 10, 100].flatMap((window) => [dimensioned(window), free(window)]);

/** The limits of the default experiment, for a set's window. */
export const usual = (set: PrimitiveSet): Limits => ({ maxHeight: 10, maxSize: 64, maxLookback: set.window - 1 });

/** Tight in each respect, besides the usual ones. */
export const limitsFor = (set: PrimitiveSet): readonly Limits[] => [
  usual(set),
  { ...usual(set), maxHeight: 1 },
  { ...usual(set), maxHeight: 3 },
  { ...usual(set), maxSize: 3 },
  { ...usual(set), maxSize: 9 },
  { ...usual(set), maxLookback: 0 },
  { ...usual(set), maxLookback: Math.min(5, set.window - 1) },
];

/** A population made with a fixed seed. */
export const strategies = (set: PrimitiveSet, limits: Limits, count: number): Genome[] =>
  Array.from({ length: count }, (_, slot) => halfAndHalf(randomFor(1, 0, slot, 'initialise'), set, { min: 1, max: 5 }, limits));
