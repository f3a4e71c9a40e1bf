import type { Fitness } from '../strategy/fitness.ts';
import { estimatedVolume } from './hypervolume-estimate.ts';

/** Steps that an exact volume may take, some ten milliseconds: it is computed after every generation. */
const STEPS = 5e6;

/** Points in all the volumes of three objectives that a volume of four or five may be put together from: as long. */
const WORK = 60_000;

/**
 * The volume of what a set of points dominates, up to a reference point that everybody should beat: one number for how
 * good and how wide a front is (Zitzler and Thiele 1998). Exact for up to three objectives, and for more of them by
 * cutting along the last one again and again (HSO; While et al. 2006) as long as that takes no more than some
 * milliseconds: with four objectives up to 170 points, with five up to 47, with six up to 21. Beyond that four and five are
 * cut where it matters most, which is right to some thousandths, and six and more are estimated by samples, to some
 * hundredths and, where most points cover each other, a tenth. Points that are not better than the reference in every
 * objective, or that have a NaN, count nothing.
 *
 * DEAP assumes that each point beats the reference (those that do not make its sum wrong), and its function in
 * Python fails for three objectives; that in C agrees with this one.
 *
 * @param reference in the order and units of the fitness
 */
export function hypervolume(weights: readonly number[], fitnesses: readonly Fitness[], reference: Fitness): number {
  // How much better than the reference, in each objective.
  const gains = fitnesses
    .map((fitness) => weights.map((weight, i) => Math.sign(weight) * (fitness[i]! - reference[i]!)))
    .filter((gain) => gain.every((g) => g > 0));
  const dimensions = weights.length;
  if (dimensions <= 3 || gains.length ** (dimensions - 1) <= STEPS) return volume(gains, dimensions);
  if (dimensions > 5) return estimatedVolume(gains);
  const cuts = WORK / gains.length;
  // Behind most cuts along one axis few points are left, so that there may be more along the other.
  return cutVolume(gains, dimensions, Math.ceil(dimensions === 4 ? cuts : Math.sqrt(6 * cuts)));
}

/**
 * The same from so many cuts along each axis beyond the third: the volume behind a cut falls from cut to cut, so that
 * between two of them what is not known is the step between their volumes, and the largest of those is cut next. What
 * is left counts half.
 */
function cutVolume(points: readonly (readonly number[])[], dimensions: number, cuts: number): number {
  if (dimensions === 3 || points.length <= 1) return volume(points, dimensions);
  const axis = dimensions - 1;
  const behind = (at: number) =>
    cutVolume(
      points.filter((point) => point[axis]! > at),
      axis,
      cuts,
    );
  const end = points.reduce((most, point) => Math.max(most, point[axis]!), 0);
  const slabs = [{ from: 0, to: end, high: behind(0), low: 0 }];
  const unknown = ({ from, to, high, low }: (typeof slabs)[number]) => (to - from) * (high - low);
  for (let cut = 0; cut < cuts; cut++) {
    const place = slabs.reduce((best, slab, i) => (unknown(slab) > unknown(slabs[best]!) ? i : best), 0);
    const { from, to, high, low } = slabs[place]!;
    const at = (from + to) / 2;
    if (high === low || at <= from || at >= to) break;
    const middle = behind(at);
    slabs.splice(place, 1, { from, to: at, high, low: middle }, { from: at, to, high: middle, low });
  }
  return slabs.reduce((sum, { from, to, high, low }) => sum + ((to - from) * (high + low)) / 2, 0);
}

/** Volume of the union of the boxes from the origin to each point, of which the first `dimensions` coordinates count. */
function volume(points: readonly (readonly number[])[], dimensions: number): number {
  if (points.length === 0) return 0;
  if (dimensions === 1) return points.reduce((most, point) => Math.max(most, point[0]!), 0);
  const axis = dimensions - 1;
  const highestFirst = points.toSorted((a, b) => b[axis]! - a[axis]!);
  if (dimensions === 2) return area(highestFirst);
  if (dimensions === 3) return staircases(highestFirst);
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

/**
 * In space, with the highest third coordinate first: layers between two points, each over the staircase of all points
 * so far, which every point enters once and leaves once.
 */
function staircases(points: readonly (readonly number[])[]): number {
  // From the left, and so from the highest: each step wider and lower than the one before.
  const steps: { readonly width: number; readonly height: number }[] = [];
  let ground = 0;
  let total = 0;
  for (const [i, point] of points.entries()) {
    const [width, height, top] = point as [number, number, number];
    const at = steps.findIndex((step) => step.width >= width);
    const first = at < 0 ? steps.length : at;
    if (at < 0 || steps[at]!.height < height) {
      // Those that it covers, of which the first may be partly behind a higher one.
      let from = first;
      while (from > 0 && steps[from - 1]!.height <= height) from--;
      let left = steps[from - 1]?.width ?? 0;
      for (let k = from; k < first; k++) {
        ground += (steps[k]!.width - left) * (height - steps[k]!.height);
        left = steps[k]!.width;
      }
      ground += (width - left) * (height - (steps[first]?.height ?? 0));
      const covered = steps[first]?.width === width ? first + 1 : first;
      steps.splice(from, covered - from, { width, height });
    }
    total += ground * (top - (points[i + 1]?.[2] ?? 0));
  }
  return total;
}
