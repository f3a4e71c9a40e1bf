import { describe, expect, it } from 'vitest';
import type { DatabankEntry, FoldView } from '../../preload/contract.ts';
import { filtered, foldedRows, noFilter, sorted } from '../../renderer/state/databank.ts';
import { experiment } from './fixtures.ts';

const entry = (id: number, part: Partial<DatabankEntry> = {}): DatabankEntry => ({
  id,
  strategy: `gt(close, sma(close, ${id + 1}))`,
  run: { id: '1', name: 'Trend search', exists: true },
  generation: 10,
  rank: id,
  dataset: { id: 'sp500', name: 'S&P 500', hash: 'aa', exists: true },
  objectives: experiment.objectives,
  window: 100,
  engine: '0.1.0',
  fitness: [id, 0.1, 0.5],
  training: { sharpe: id, cagr: id / 100 },
  validation: id % 2 === 0 ? { sharpe: -id } : null,
  size: 5,
  pinned: false,
  tags: [],
  note: '',
  addedAt: 0,
  ...part,
});
const ids = (entries: readonly DatabankEntry[]) => entries.map(({ id }) => id);

describe('the filter of the databank', () => {
  const all = [
    entry(1, { tags: ['low vol'] }),
    entry(2, { note: 'Breaks in 2008', pinned: true }),
    entry(3, { dataset: { id: 'es', name: 'E-mini', hash: 'bb', exists: true } }),
    entry(4, { training: null }),
  ];
  it('finds all words, wherever they stand', () => {
    expect(ids(filtered(all, { ...noFilter, text: '2008 trend' }))).toEqual([2]);
    expect(ids(filtered(all, { ...noFilter, text: 'VOL' }))).toEqual([1]);
    expect(ids(filtered(all, { ...noFilter, text: 'close, 4)' }))).toEqual([3]);
    expect(ids(filtered(all, noFilter))).toEqual([1, 2, 3, 4]);
  });
  it('takes data, tag and pins', () => {
    expect(ids(filtered(all, { ...noFilter, data: 'bb' }))).toEqual([3]);
    expect(ids(filtered(all, { ...noFilter, tag: 'low vol' }))).toEqual([1]);
    expect(ids(filtered(all, { ...noFilter, pinned: true }))).toEqual([2]);
  });
  it('takes ranges of metrics as they are shown: fractions in per cent, an empty bound is none', () => {
    const range = (metric: 'sharpe' | 'cagr', part: 'training' | 'validation', min: string, max: string) => ({
      ...noFilter,
      ranges: [{ metric, part, min, max }],
    });
    expect(ids(filtered(all, range('sharpe', 'training', '2', '')))).toEqual([2, 3]);
    expect(ids(filtered(all, range('cagr', 'training', '1.5', '2.5')))).toEqual([2]);
    expect(ids(filtered(all, range('sharpe', 'validation', '', '-3')))).toEqual([4]);
    expect(ids(filtered(all, range('sharpe', 'training', '', '')))).toEqual([1, 2, 3, 4]);
    expect(ids(filtered(all, range('sharpe', 'training', 'abc', '')))).toEqual([1, 2, 3, 4]);
  });
});

describe('the order of the databank', () => {
  const all = [entry(3), entry(1, { training: null }), entry(2)];
  it('goes either way, what has no value last', () => {
    expect(ids(sorted(all, { key: 'training.sharpe', descending: true }))).toEqual([3, 2, 1]);
    expect(ids(sorted(all, { key: 'training.sharpe', descending: false }))).toEqual([2, 3, 1]);
    expect(ids(sorted(all, { key: 'strategy', descending: false }))).toEqual([1, 2, 3]);
    expect(ids(sorted(all, { key: 'size', descending: true }))).toEqual([3, 1, 2]);
  });
});

it('shows folded entries under the one that stands for them, once they are unfolded', () => {
  const all = [entry(1), entry(2), entry(3)];
  const fold: FoldView = {
    groups: [
      { entry: 1, folded: [{ entry: 3, reason: 'correlated', correlation: 0.97 }] },
      { entry: 2, folded: [] },
      { entry: 9, folded: [] },
    ],
  };
  const rows = (unfolded: number[]) =>
    foldedRows(all, fold, unfolded).map(({ entry: { id }, folded, under }) => [id, folded, under?.correlation]);
  expect(rows([])).toEqual([
    [1, 1, undefined],
    [2, 0, undefined],
  ]);
  expect(rows([1])).toEqual([
    [1, 1, undefined],
    [3, 0, 0.97],
    [2, 0, undefined],
  ]);
  expect(foldedRows(all, undefined, [])).toHaveLength(3);
  // Sorted or filtered otherwise, with data that are gone, or beyond those that are folded: nothing waits for the next fold.
  expect(ids(foldedRows([entry(4), entry(3), entry(1)], fold, []).map((row) => row.entry))).toEqual([4, 1]);
  expect(ids(foldedRows([entry(3), entry(5)], fold, []).map((row) => row.entry))).toEqual([3, 5]);
});
