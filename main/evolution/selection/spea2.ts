import { dominates } from '../compare.ts';
import type { Individual } from '../individual.ts';

/**
 * The k best by strength (SPEA2; Zitzler, Laumanns and Thiele 2001; DEAP's `selSPEA2`): all that nobody dominates, in
 * their order. If these are too few, those with the lowest sum of their dominators' strengths (how many each of them
 * dominates) follow, of equals the lonelier; if too many, the one with the nearest neighbour is taken out again and again,
 * the earlier one of equals. Each individual at most once.
 *
 * DEAP compares each individual with the later ones only to see how lonely it is, and that with squared distances; here
 * it is the distance to the √n-th nearest of all others, as in the paper. O(n² log n) in all, and a front that is too
 * large takes the square of its size in memory. Values that are not finite are infinitely far from all others.
 */
export function selectSpea2(weights: readonly number[], k: number, population: readonly Individual[]): Individual[] {
  const n = population.length;
  const dominators: number[][] = population.map(() => []);
  const strength = population.map(() => 0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (!dominates(weights, population[i]!.fitness, population[j]!.fitness)) continue;
      strength[i]!++;
      dominators[j]!.push(i);
    }
  }
  const raw = dominators.map((list) => list.reduce((sum, i) => sum + strength[i]!, 0));
  const front = [...raw.keys()].filter((i) => raw[i] === 0);
  const chosen = front.length > k ? thinOut(population, front, k) : [...front, ...lowest(population, raw, k - front.length)];
  return chosen.map((i) => population[i]!);
}

/** The dominated ones with the lowest fitness; a crowded neighbourhood adds less than 1, so it tells equals apart only. */
function lowest(population: readonly Individual[], raw: readonly number[], count: number): number[] {
  if (count <= 0) return [];
  const dominated = [...raw.keys()].filter((i) => raw[i]! > 0).sort((a, b) => raw[a]! - raw[b]!);
  const last = raw[dominated[count - 1] ?? -1];
  if (last === undefined) return dominated;
  const below = dominated.filter((i) => raw[i]! < last);
  const equal = dominated.filter((i) => raw[i] === last);
  const room = new Map(equal.map((i) => [i, distanceToNth(population, i)]));
  equal.sort((a, b) => (room.get(a) === room.get(b) ? 0 : room.get(b)! - room.get(a)!));
  return [...below, ...equal.slice(0, count - below.length)];
}

/** How far the √n-th nearest of all others is. */
function distanceToNth(population: readonly Individual[], i: number): number {
  const own = population[i]!;
  const distances = new Float64Array(population.length - 1);
  for (let j = 0, next = 0; j < population.length; j++) if (j !== i) distances[next++] = distance(own, population[j]!);
  const nth = Math.min(Math.floor(Math.sqrt(population.length)), distances.length);
  return distances.sort()[nth - 1]!;
}

/** Takes out whoever has the nearest neighbour; if several, whose next nearest is nearer, and so on. */
function thinOut(population: readonly Individual[], front: readonly number[], k: number): number[] {
  const between = front.map((i) => Float64Array.from(front, (j) => distance(population[i]!, population[j]!)));
  // The others, nearest first. Those taken out stay in the lists and are passed over.
  const neighbours = between.map((row, i) =>
    Uint32Array.from(row.keys())
      .filter((j) => j !== i)
      .sort((a, b) => (row[a] === row[b] ? a - b : row[a]! - row[b]!)),
  );
  const alive = new Uint8Array(front.length).fill(1);
  const nearest = new Uint32Array(front.length);
  const nextAlive = (i: number, from: number): number => {
    let at = from;
    while (at < neighbours[i]!.length && !alive[neighbours[i]![at]!]) at++;
    return at;
  };
  const crowds = (i: number, j: number): boolean => {
    for (let [a, b] = [nearest[i]!, nearest[j]!]; a < neighbours[i]!.length; [a, b] = [nextAlive(i, a + 1), nextAlive(j, b + 1)]) {
      const [x, y] = [between[i]![neighbours[i]![a]!]!, between[j]![neighbours[j]![b]!]!];
      if (x !== y) return x < y;
    }
    return false;
  };
  // Twins have the same distances to all others, so that the first of them stands for all that are left.
  const twins = [...Map.groupBy(front.keys(), (i) => population[front[i]!]!.fitness.join()).values()];
  for (let left = front.length; left > k; left--) {
    let crowded = -1;
    for (const group of twins) {
      while (group.length > 0 && !alive[group[0]!]) group.shift();
      const i = group[0];
      if (i === undefined) continue;
      nearest[i] = nextAlive(i, nearest[i]!);
      if (crowded < 0 || crowds(i, crowded) || (i < crowded && !crowds(crowded, i))) crowded = i;
    }
    alive[crowded] = 0;
  }
  return front.filter((_, i) => alive[i]);
}

function distance(a: Individual, b: Individual): number {
  let squares = 0;
  for (const [i, x] of a.fitness.entries()) {
    const y = b.fitness[i]!;
    if (Object.is(x, y)) continue;
    const difference = x - y;
    squares += Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference * difference;
  }
  return Math.sqrt(squares);
}
