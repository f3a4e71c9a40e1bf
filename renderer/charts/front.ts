/** A measure of two, with the direction in which it is better. */
export interface Aim {
  /** 1 when more is better, −1 when less is. */
  readonly sign: 1 | -1;
}

/**
 * Which points no other point is better than in both measures: the Pareto front of the two, from the best in x to the best
 * in y. Equal points are in it together.
 *
 * @param points [x, y] of each
 * @returns their places
 */
export function frontOf(points: readonly (readonly [number, number])[], x: Aim, y: Aim): number[] {
  const places = [...points.keys()].filter((i) => points[i]!.every(Number.isFinite));
  const value = (i: number, side: 0 | 1) => points[i]![side] * (side === 0 ? x : y).sign;
  places.sort((a, b) => value(b, 0) - value(a, 0) || value(b, 1) - value(a, 1) || a - b);
  const front: number[] = [];
  for (const i of places) {
    const last = front.at(-1);
    const isEqual = last !== undefined && value(i, 0) === value(last, 0) && value(i, 1) === value(last, 1);
    if (last === undefined || isEqual || value(i, 1) > value(last, 1)) front.push(i);
  }
  return front;
}
