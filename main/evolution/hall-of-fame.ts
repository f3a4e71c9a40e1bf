import { type Genome, genomeKey } from '../strategy/genome.ts';
import { compareFitness } from './compare.ts';
import type { Elite } from './individual.ts';

/** Where a newcomer belongs in a list that is sorted best first: before its equals, so that among ties the newest stands first. */
export function insertBestFirst(weights: readonly number[], list: Elite[], { genome, fitness }: Elite): void {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareFitness(weights, list[middle]!.fitness, fitness) > 0) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, { genome, fitness });
}

/**
 * The hall of fame after a generation: the best distinct genomes that ever lived, best first (DEAP's `HallOfFame.update`).
 * A newcomer enters while there is room, or when it is strictly better than the last; a genome that is already there
 * never enters again.
 *
 * In DEAP that last rule also keeps out a twin with a better score, because the member's old score is never looked at.
 * With the same genome it cannot do harm: evaluation is deterministic, so twins score the same, and the rule is kept as
 * it is. Where `key` takes others for the same, which may differ in an objective such as the size, a better one takes
 * the place of its twin.
 *
 * @param size most members; 0 keeps it empty (DEAP raises an IndexError)
 * @param key equal for genomes that count as one (DEAP's `similar`); absent: for the same tree with the same numbers
 * @returns a new list; `hall` is left as it was
 */
export function updateHallOfFame(
  weights: readonly number[],
  size: number,
  hall: readonly Elite[],
  individuals: readonly Elite[],
  key: (genome: Genome) => string = genomeKey,
): readonly Elite[] {
  const members = [...hall];
  const keys = new Set(members.map((m) => key(m.genome)));
  for (const individual of individuals) {
    const full = members.length >= size;
    const last = members.at(-1);
    if (full && (!last || compareFitness(weights, individual.fitness, last.fitness) <= 0)) continue;
    const own = key(individual.genome);
    if (keys.has(own)) {
      if (key === genomeKey) continue;
      const twin = members.findIndex((member) => key(member.genome) === own);
      if (compareFitness(weights, individual.fitness, members[twin]!.fitness) <= 0) continue;
      members.splice(twin, 1);
    } else if (full) keys.delete(key(members.pop()!.genome));
    insertBestFirst(weights, members, individual);
    keys.add(own);
  }
  return members;
}
