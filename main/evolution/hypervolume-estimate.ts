/** Enough for an error of some hundredths (a tenth where most boxes overlap), and few enough for some ten milliseconds with a thousand. */
const SAMPLES = 2_048;

/**
 * The volume of the union of the boxes from the origin to each point, estimated: samples are drawn from the boxes by their
 * volumes, and one that lies in c boxes counts a c-th (Karp, Luby and Madras 1989), so that a union which fills little of
 * the space is met all the same. The samples are an additive recurrence (Roberts 2018), the same for every call: equal
 * fronts have equal numbers, and nothing is drawn at random.
 *
 * @param given points of as many positive coordinates as there are dimensions
 */
export function estimatedVolume(given: readonly (readonly number[])[]): number {
  // The widest first: behind the first one that is too narrow for a sample no other one covers it.
  const points = given.toSorted((a, b) => b[0]! - a[0]!);
  const count = points.length;
  const dimensions = points[0]!.length;
  const corners = Float64Array.from(points.flat());
  const upTo = new Float64Array(count);
  let sum = 0;
  for (const [i, point] of points.entries()) {
    sum += point.reduce((product, side) => product * side, 1);
    upTo[i] = sum;
  }
  const strides = recurrence(dimensions + 1);
  const sample = new Float64Array(dimensions);
  let shares = 0;
  for (let n = 1; n <= SAMPLES; n++) {
    const box = firstAbove(upTo, fraction(0.5 + n * strides[0]!) * sum);
    for (let d = 0; d < dimensions; d++) sample[d] = fraction(0.5 + n * strides[d + 1]!) * corners[box * dimensions + d]!;
    let covers = 0;
    for (let i = 0, at = 0; i < count && sample[0]! <= corners[at]!; i++, at += dimensions) {
      let d = 1;
      while (d < dimensions && sample[d]! <= corners[at + d]!) d++;
      if (d === dimensions) covers++;
    }
    shares += 1 / covers;
  }
  return (sum * shares) / SAMPLES;
}

const fraction = (value: number) => value - Math.floor(value);

/** Strides of the recurrence: powers of 1 / φ, the root of x^(dimensions + 1) = x + 1. */
function recurrence(dimensions: number): number[] {
  let phi = 2;
  for (let i = 0; i < 60; i++) phi = (1 + phi) ** (1 / (dimensions + 1));
  return Array.from({ length: dimensions }, (_, d) => phi ** -(d + 1));
}

/** The first place whose value is above; the last one where rounding leaves none. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
