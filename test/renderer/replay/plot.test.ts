import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { colorScale, colorScales, ramp } from '../../../renderer/charts/replay/color-scale.ts';
import { axisMeasures, failedSlots, firstAxes, rankedSlots } from '../../../renderer/charts/replay/measures.ts';
import { boxOf, MOST_POINTS, type Plot, placeAt, placesOf, slotNear } from '../../../renderer/charts/replay/plot.ts';
import { ticks } from '../../../renderer/charts/ticks.ts';
import { colors as named, objectives, row, WORST } from '../fixtures.ts';
import { columnsOf, type Member } from './columns.ts';

const stops: Record<string, string> = {
  'ramp-1': '#000000',
  'ramp-2': '#400000',
  'ramp-3': '#800000',
  'ramp-4': '#c00000',
  'ramp-5': '#ff0000',
};
/** Colours named after themselves, but for the ramp, which is mixed. */
const colors = new Proxy(named, { get: (_, name) => stops[String(name)] ?? String(name) });
const rows = [row(0)];
const axes = axisMeasures(objectives);
const by = (key: string) => axes.find((measure) => measure.key === key)!;

const plotOf = (part: Partial<Plot> = {}): Plot => ({
  ...{ width: 400, height: 300, x: by('maxDrawdown'), y: by('sharpe'), xRange: [0, 1], yRange: [-2, 2] },
  ...{ color: colorScale('origin', objectives, rows, colors), objectives, margin: true },
  ...part,
});

const parents: Member[] = [{ fitness: [1, 0.2, 0.5] }, { fitness: [-1, 0.8, 0.5] }, { fitness: [...WORST] }];
const children: Member[] = [
  { fitness: [2, 0.1, 0.5], parents: [1, 0], operator: 'crossover' },
  { fitness: [1, 0.2, 0.5], parents: [0], operator: 'reproduce' },
  { fitness: [0, 0.5, 0.5], parents: [2], operator: 'mutation' },
];

describe('places', () => {
  const plot = plotOf();
  const box = boxOf(plot);
  const before = placesOf(plot, columnsOf(0, parents));
  const after = placesOf(plot, columnsOf(1, children));

  test('stand where the axes say', () => {
    expect(before.x[0]).toBeCloseTo(box.left + 0.2 * (box.right - box.left), 3);
    expect(before.y[0]).toBeCloseTo(box.bottom - 0.75 * (box.bottom - box.top), 3);
  });

  test('everybody moves from the place of the first parent to the own one', () => {
    for (const [slot, { parents: from }] of children.entries()) {
      const first = from![0]!;
      expect(placeAt({ before, after, t: 0 }, slot)).toEqual([before.x[first], before.y[first]]);
      expect(placeAt({ before, after, t: 1 }, slot)).toEqual([after.x[slot], after.y[slot]]);
      const [x, y] = placeAt({ before, after, t: 0.5 }, slot);
      expect(x).toBeCloseTo((before.x[first]! + after.x[slot]!) / 2, 3);
      expect(y).toBeCloseTo((before.y[first]! + after.y[slot]!) / 2, 3);
    }
  });

  test('the way is never left, whatever the moment', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2), (t, slot) => {
        const [x, y] = placeAt({ before, after, t }, slot);
        const first = children[slot]!.parents![0]!;
        expect(x).toBeGreaterThanOrEqual(Math.min(before.x[first]!, after.x[slot]!) - 1e-3);
        expect(x).toBeLessThanOrEqual(Math.max(before.x[first]!, after.x[slot]!) + 1e-3);
        expect(y).toBeGreaterThanOrEqual(Math.min(before.y[first]!, after.y[slot]!) - 1e-3);
        expect(y).toBeLessThanOrEqual(Math.max(before.y[first]!, after.y[slot]!) + 1e-3);
      }),
      { seed: 1 },
    );
  });

  test('who never traded stands in the margin, left of the axis', () => {
    expect([...before.failed]).toEqual([0, 0, 1]);
    expect(before.x[2]).toBeLessThan(box.left);
    expect(before.x[2]).toBeGreaterThanOrEqual(box.left - box.margin);
    expect(before.x[0]).toBeGreaterThanOrEqual(box.left);
  });

  test('a generation in which everybody failed has all its places in the margin', () => {
    const all = placesOf(
      plot,
      columnsOf(
        0,
        Array.from({ length: 50 }, () => ({ fitness: [...WORST] })),
      ),
    );
    expect([...all.x].every((x) => x < box.left)).toBe(true);
    expect(new Set(all.y).size).toBe(50);
  });

  test('who is outside of the axes stands at their edge', () => {
    const far = placesOf(plot, columnsOf(0, [{ fitness: [99, 5, 0.5] }]));
    expect([far.x[0], far.y[0]]).toEqual([box.right, box.top]);
  });

  test('a point is found by where it is drawn at that moment', () => {
    expect(slotNear({ before, after, t: 0 }, before.x[1]! + 3, before.y[1]!)).toBe(0);
    expect(slotNear({ before, after, t: 1 }, before.x[1]! + 3, before.y[1]!)).toBe(-1);
    expect(slotNear({ before, after, t: 1 }, after.x[2]!, after.y[2]! - 4)).toBe(2);
  });

  test('of a very large population every few slots are drawn', () => {
    const many = (length: number) =>
      columnsOf(
        0,
        Array.from({ length }, () => ({ fitness: [1, 0.5, 0.5] })),
      );
    expect(placesOf(plot, many(MOST_POINTS)).stride).toBe(1);
    expect(placesOf(plot, many(2 * MOST_POINTS)).stride).toBe(2);
  });
});

describe('one objective', () => {
  const one = [{ metric: 'sharpe' as const, weight: 1 }];
  test('is spread by slot', () => {
    expect(firstAxes(one)).toEqual(['slot', 'sharpe']);
    const plot = plotOf({ objectives: one, x: by('slot'), xRange: by('slot').range(rows), y: axisMeasures(one)[0]!, margin: false });
    const places = placesOf(plot, columnsOf(0, [{ fitness: [1] }, { fitness: [1] }, { fitness: [1] }]));
    expect(new Set(places.x).size).toBe(3);
    expect(new Set(places.y).size).toBe(1);
  });
});

describe('colours', () => {
  test('say the origin, the age or any number', () => {
    expect(colorScales(objectives).map(({ key }) => key)).toEqual(['origin', 'age', 'sharpe', 'maxDrawdown', 'winRate', 'size', 'height']);
    const columns = columnsOf(0, [
      { fitness: [-1, 0.1, 0.5], operator: 'crossover', age: 0, size: 3 },
      { fitness: [1.5, 0.1, 0.5], operator: 'mutation', age: 40, size: 40 },
    ]);
    const shown = (key: string) => {
      const scale = colorScale(key, objectives, rows, colors);
      return [...scale.of(columns)].map((place) => scale.colors[place]);
    };
    expect(shown('origin')).toEqual(['crossover', 'mutation']);
    expect(shown('age')).toEqual([ramp(colors)[0], ramp(colors).at(-1)]);
    for (const key of ['sharpe', 'size']) {
      const [low, high] = shown(key);
      expect(low).not.toBe(high);
    }
  });

  test('run from the first colour of the theme to the last', () => {
    const all = ramp(colors);
    expect([all[0], all.at(-1)]).toEqual(['rgb(0,0,0)', 'rgb(255,0,0)']);
  });
});

test('the best comes first, those without trades last', () => {
  const members = [{ fitness: [...WORST] }, { fitness: [1, 0.3, 0.5] }, { fitness: [1, 0.2, 0.5] }, { fitness: [2, 0.9, 0.1] }];
  const columns = columnsOf(0, members);
  expect(rankedSlots(columns, objectives)).toEqual([3, 2, 1, 0]);
  expect([...failedSlots(columns, objectives)]).toEqual([1, 0, 0, 0]);
});

test('ticks are round numbers within the range', () => {
  expect(ticks(-0.1, 1.04, 5)).toEqual([0, 0.5, 1]);
  expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticks(3, 3, 5)).toEqual([]);
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (low, span) => {
      const found = ticks(low, low + span, 6);
      expect(found.length).toBeLessThanOrEqual(8);
      for (const value of found) expect(value >= low - span * 1e-9 && value <= low + span * (1 + 1e-9)).toBe(true);
    }),
    { seed: 2 },
  );
});
