import { expect, test } from 'vitest';
import type { TreeNode } from '../../preload/contract.ts';
import { drawdownChart } from '../../renderer/charts/drawdown.ts';
import { equityAxis, equityChart } from '../../renderer/charts/equity.ts';
import { extent, measures } from '../../renderer/charts/measures.ts';
import { shareEnd, shortLabel, tooltipHtml } from '../../renderer/charts/parts.ts';
import { priceChart } from '../../renderer/charts/price.ts';
import { NODE_HEIGHT, treeLayout } from '../../renderer/charts/tree-layout.ts';
import { spansOf } from '../../renderer/views/run/inspector/spans.ts';
import { colors, objectives, row, summary } from './fixtures.ts';

interface Drawn {
  readonly id?: string;
  readonly name?: string;
  readonly data: readonly unknown[];
  readonly lineStyle?: { readonly color: string };
  readonly markArea?: { readonly data: readonly (readonly { readonly name?: string; readonly xAxis: number }[])[] };
}
const series = (option: { series?: unknown }) => option.series as readonly Drawn[];
const [sharpe] = measures(objectives) as [ReturnType<typeof measures>[0]];

const closes = Float64Array.of(5, 6, 7);
const threeBars = {
  ...{ bars: 3, step: 1, start: Float64Array.of(0, 1, 2), time: Float64Array.of(0, 10, 20), gaps: [] },
  ...{ open: closes, high: closes, low: closes, close: closes, volume: closes },
};

test('training, validation and holdout have their own colours and names', () => {
  const spans = (['training', 'validation', 'holdout'] as const).map((role, i) => ({ from: i * 5, to: i * 5 + 5, number: 1, role }));
  const [close] = series(priceChart(threeBars, spans, 10, colors));
  const areas = close!.markArea!.data as readonly (readonly [{ name: string; itemStyle: { color: string } }, unknown])[];
  expect(areas.map(([area]) => [area.name, area.itemStyle.color])).toEqual([
    ['Period 1', 'shade'],
    ['Validation 1', 'shade-validation'],
    ['Holdout 1', 'shade-holdout'],
  ]);
});

test('names of periods that have no room are shortened, then left out', () => {
  const spans = [
    { from: 0, to: 10, role: 'training' },
    { from: 10, to: 40, role: 'validation' },
    { from: 40, to: 80, role: 'training', number: 2 },
    { from: 80, to: 81, role: 'holdout', number: 1 },
  ] as const;
  const [close] = series(priceChart({ ...threeBars, bars: 200 }, spans, 10, colors));
  expect(close!.markArea!.data.map(([area]) => area!.name)).toEqual(['1', 'Validation 2', 'Period 2', '']);
});

test('a holdout is shaded as long as it is sealed, too', () => {
  const sealed = [{ from: 5, to: 9 }];
  expect(spansOf({ periods: [], validation: [], holdout: null, sealed })).toEqual([{ from: 5, to: 9, number: 1, role: 'holdout' }]);
});

test('an objective that is the size is measured once', () => {
  expect(measures([{ metric: 'size', weight: -1 }]).map((m) => m.key)).toEqual(['size', 'height']);
});

test('prices carry the periods as shaded stretches with their numbers', () => {
  const [close] = series(
    priceChart(
      threeBars,
      [
        { from: 0, to: 1 },
        { from: 1, to: 3, number: 3 },
      ],
      10,
      colors,
    ),
  );
  expect(close!.data).toEqual([
    [0, 5],
    [1, 6],
    [2, 7],
  ]);
  expect(close!.markArea!.data.map((area) => [area[0]!.name, area[0]!.xAxis, area[1]!.xAxis])).toEqual([
    ['Period 1', 0, 1],
    ['Period 3', 1, 3],
  ]);
});

const curve = {
  time: Float64Array.of(0, 1, 2),
  equity: Float64Array.of(1, 1.5, 0.9),
  buyAndHold: Float64Array.of(1, 0.7, 3.2),
  drawdown: Float64Array.of(0, 0, 0.4),
};

test('equity stands beside buy and hold, on an axis that can be logarithmic', () => {
  const option = equityChart(curve, [], 'log', colors);
  expect(series(option).map((s) => s.name)).toEqual(['Strategy', 'Buy and hold']);
  expect(option.yAxis).toMatchObject({ type: 'log', min: 0.5, max: 4 });
  expect(equityChart(curve, [], 'linear', colors).yAxis).toMatchObject({ type: 'value' });
});

test('a log axis survives an equity of zero and one that never moves', () => {
  const axisOf = (...equity: number[]) => {
    const column = Float64Array.from(equity);
    return equityAxis({ time: column.map((_, i) => i), equity: column, buyAndHold: column, drawdown: column }, 'log', colors, null);
  };
  expect(axisOf(1, 0.3, 0)).toMatchObject({ type: 'value' });
  expect(axisOf(1, 0.3)).toMatchObject({ type: 'log', min: 0.25, max: 1 });
  expect(axisOf(1, 1)).toMatchObject({ type: 'log', min: 1, max: 2 });
});

test('drawdown is drawn downwards, without negative zeros', () => {
  const [under] = series(drawdownChart(curve, [], colors));
  expect(under!.data).toEqual([
    [0, 0],
    [1, 0],
    [2, -0.4],
  ]);
  expect(Object.is((under!.data[0] as number[])[1], 0)).toBe(true);
});

test('the range of a measure covers the whole run and leaves out generations without trades', () => {
  const rows = [row(0, { fitness: [null, null, null] }), row(1), row(2, { fitness: [summary(-3, 0, 2), null, null] })];
  const [low, high] = extent(rows, sharpe);
  expect(low).toBeLessThan(-3);
  expect(low).toBeGreaterThan(-3.5);
  expect(high).toBeGreaterThan(2);
  expect(extent([], sharpe)).toEqual([0, 1]);
  const [from, to] = extent([row(0, { fitness: [summary(1, 1, 1), null, null] })], sharpe);
  expect(to).toBeGreaterThan(from);
});

test('tooltips show names from files as text', () => {
  expect(tooltipHtml('<b>', [{ name: '"x"', value: "<img onerror='y'>" }])).not.toMatch(/<b>|<img/);
});

test.each([
  ['1.500', '1.5'],
  ['−2.000', '−2'],
  ['20.0%', '20%'],
  ['100', '100'],
  ['0.05×', '0.05×'],
])('%s on an axis is %s', (text, label) => {
  expect(shortLabel(text)).toBe(label);
});

const node = (label: string, type: TreeNode['type'], ...children: TreeNode[]): TreeNode => ({ label, type, children });

test('a tree is laid out from left to right, with periods inside their functions', () => {
  const sma = node('sma', 'series', node('close', 'series'), node('20', 'period'));
  const layout = treeLayout(node('gt', 'signal', node('open', 'series'), sma));
  expect(layout.nodes.map((n) => n.label)).toEqual(['gt', 'open', 'sma 20', 'close']);
  // Their places in open close 20 sma gt.
  expect(layout.nodes.map((n) => n.own)).toEqual([[4], [0], [2, 3], [1]]);
  expect(layout.edges).toEqual(
    expect.arrayContaining([
      [0, 1],
      [0, 2],
      [2, 3],
    ]),
  );
  for (const [parent, child] of layout.edges) {
    const from = layout.nodes[parent]!;
    expect(from.x + from.width).toBeLessThan(layout.nodes[child]!.x);
  }
});

test('boxes of a full tree of 63 nodes never touch', () => {
  const full = (depth: number): TreeNode =>
    depth === 0 ? node('-0.031250001', 'series') : node('add', 'series', full(depth - 1), full(depth - 1));
  const { nodes, width, height } = treeLayout(full(5));
  expect(nodes).toHaveLength(63);
  for (const [i, a] of nodes.entries()) {
    expect(a.x + a.width).toBeLessThanOrEqual(width);
    expect(a.y + NODE_HEIGHT / 2).toBeLessThanOrEqual(height);
    for (const b of nodes.slice(i + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= NODE_HEIGHT;
      expect(apart).toBe(true);
    }
  }
});

test('an axis of shares ends at 100 %, and others where the library ends them', () => {
  const percent = shareEnd((value) => `${(value * 100).toFixed(1)}%`);
  expect([0.95, 1, 0.6, 1.3].map((max) => percent({ max }))).toEqual([1, 1, undefined, undefined]);
  expect(shareEnd((value) => value.toFixed(3))({ max: 0.95 })).toBeUndefined();
});
