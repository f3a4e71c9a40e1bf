import type { Fitness } from '../strategy/fitness.ts';

/**
 * The volume of what a set of points dominates, up to a reference point that everybody should beat: one number for how
 * good and how wide a front is (Zitzler and Thiele 1998). Exact, by cutting along the last objective again and again
 * (HSO; While et al. 2006): n·log n for two objectives, n² log n for three. Points that are not better than the
 * reference in every objective, or that have a NaN, count nothing.
 *
 * DEAP assumes that each point beats the reference (those that do not make its sum wrong), and its function in
 * Python fails for three objectives; that in C agrees with this one.
 *
 * @param reference in the order and units of the fitness
 */
export function hypervolume(weights: readonly number[], fitnesses: readonly Fitness[], reference: Fitness): number {
  // How much better than the reference, in each objective.
  const gains = fitnesses.map((fitness) => weights.map((weight, i) => Math.sign(weight) * (fitness[i]! - reference[i]!)));
  return volume(
    gains.filter((gain) => gain.every((g) => g > 0)),
    weights.length,
  );
}

/** Volume of the union of the boxes from the origin to each point, of which the first `dimensions` coordinates count. */
function volume(points: readonly (readonly number[])[], dimensions: number): number {
  if (points.length === 0) return 0;
  if (dimensions === 1) return points.reduce((most, point) => Math.max(most, point[0]!), 0);
  const axis = dimensions - 1;
  const highestFirst = points.toSorted((a, b) => b[axis]! - a[axis]!);
  if (dimensions === 2) return area(highestFirst);
  let total = 0;
  for (let i = 0; i < highestFirst.length; i++) {
    const thickness = highestFirst[i]![axis]! - (highestFirst[i + 1]?.[axis] ?? 0);
    if (thickness > 0) total += thickness * volume(highestFirst.slice(0, i + 1), axis);
  }
  return total;
}

/** In the plane, with the highest second coordinate first: a staircase. */
function area(points: readonly (readonly number[])[]): number {
  let total = 0;
  let width = 0;
  for (const point of points) {
    if (point[0]! <= width) continue;
    total += (point[0]! - width) * point[1]!;
    width = point[0]!;
  }
  return total;
}
