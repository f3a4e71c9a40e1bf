import type { Random } from '../../strategy/random.ts';
import { nonDominatedFronts } from '../fronts.ts';
import type { Individual } from '../individual.ts';
import { shuffled } from '../shuffle.ts';
import { solve } from '../solve.ts';

/** What NSGA-III remembers of earlier generations. All are minimised: the values times minus the sign of their weights. */
export interface Nsga3Memory {
  readonly ideal: readonly number[];
  readonly worst: readonly number[];
  readonly extremes: readonly (readonly number[])[];
}

type Point = readonly number[];

/**
 * The k best by front and by niche (Deb and Jain 2014; DEAP's `selNSGA3`, with a memory `selNSGA3WithMemory`): whole
 * fronts in their order; of the one that would exceed k those that belong to the reference points with the fewest
 * members, the nearest first where there is none yet, else anyone of the niche. Each individual at most once.
 *
 * DEAP 1.3.1 picks the same individual several times, and divides by the intercepts less the ideal point although
 * they are measured from it; both are done right here (the second is wrong in DEAP 1.4 too; the two agree where the
 * ideal point is the origin). Values that are not finite count as the worst of the population.
 *
 * @param points one row a reference point, as long as there are objectives
 * @returns those chosen, and what to give to the next call
 */
export function selectNsga3(
  random: Random,
  weights: readonly number[],
  points: readonly Point[],
  k: number,
  population: readonly Individual[],
  memory?: Nsga3Memory,
): { chosen: Individual[]; memory: Nsga3Memory } {
  const fronts: number[][] = [];
  let count = 0;
  for (const front of nonDominatedFronts(
    weights,
    population.map((individual) => individual.fitness),
  )) {
    if (count >= k && fronts.length > 0) break;
    fronts.push(front);
    count += front.length;
  }
  const places = fronts.flat();
  const values = minimised(
    weights,
    places.map((place) => population[place]!),
  );
  const next = remember(values, memory);
  if (count <= k) return { chosen: places.map((place) => population[place]!), memory: next };
  const { niches, distances } = associate(values, points, next.ideal, nadir(next, values));
  const whole = count - fronts.at(-1)!.length;
  const counts = points.map(() => 0);
  for (const niche of niches.slice(0, whole)) counts[niche]!++;
  const last = fill(random, k - whole, niches.slice(whole), distances.slice(whole), counts);
  return { chosen: [...places.slice(0, whole), ...last.map((i) => places[whole + i]!)].map((place) => population[place]!), memory: next };
}

function minimised(weights: readonly number[], individuals: readonly Individual[]): number[][] {
  const values = individuals.map(({ fitness }) => weights.map((weight, i) => -Math.sign(weight) * fitness[i]!));
  const worst = weights.map((_, i) => -minimum(values.map((value) => -value[i]!).filter(Number.isFinite)));
  // Where nobody has a number, any one does.
  return values.map((value) => value.map((x, i) => (Number.isFinite(x) ? x : Number.isFinite(worst[i]) ? worst[i]! : 0)));
}

function remember(values: readonly Point[], memory: Nsga3Memory | undefined): Nsga3Memory {
  const seen = memory ? [...values, memory.ideal] : values;
  const ideal = seen[0]!.map((_, i) => minimum(seen.map((value) => value[i]!)));
  const worst = ideal.map((_, i) => -minimum([...values, ...(memory ? [memory.worst] : [])].map((value) => -value[i]!)));
  return { ideal, worst, extremes: extremePoints(memory ? [...values, ...memory.extremes] : values, ideal) };
}

/** For each axis the point that is nearest to it: the one with the least achievement scalarising function. */
export function extremePoints(values: readonly Point[], ideal: Point): Point[] {
  return ideal.map((_, axis) => {
    const scalar = (value: Point) => Math.max(...value.map((x, i) => (x - ideal[i]!) * (i === axis ? 1 : 1e6)));
    let [best, least] = [values[0]!, scalar(values[0]!)];
    for (const value of values) {
      const s = scalar(value);
      if (s < least) [best, least] = [value, s];
    }
    return best;
  });
}

/** Where the plane through the extreme points meets the axes; the worst values where it does not, or meets them beyond. */
export function nadir({ ideal, worst, extremes }: Nsga3Memory, values: readonly Point[]): Point {
  const x = solve(
    extremes.map((extreme) => extreme.map((value, i) => value - ideal[i]!)),
    ideal.map(() => 1),
  );
  const intercepts = x?.map((value) => 1 / value);
  const usable = intercepts?.every((length, i) => length > 1e-6 && length + ideal[i]! <= worst[i]!);
  if (intercepts && usable) return intercepts.map((length, i) => length + ideal[i]!);
  return ideal.map((_, i) => -minimum(values.map((value) => -value[i]!)));
}

/** For each individual the reference point whose line from the ideal point is the nearest, and how far it is. */
export function associate(values: readonly Point[], points: readonly Point[], ideal: Point, farthest: Point) {
  const directions = points.map((point) => {
    const length = Math.hypot(...point);
    return point.map((x) => x / length);
  });
  const niches: number[] = [];
  const distances: number[] = [];
  for (const value of values) {
    const scaled = value.map((x, i) => (farthest[i]! > ideal[i]! ? (x - ideal[i]!) / (farthest[i]! - ideal[i]!) : 0));
    let [niche, nearest] = [0, Number.POSITIVE_INFINITY];
    // The innermost loops of the algorithm: individuals × reference points × objectives.
    for (let j = 0; j < directions.length; j++) {
      const direction = directions[j]!;
      let along = 0;
      for (let i = 0; i < scaled.length; i++) along += scaled[i]! * direction[i]!;
      let squares = 0;
      for (let i = 0; i < scaled.length; i++) {
        const off = along * direction[i]! - scaled[i]!;
        squares += off * off;
      }
      if (squares < nearest) {
        niche = j;
        nearest = squares;
      }
    }
    niches.push(niche);
    distances.push(Math.sqrt(nearest));
  }
  return { niches, distances };
}

/** Places of k of the last front; the counts are of those that stay anyway, and go up with each one taken. */
function fill(random: Random, k: number, niches: readonly number[], distances: readonly number[], counts: number[]): number[] {
  const members = new Map<number, number[]>();
  for (const [place, niche] of niches.entries()) members.set(niche, [...(members.get(niche) ?? []), place]);
  const chosen: number[] = [];
  while (chosen.length < k) {
    const fewest = minimum([...members.keys()].map((niche) => counts[niche]!));
    const emptiest = [...members.keys()].filter((niche) => counts[niche] === fewest).sort((a, b) => a - b);
    for (const niche of shuffled(random, emptiest).slice(0, k - chosen.length)) {
      const left = members.get(niche)!;
      const nearest = minimum(left.map((place) => distances[place]!));
      const taken = counts[niche] === 0 ? left.find((place) => distances[place] === nearest)! : random.choice(left);
      counts[niche]!++;
      chosen.push(taken);
      if (left.length === 1) members.delete(niche);
      else
        members.set(
          niche,
          left.filter((place) => place !== taken),
        );
    }
  }
  return chosen;
}

// Not Math.min(...): a population can have more members than a call arguments.
const minimum = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
