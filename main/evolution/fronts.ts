import type { Fitness } from '../strategy/fitness.ts';
import { compareFitness, compareObjective, dominates, sameFitness } from './compare.ts';

/** Individuals with one fitness, by their places, in their order. */
interface Group {
  readonly fitness: Fitness;
  readonly places: readonly [number, ...number[]];
}

type Front = readonly Group[];

/**
 * Sorts into non-dominated fronts: nobody in the first is dominated by anybody, nobody in the second by anybody but the
 * first, and so on (Deb et al. 2002). Equal fitnesses share a front and stand together.
 *
 * The order within a front is that of DEAP's `sortNondominated`: it decides who is an extreme when values tie, and who
 * is cut off when crowding distances do. The first front keeps the order of appearance; in each further one, members
 * stand in the order in which their last dominators stand in the front before.
 *
 * Fronts are lists, also where there is but one: with `first_front_only` DEAP's `sortLogNondominated` returns its members.
 *
 * Takes O(n log n) comparisons for two objectives, where DEAP always takes O(n²); for more, O(n²) at worst.
 *
 * @returns places in `fitnesses`, a list a front, the best front first
 */
export function nonDominatedFronts(weights: readonly number[], fitnesses: readonly Fitness[]): number[][] {
  const fronts: Group[][] = [];
  for (const group of groupsBestFirst(weights, fitnesses)) {
    const front = firstWithoutDominator(weights, fronts, group.fitness);
    const members = fronts[front];
    if (members) members.push(group);
    else fronts.push([group]);
  }
  let ranks = new Map<Group, number>();
  return fronts.map((front, i) => {
    const previous = fronts[i - 1];
    const waits = previous ? lastDominators(weights, previous, ranks, front) : front.map(() => 0);
    const wait = new Map(front.map((group, j) => [group, waits[j]!]));
    const ordered = front.toSorted((a, b) => wait.get(a)! - wait.get(b)! || a.places[0] - b.places[0]);
    ranks = new Map(ordered.map((group, rank) => [group, rank]));
    return ordered.flatMap((group) => group.places);
  });
}

// Best first in the lexicographic order, so that nobody is dominated by somebody after them.
function groupsBestFirst(weights: readonly number[], fitnesses: readonly Fitness[]): Group[] {
  const order = fitnesses.map((_, place) => place).sort((a, b) => compareFitness(weights, fitnesses[b]!, fitnesses[a]!));
  const groups: { fitness: Fitness; places: [number, ...number[]] }[] = [];
  for (const place of order) {
    const fitness = fitnesses[place]!;
    const last = groups.at(-1);
    if (last && sameFitness(weights, last.fitness, fitness)) last.places.push(place);
    else groups.push({ fitness, places: [place] });
  }
  return groups;
}

// Efficient non-dominated sort with binary search (ENS-BS; Zhang, Tian, Cheng and Jin 2015): whoever has a dominator in
// a front has one in each front before it.
function firstWithoutDominator(weights: readonly number[], fronts: readonly Front[], fitness: Fitness): number {
  let low = 0;
  let high = fronts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hasDominator(weights, fronts[middle]!, fitness)) low = middle + 1;
    else high = middle;
  }
  return low;
}

// From the latest back: it is the likeliest to dominate. With two objectives nobody else can if it does not, because
// within a front the second objective rises where the first falls.
function hasDominator(weights: readonly number[], front: Front, fitness: Fitness): boolean {
  const last = weights.length <= 2 ? front.length - 1 : 0;
  for (let i = front.length - 1; i >= last; i--) if (dominates(weights, front[i]!.fitness, fitness)) return true;
  return false;
}

/** For each member of a front the rank of its last dominator in the front before. Both are best first, `ranks` is DEAP's order. */
function lastDominators(weights: readonly number[], previous: Front, ranks: ReadonlyMap<Group, number>, front: Front): number[] {
  if (weights.length === 2) return lastDominatorsOfTwo(weights, previous, ranks, front);
  const latestFirst = previous.toSorted((a, b) => ranks.get(b)! - ranks.get(a)!);
  return front.map(({ fitness }) => ranks.get(latestFirst.find((group) => dominates(weights, group.fitness, fitness))!)!);
}

// With two objectives the dominators are those that are not worse in the first (a beginning of the front, longer for each
// next member) and not worse in the second (an end of it, shorter for each next member): the maximum of a sliding window.
function lastDominatorsOfTwo(weights: readonly number[], previous: Front, ranks: ReadonlyMap<Group, number>, front: Front): number[] {
  const notWorse = (objective: 0 | 1, a: Group, b: Group) =>
    compareObjective(weights[objective]!, a.fitness[objective]!, b.fitness[objective]!) >= 0;
  const window: Group[] = [];
  let first = 0;
  let next = 0;
  return front.map((member) => {
    for (; next < previous.length && notWorse(0, previous[next]!, member); next++) {
      const rank = ranks.get(previous[next]!)!;
      while (window.length > first && ranks.get(window.at(-1)!)! < rank) window.pop();
      window.push(previous[next]!);
    }
    while (!notWorse(1, window[first]!, member)) first++;
    return ranks.get(window[first]!)!;
  });
}
