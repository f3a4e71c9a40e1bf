import { expect, test } from 'vitest';
import type { TreeNode } from '../../preload/contract.ts';
import { drawdownChart } from '../../renderer/charts/drawdown.ts';
import { equityChart, logBounds } from '../../renderer/charts/equity.ts';
import { extent, measures } from '../../renderer/charts/measures.ts';
import { summaryChart } from '../../renderer/charts/objective.ts';
import { shortLabel, tooltipHtml } from '../../renderer/charts/parts.ts';
import { populationChart } from '../../renderer/charts/population.ts';
import { priceChart } from '../../renderer/charts/price.ts';
import { NODE_HEIGHT, treeLayout } from '../../renderer/charts/tree-layout.ts';
import { colors, generation, individual, objectives, row, summary, WORST } from './fixtures.ts';

interface Drawn {
  readonly id?: string;
  readonly name?: string;
  readonly data: readonly unknown[];
  readonly lineStyle?: { readonly color: string };
  readonly markArea?: { readonly data: readonly (readonly { readonly name?: string; readonly xAxis: number }[])[] };
}
const series = (option: { series?: unknown }) => option.series as readonly Drawn[];
const [sharpe, drawdown] = measures(objectives) as [ReturnType<typeof measures>[0], ReturnType<typeof measures>[0]];

test('a summary has a gap, not a number, where every strategy failed', () => {
  const rows = [row(0, { fitness: [null, null, null] }), row(1), row(2)];
  const option = summaryChart({ rows, summary: sharpe.summary, format: sharpe.format, better: 'max', generations: 100 }, colors);
  const [max, avg, min] = series(option);
  expect(max!.data).toEqual([
    [0, null],
    [1, 1.5],
    [2, 1.5],
  ]);
  expect(avg!.data[1]).toEqual([1, 0.25]);
  expect(min!.data[1]).toEqual([1, -1]);
  expect(option.xAxis).toMatchObject({ min: 0, max: 100 });
});

test('the good extreme of an objective is the one that its weight asks for', () => {
  const plot = { rows: [row(0)], summary: drawdown.summary, format: drawdown.format, generations: 1 };
  const [max, , min] = series(summaryChart({ ...plot, better: 'min' }, colors));
  expect(min!.lineStyle!.color).toBe('good');
  expect(max!.lineStyle!.color).not.toBe('good');
});

test('the best on validation is a line of its own, with gaps where it could not be judged', () => {
  const rows = [row(0, { validation: [0.5, 0.1, 0.5] }), row(1, { validation: [...WORST] }), row(2)];
  const [, , , validation] = series(summaryChart({ ...sharpe, rows, better: 'max', generations: 10 }, colors));
  expect(validation!.name).toBe('Best on validation');
  expect(validation!.data).toEqual([
    [0, 0.5],
    [1, null],
    [2, null],
  ]);
  expect(series(summaryChart({ ...sharpe, rows: [row(0)], better: 'max', generations: 10 }, colors))).toHaveLength(3);
});

test('training, validation and holdout have their own colours and names', () => {
  const bars = { time: Float64Array.of(0, 10, 20), close: Float64Array.of(5, 6, 7) };
  const spans = (['training', 'validation', 'holdout'] as const).map((role, i) => ({ from: i * 5, to: i * 5 + 5, number: 1, role }));
  const [close] = series(priceChart(bars, spans, colors));
  const areas = close!.markArea!.data as readonly (readonly [{ name: string; itemStyle: { color: string } }, unknown])[];
  expect(areas.map(([area]) => [area.name, area.itemStyle.color])).toEqual([
    ['Period 1', 'shade'],
    ['Validation 1', 'shade-validation'],
    ['Holdout 1', 'shade-holdout'],
  ]);
});

test('an objective that is the size is measured once', () => {
  expect(measures([{ metric: 'size', weight: -1 }]).map((m) => m.key)).toEqual(['size', 'height']);
});

test('prices carry the periods as shaded stretches with their numbers', () => {
  const bars = { time: Float64Array.of(0, 10, 20), close: Float64Array.of(5, 6, 7) };
  const [close] = series(
    priceChart(
      bars,
      [
        { from: 0, to: 10 },
        { from: 10, to: 20, number: 3 },
      ],
      colors,
    ),
  );
  expect(close!.data).toEqual([
    [0, 5],
    [10, 6],
    [20, 7],
  ]);
  expect(close!.markArea!.data.map((area) => [area[0]!.name, area[0]!.xAxis, area[1]!.xAxis])).toEqual([
    ['Period 1', 0, 10],
    ['Period 3', 10, 20],
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
  expect(logBounds([[1, 0.3, 0]])).toEqual({ min: 0.25, max: 1 });
  expect(logBounds([[1, 1]])).toEqual({ min: 1, max: 2 });
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

test('the population leaves out strategies without trades and puts the champion on top', () => {
  const shown = generation([
    individual(0, [1.5, 0.1, 0.6]),
    individual(1, WORST),
    individual(2, [0.5, 0.3, 0.5], { operator: 'mutation' }),
  ]);
  const plot = { generation: shown, objectives, x: drawdown, y: sharpe, selected: 2 } as const;
  const option = populationChart({ ...plot, xRange: [0, 1], yRange: [-2, 2] }, colors);
  const [population, selected, champion] = series(option);
  expect(population!.data).toEqual([
    { id: '0', name: '0', value: [0.1, 1.5], itemStyle: { color: 'initialise' } },
    { id: '2', name: '2', value: [0.3, 0.5], itemStyle: { color: 'mutation' } },
  ]);
  expect(selected!.data).toMatchObject([{ id: '2' }]);
  expect(champion!.data).toMatchObject([{ id: '0', value: [0.1, 1.5] }]);
  expect(JSON.stringify(option)).not.toContain('999');
  expect(option.xAxis).toMatchObject({ min: 0, max: 1, name: 'Maximum drawdown' });
});

test('a generation in which nothing traded is an empty plot, not a mistake', () => {
  const failed = generation([individual(0, WORST)]);
  const option = populationChart(
    { generation: failed, objectives, x: drawdown, y: sharpe, selected: null, xRange: [0, 1], yRange: [0, 1] },
    colors,
  );
  expect(series(option).flatMap((s) => s.data)).toEqual([]);
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
