import type { IndividualView } from '../../../../preload/contract.ts';
import { isFailed, type Objectives } from '../../../format/fitness.ts';

/** Best first, by the objectives in their order; those that never traded last. */
export function ranked(objectives: Objectives, individuals: readonly IndividualView[]): IndividualView[] {
  const failed = (i: IndividualView) => Number(isFailed(objectives, i.fitness));
  return [...individuals].sort((a, b) => {
    if (failed(a) !== failed(b)) return failed(a) - failed(b);
    for (const [i, { weight }] of objectives.entries()) {
      const difference = (b.fitness[i]! - a.fitness[i]!) * Math.sign(weight);
      if (difference !== 0) return difference;
    }
    return a.slot - b.slot;
  });
}
