import { canonicalKey } from '../strategy/canonical.ts';
import { genomeKey } from '../strategy/genome.ts';
import { randomFor } from '../strategy/random.ts';
import type { Individual } from './individual.ts';
import { treeDistance } from './tree-distance.ts';

/** How different the individuals of a population are; each from just above 0 (all alike) to 1 (no two alike), `distance` from 0. */
export interface Diversity {
  /** Share of distinct genomes. */
  readonly genomes: number;
  /** Share of distinct genomes, those that differ only in the order of arguments counted once. */
  readonly structure: number;
  /** Mean distance of the trees of random pairs, from 0 (equal) to 1 (nothing in common). */
  readonly distance: number;
  /** Share of distinct behaviours; null where no behaviour is given. */
  readonly behaviour: number | null;
}

/** Pairs whose distance is measured; the same ones in every population of a size. */
const PAIRS = 100;

/**
 * @param behaviour equal for individuals that do the same on the data (a hash of their positions), which only who holds
 * the data knows
 */
export function diversity(population: readonly Individual[], behaviour?: (individual: Individual) => string): Diversity {
  const share = (key: (individual: Individual) => string) => new Set(population.map(key)).size / population.length;
  return {
    genomes: share(({ genome }) => genomeKey(genome)),
    structure: share(({ genome }) => canonicalKey(genome)),
    distance: meanDistance(population),
    behaviour: behaviour ? share(behaviour) : null,
  };
}

function meanDistance(population: readonly Individual[]): number {
  const last = population.length - 1;
  if (last < 1) return 0;
  const random = randomFor(0, 0, population.length, 'shuffle');
  let total = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const a = random.integer(0, last);
    const other = random.integer(0, last - 1);
    total += treeDistance(population[a]!.genome, population[other === a ? last : other]!.genome);
  }
  return total / PAIRS;
}
