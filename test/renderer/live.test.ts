import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogbookRow } from '../../preload/contract.ts';
import { frontOf } from '../../renderer/charts/front.ts';
import { lastShown } from '../../renderer/charts/live/axes.ts';
import { bandsChart } from '../../renderer/charts/live/bands.ts';
import { championChart } from '../../renderer/charts/live/champion.ts';
import { linesChart } from '../../renderer/charts/live/lines.ts';
import { Sampler } from '../../renderer/charts/live/sample.ts';
import { measures } from '../../renderer/charts/measures.ts';
import { lanesOf } from '../../renderer/views/run/live/workers/lanes.ts';
import { movedBrush } from '../../renderer/views/run/pareto/brush-keys.ts';
import { colors, objectives, row, summary, WORST } from './fixtures.ts';

interface Drawn {
  readonly id: string;
  readonly data: readonly unknown[];
  readonly lineStyle?: { readonly color: string };
}
const series = (option: { series?: unknown }) => new Map((option.series as readonly Drawn[]).map((one) => [one.id, one]));
const whole = (rows: readonly LogbookRow[]) => ({ rows, stride: 1 });
const [sharpe, drawdown] = measures(objectives) as [ReturnType<typeof measures>[0], ReturnType<typeof measures>[0]];
const quartered = (generation: number) =>
  row(generation, {
    quartiles: {
      fitness: [
        { q1: 0.1, median: 0.3, q3: 0.9 },
        { q1: 0.1, median: 0.2, q3: 0.3 },
        { q1: 0.4, median: 0.5, q3: 0.6 },
      ],
      size: { q1: 5, median: 9, q3: 15 },
    },
  });

describe('the bands of a number', () => {
  const plot = { ...sharpe, quartiles: (r: LogbookRow) => r.quartiles?.fitness[0] ?? null, generations: 100 };

  test('have a gap, not a number, where every strategy failed', () => {
    const rows = [row(0, { fitness: [null, null, null] }), quartered(1), quartered(2)];
    const drawn = series(bandsChart({ ...plot, sample: whole(rows), better: 'max' }, colors));
    expect([...drawn.keys()]).toEqual(['outer', 'inner', 'Maximum', 'Median', 'Minimum']);
    expect(drawn.get('Maximum')!.data).toEqual([
      [0, null],
      [1, 1.5],
      [2, 1.5],
    ]);
    expect(drawn.get('Median')!.data[1]).toEqual([1, 0.3]);
    expect(drawn.get('Minimum')!.data[1]).toEqual([1, -1]);
  });

  test('show the good extreme as the weight asks for, and the mean of runs that know no median', () => {
    const drawn = series(
      bandsChart({ ...drawdown, quartiles: () => null, sample: whole([row(0)]), better: 'min', generations: 1 }, colors),
    );
    expect(drawn.get('Minimum')!.lineStyle!.color).toBe('good');
    expect(drawn.get('Maximum')!.lineStyle!.color).not.toBe('good');
    expect(drawn.get('Mean')!.data).toEqual([[0, 0.2]]);
    expect(drawn.has('inner')).toBe(false);
  });

  test('end at the worse quartile when looked at closely', () => {
    const drawn = series(bandsChart({ ...plot, sample: whole([quartered(0)]), better: 'max', close: true }, colors));
    expect(drawn.get('Minimum')!.data).toEqual([[0, 0.1]]);
    expect(drawn.get('Maximum')!.data).toEqual([[0, 1.5]]);
  });
});

test('the best of a generation has a line for training and one for validation, with gaps where it could not be judged', () => {
  const training = [1.5, 0.1, 0.6];
  const rows = [
    row(0, { training, validation: [0.5, 0.1, 0.5] }),
    row(1, { training, validation: [...WORST] }),
    row(2, { training, validation: null }),
  ];
  const drawn = series(championChart({ sample: whole(rows), objectives, index: 0, generations: 10 }, colors));
  expect(drawn.get('Training')!.data).toEqual([
    [0, 1.5],
    [1, 1.5],
    [2, 1.5],
  ]);
  expect(drawn.get('Validation')!.data).toEqual([
    [0, 0.5],
    [1, null],
    [2, null],
  ]);
  const without = series(championChart({ sample: whole([row(0, { training })]), objectives, index: 0, generations: 10 }, colors));
  expect(without.has('Validation')).toBe(false);
});

test('a measure that a generation does not have is a gap', () => {
  const lines = [{ name: 'behaviour', of: (r: LogbookRow) => r.diversity?.behaviour, color: 'accent' as const }];
  const rows = [
    row(0, { diversity: { genomes: 1, structure: 0.9 } }),
    row(1, { diversity: { genomes: 1, structure: 1, behaviour: 0.25 } }),
  ];
  const drawn = series(linesChart({ sample: whole(rows), lines, format: String, generations: 50 }, colors));
  expect(drawn.get('behaviour')!.data).toEqual([
    [0, null],
    [1, 0.25],
  ]);
});

test('the axis stands still up to a hundred generations, and beyond shows at least what there is', () => {
  expect(lastShown(whole([row(3)]), 100)).toBe(100);
  expect(lastShown(whole([]), 0)).toBe(1);
  expect(lastShown(whole([row(0)]), 1_000)).toBe(200);
  expect(lastShown(whole([row(150)]), 1_000)).toBe(200);
  expect(lastShown(whole([row(600)]), 1_000)).toBe(1_000);
  expect(lastShown(whole([row(4_000)]), 500_000)).toBe(5_000);
  expect(lastShown(whole([row(499_999)]), 500_000)).toBe(500_000);
});

describe('a long logbook is thinned out', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => row(i, { fitness: [summary(-i % 97, i, i % 89), null, summary(0, 0, 1)] }));

  test('to some hundred rows that lose no extreme and end with the last generation', () => {
    const { rows: thin, stride } = new Sampler().sample(rows);
    expect(thin.length).toBeLessThanOrEqual(480);
    expect(thin.length).toBeGreaterThanOrEqual(240);
    expect(thin.at(-1)!.generation).toBe(9_999);
    expect(Math.min(...thin.map((r) => r.fitness[0]!.min))).toBe(-96);
    expect(Math.max(...thin.map((r) => r.fitness[0]!.max))).toBe(88);
    for (const [i, { generation }] of thin.slice(0, -1).entries()) expect(generation).toBe((i + 1) * stride - 1);
  });

  test('to the same rows, however it grew', () => {
    const atOnce = new Sampler().sample(rows);
    const growing = new Sampler();
    for (let n = 0; n < rows.length; n += 137) growing.sample(rows.slice(0, n));
    expect(growing.sample(rows)).toEqual(atOnce);
    // Another logbook, as after a run was deleted and its number shown again: nothing of the first is left.
    expect(growing.sample(rows.slice(0, 3).map((r) => ({ ...r }))).rows).toHaveLength(3);
  });
});

test('the front holds exactly those that nobody is better than in both', () => {
  const value = fc.integer({ min: -5, max: 5 });
  const sign = fc.constantFrom(1 as const, -1 as const);
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 40 }), sign, sign, (points, x, y) => {
      const front = frontOf(points, { sign: x }, { sign: y });
      const dominated = ([ax, ay]: readonly [number, number]) =>
        points.some(([bx, by]) => bx * x >= ax * x && by * y >= ay * y && (bx !== ax || by !== ay));
      const places = [...points.keys()].filter((i) => !dominated(points[i]!));
      expect(front.toSorted((a, b) => a - b)).toEqual(places);
    }),
    { seed: 5 },
  );
});

test('keys begin a choice in the middle, move and resize it within the plot, and give it up', () => {
  const sight = { x: [0, 100], y: [-10, 10] } as const;
  const begun = movedBrush(null, 'ArrowLeft', false, sight)!;
  expect(begun).toEqual({ x: [25, 75], y: [-5, 5] });
  expect(movedBrush(begun, 'ArrowRight', false, sight)).toEqual({ x: [30, 80], y: [-5, 5] });
  expect(movedBrush(begun, 'ArrowUp', true, sight)).toEqual({ x: [25, 75], y: [-5, 6] });
  expect(movedBrush({ x: [50, 100], y: [0, 10] }, 'ArrowRight', false, sight)).toEqual({ x: [50, 100], y: [0, 10] });
  expect(movedBrush(begun, 'Escape', false, sight)).toBeNull();
  expect(movedBrush(null, 'Escape', false, sight)).toBeUndefined();
  expect(movedBrush(begun, 'a', false, sight)).toBeUndefined();
});

test('a lane knows how much of its time had work', () => {
  const lanes = [
    { id: 'a', name: 'Worker 1' },
    { id: 'b', name: 'Worker 2' },
  ];
  const chunks = [
    { lane: 'a', start: 8_500, end: 9_500, strategies: 3 },
    { lane: 'a', start: 9_900, end: null, strategies: 1 },
    { lane: 'a', start: 1_000, end: 2_000, strategies: 3 },
  ];
  const [a, b] = lanesOf({ now: 10_000, lanes, chunks }, 1_000);
  expect(a!.busy).toBeCloseTo(0.6);
  expect(a!.chunks).toHaveLength(2);
  expect(b).toMatchObject({ name: 'Worker 2', busy: 0, chunks: [] });
});
