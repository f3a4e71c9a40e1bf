import type { Random } from '../../strategy/random.ts';
import { dominates } from '../compare.ts';
import { crowdingDistances } from '../crowding.ts';
import { nonDominatedFronts } from '../fronts.ts';
import type { Individual } from '../individual.ts';
import { shuffled } from '../shuffle.ts';

/** The crowding distance of each individual among those of its front. */
export function crowdingOf(weights: readonly number[], population: readonly Individual[]): Map<Individual, number> {
  const fitnesses = population.map((individual) => individual.fitness);
  const distances = new Map<Individual, number>();
  for (const front of nonDominatedFronts(weights, fitnesses)) {
    const crowding = crowdingDistances(front.map((place) => fitnesses[place]!));
    for (const [i, place] of front.entries()) distances.set(population[place]!, crowding[i]!);
  }
  return distances;
}

/**
 * The k best by front and loneliness (Deb et al. 2002; DEAP's `selNSGA2`): whole fronts in their order, and of the one
 * that reaches k the members with the largest crowding distances, these first. Returns the individuals themselves, in
 * DEAP's order, each at most once; all of them when k is not smaller than the population.
 */
export function selectNsga2(weights: readonly number[], k: number, population: readonly Individual[]): Individual[] {
  const fitnesses = population.map((individual) => individual.fitness);
  const fronts = nonDominatedFronts(weights, fitnesses);
  const chosen: number[] = [];
  for (const front of fronts) {
    const left = k - chosen.length;
    if (left <= 0) break;
    const last = front.length >= left || front === fronts.at(-1);
    const ordered = last ? lonelyFirst(front, crowdingDistances(front.map((place) => fitnesses[place]!))) : front;
    for (const place of ordered.slice(0, left)) chosen.push(place);
  }
  return chosen.map((place) => population[place]!);
}

function lonelyFirst(front: readonly number[], crowding: readonly number[]): number[] {
  const descending = (a: number, b: number) => (crowding[a] === crowding[b] ? 0 : crowding[b]! - crowding[a]!);
  return front
    .map((_, i) => i)
    .sort(descending)
    .map((i) => front[i]!);
}

/**
 * k parents by duels: who dominates wins, else who is lonelier, else a coin decides (DEAP's `selTournamentDCD`). The
 * population is shuffled twice and everybody meets one neighbour in each shuffle, so nobody wins more than twice.
 * DEAP 1.3.1 wants the population and k to be multiples of 4; here any k does for which there are duels enough.
 *
 * @param crowding of each individual; in NSGA-II that of the union it was selected from (`crowdingOf`)
 * @throws {RangeError} when k is larger than the population, less one if that is odd
 */
export function tournamentDcd(
  random: Random,
  weights: readonly number[],
  crowding: ReadonlyMap<Individual, number>,
  k: number,
  population: readonly Individual[],
): Individual[] {
  const most = population.length - (population.length % 2);
  if (k > most) throw new RangeError(`a population of ${population.length} has ${most} duels, not ${k}`);
  const duel = (a: Individual, b: Individual): Individual => {
    if (dominates(weights, a.fitness, b.fitness)) return a;
    if (dominates(weights, b.fitness, a.fitness)) return b;
    const [x, y] = [crowding.get(a) ?? 0, crowding.get(b) ?? 0];
    if (x !== y) return x > y ? a : b;
    return random.float() <= 0.5 ? a : b;
  };
  const shuffles = [shuffled(random, population), shuffled(random, population)];
  const winners: Individual[] = [];
  for (let i = 0; winners.length < k; i += 4) {
    for (const order of shuffles) {
      for (let j = i; j < Math.min(i + 4, most); j += 2) winners.push(duel(order[j]!, order[j + 1]!));
    }
  }
  return winners.slice(0, k);
}

/** k parents by rounds of `tournamentDcd`, as many as it takes; with a population of one it is that one. */
export function crowdedParents(random: Random, weights: readonly number[], population: readonly Individual[], k: number): Individual[] {
  const most = population.length - (population.length % 2);
  if (most === 0) return Array.from({ length: k }, () => random.choice(population));
  const crowding = crowdingOf(weights, population);
  const parents: Individual[] = [];
  while (parents.length < k) parents.push(...tournamentDcd(random, weights, crowding, Math.min(k - parents.length, most), population));
  return parents;
}
