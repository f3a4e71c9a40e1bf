import type { Fitness } from '../strategy/fitness.ts';
import { compareObjective } from './compare.ts';

/**
 * How lonely each member of a front is (Deb et al. 2002; DEAP's `assignCrowdingDist`): over the objectives, the mean of
 * the gap between its two neighbours as a share of the front's range, from raw values; infinite for the extremes.
 * An objective in which all are equal adds nothing but its two infinities. Twins get different distances, as in DEAP:
 * one of them has the other for a neighbour. A range that is not finite adds nothing (in DEAP NaN).
 */
export function crowdingDistances(front: readonly Fitness[]): number[] {
  const distances = front.map(() => 0);
  const objectives = front[0]?.length ?? 0;
  // Sorted again and again: who ties in one objective stays in the order of the one before, as in DEAP.
  const order = front.map((_, place) => place);
  for (let objective = 0; objective < objectives; objective++) {
    const value = (place: number) => front[order[place]!]![objective]!;
    order.sort((a, b) => compareObjective(1, front[a]![objective]!, front[b]![objective]!));
    const last = order.length - 1;
    distances[order[0]!] = Number.POSITIVE_INFINITY;
    distances[order[last]!] = Number.POSITIVE_INFINITY;
    const range = value(last) - value(0);
    if (range === 0 || !Number.isFinite(range)) continue;
    for (let i = 1; i < last; i++) distances[order[i]!]! += (value(i + 1) - value(i - 1)) / (objectives * range);
  }
  return distances;
}
