import { expect, test } from 'vitest';
import { slice, subtree } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import type { Comparison, Run } from '../../preload/contract.ts';
import { comparisonChart } from '../../renderer/charts/comparison.ts';
import { subtreeSpan } from '../../renderer/format/subtree.ts';
import { colors } from './fixtures.ts';

interface Drawn {
  readonly id?: string;
  readonly name?: string;
  readonly data: readonly unknown[];
}
const series = (option: { series?: unknown }) => option.series as readonly Drawn[];

test.each([
  'gt(close, sma(close, 20))',
  'or(xor(lt(atr(5), -0.5), gt(close, open)), crossAbove(ifElse(gt(high, low), 1e-7, 2), rsi(close, 14)))',
])('every subtree of %s is found in its text', (text) => {
  const genome = parse(text, 100);
  const printed = print(genome);
  for (let root = 0; root < genome.codes.length; root++) {
    const [from, to] = subtreeSpan(printed, root)!;
    const range = subtree(genome, root);
    // A period alone is no strategy that can be printed as a tree of its own, but its text is its number.
    expect(printed.slice(from, to)).toBe(print(slice(genome, range)));
  }
  expect(subtreeSpan(printed, genome.codes.length)).toBeNull();
});

test('two runs are drawn in two colours, with a gap where one has no such generation', () => {
  const run = (id: string) => ({ id, name: `Run ${id}` }) as Run;
  const comparison: Comparison = {
    runs: [run('a'), run('b')],
    settings: [],
    objectives: [{ metric: 'sharpe', better: 'higher' }],
    generations: [
      { generation: 0, values: [{ best: [1, 2], mean: [0.5, 0.25] }] },
      { generation: 1, values: [{ best: [3, null], mean: [1, null] }] },
    ],
    firstDifference: 0,
  };
  const [a, b, meanA] = series(comparisonChart(comparison, 0, colors));
  expect([a!.name, b!.name]).toEqual(['Run a, best', 'Run b, best']);
  expect(a!.data).toEqual([
    [0, 1],
    [1, 3],
  ]);
  expect(b!.data).toEqual([
    [0, 2],
    [1, null],
  ]);
  expect(meanA!.data).toEqual([
    [0, 0.5],
    [1, 1],
  ]);
});
