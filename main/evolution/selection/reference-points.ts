/**
 * Points at even distances on the plane that meets each axis at 1 (Das and Dennis 1998; DEAP's
 * `uniform_reference_points`, in its order): all vectors of multiples of 1/divisions that sum to 1, which are
 * C(objectives + divisions − 1, divisions). A scaling below 1 moves them towards the centre, for a layer of its own.
 */
export function uniformReferencePoints(objectives: number, divisions: number, scaling = 1): number[][] {
  if (!(Number.isInteger(divisions) && divisions >= 1)) throw new RangeError(`reference points need at least 1 division, not ${divisions}`);
  const points: number[][] = [];
  const extend = (point: readonly number[], left: number) => {
    if (point.length === objectives - 1) points.push([...point, left / divisions]);
    else for (let i = 0; i <= left; i++) extend([...point, i / divisions], left - i);
  };
  extend([], divisions);
  return scaling === 1 ? points : points.map((point) => point.map((x) => x * scaling + (1 - scaling) / objectives));
}

/** The most divisions that do not give more points than there are individuals, so that each point can have one (Deb and Jain 2014). */
export function divisionsFor(objectives: number, population: number): number {
  if (objectives === 1) return 1;
  let points = 1;
  for (let divisions = 1; ; divisions++) {
    points = (points * (objectives + divisions - 1)) / divisions;
    if (points > population) return Math.max(1, divisions - 1);
  }
}

/** So many points still take a fraction of a second a generation. */
const MOST_POINTS = 20_000;

/** @throws {RangeError} when the points would be more than one can work with: 6 objectives with 100 divisions have 97 million */
export function checkDivisions(objectives: number, divisions: number): void {
  let points = 1;
  for (let i = 1; i <= divisions; i++) points = (points * (objectives + i - 1)) / i;
  if (points <= MOST_POINTS) return;
  throw new RangeError(
    `referencePoints.divisions is ${divisions}, which with ${objectives} objectives makes ${points.toLocaleString('en')} reference points, and ${MOST_POINTS.toLocaleString('en')} is the most: lower it`,
  );
}
