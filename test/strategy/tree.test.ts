import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equal } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { fromTree, toTree } from '../../main/strategy/tree.ts';
import { anyStrategy, anyTree } from './arbitraries.ts';

describe('toTree and fromTree', () => {
  it('are inverse', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        expect(toTree(fromTree(tree))).toEqual(tree);
      }),
    );
    fc.assert(fc.property(anyStrategy, (g) => equal(fromTree(toTree(g)), g)));
  });

  it('label numbers and periods with their text and name every type', () => {
    expect(toTree(parse('gt(sma(close, 20), -1.50)'))).toEqual({
      label: 'gt',
      type: 'signal',
      children: [
        {
          label: 'sma',
          type: 'series',
          children: [
            { label: 'close', type: 'series', children: [] },
            { label: '20', type: 'period', children: [] },
          ],
        },
        { label: '-1.5', type: 'series', children: [] },
      ],
    });
  });

  it('refuse a tree that is too deep, instead of a stack overflow', () => {
    let tree = toTree(parse('gt(close, open)'));
    for (let i = 0; i < 100_000; i++) tree = { label: 'not', type: 'signal', children: [tree] };
    expect(() => fromTree(tree)).toThrow('column 1: calls are nested more than 500 deep');
  });

  it('do not take text for a label', () => {
    const tree = { label: 'gt(close, open)', type: 'signal' as const, children: [] };
    expect(() => fromTree(tree)).toThrow('column 1: expected a strategy');
  });
});
