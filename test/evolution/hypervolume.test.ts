import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hypervolume } from '../../main/evolution/hypervolume.ts';
import { estimatedVolume } from '../../main/evolution/hypervolume-estimate.ts';

/** Coordinates from a linear congruential generator (Numerical Recipes), so that Python makes the same. */
function sphere(dimensions: number, count: number, power: number): number[][] {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const point = Array.from({ length: dimensions }, () => next() + 0.01);
    const length = Math.sqrt(point.reduce((sum, x) => sum + x * x, 0));
    return point.map((x) => (x / length) ** power);
  });
}

const sphereReferences = [
  { dimensions: 4, count: 250, power: 1, volume: 0.22085369696051455 },
  { dimensions: 4, count: 250, power: 3, volume: 0.0017062630739005118 },
  { dimensions: 4, count: 500, power: 3, volume: 0.0019916911777826626 },
  { dimensions: 5, count: 100, power: 1, volume: 0.06710256055909222 },
  { dimensions: 5, count: 100, power: 3, volume: 2.8651728540453294e-5 },
];

/** Unit cells below a point of whole coordinates up to `side`: the volume, counted. */
function cells(points: readonly (readonly number[])[], dimensions: number, side: number): number {
  const filled = new Set<number>();
  for (let cell = 0; cell < side ** dimensions; cell++) {
    const at = Array.from({ length: dimensions }, (_, d) => Math.floor(cell / side ** d) % side);
    if (points.some((point) => at.every((low, d) => point[d]! > low))) filled.add(cell);
  }
  return filled.size;
}

it.each([
  [2, 9, 300],
  [3, 6, 300],
  [4, 4, 150],
  [5, 3, 60],
])('with %i objectives it is the number of cells that somebody dominates, with ties and with points that others cover', (d, side, runs) => {
  const point = fc.array(fc.integer({ min: 0, max: side }), { minLength: d, maxLength: d });
  const [weights, reference] = [new Array(d).fill(1), new Array(d).fill(0)];
  fc.assert(
    fc.property(fc.array(point, { maxLength: 25 }), (points) => {
      expect(hypervolume(weights, points, reference)).toBeCloseTo(cells(points, d, side), 9);
    }),
    { seed: 5, numRuns: runs },
  );
});

/** A front: whole coordinates of about the same sum. */
const frontOf = (d: number, side: number, count: number) =>
  Array.from({ length: count }, (_, i) => Array.from({ length: d }, (__, k) => 1 + ((i * (7 + 4 * k) + ((i * i) >> (k + 1))) % side)));

it.each([
  [4, 8, 300],
  [5, 5, 100],
])('with %i objectives and a large front it is right to some thousandths, the same every time', (d, side, count) => {
  const points = frontOf(d, side, count);
  const [weights, reference] = [new Array(d).fill(1), new Array(d).fill(0)];
  const found = hypervolume(weights, points, reference);
  expect(Math.abs(found / cells(points, d, side) - 1)).toBeLessThan(0.005);
  expect(hypervolume(weights, points.toReversed(), reference)).toBeCloseTo(found, 6);
});

// Points on a sphere whose coordinates are raised to a power: with 3 nearly all of them lie close to the axes. Sizes from
// python3-deap 1.3.1 (deap.tools._hypervolume.hv), by `test/evolution/hypervolume-reference.py`.
it.each(sphereReferences)('$count points of $dimensions objectives, power $power, as DEAP’s exact volume', (reference) => {
  const { dimensions, count, power, volume } = reference;
  const found = hypervolume(new Array(dimensions).fill(1), sphere(dimensions, count, power), new Array(dimensions).fill(0));
  expect(Math.abs(found / volume - 1)).toBeLessThan(0.005);
});

it('with six objectives it is estimated from samples', () => {
  const points = frontOf(6, 3, 40);
  const found = hypervolume(new Array(6).fill(1), points, new Array(6).fill(0));
  expect(found).toBe(estimatedVolume(points));
  expect(Math.abs(found / cells(points, 6, 3) - 1)).toBeLessThan(0.1);
});
