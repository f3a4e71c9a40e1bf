import { canonicalKey } from '../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeKey } from '../strategy/genome.ts';

export interface Memoised extends Evaluate {
  /** How many different genomes were asked for so far: other trees or other numbers. */
  readonly distinct: number;
}

/**
 * Remembers fitnesses, so that a strategy is evaluated once, in whatever order its swappable arguments stand: evolution
 * meets the same ones again and again. Made for one run and one problem. A call that rejects leaves nothing behind.
 * The inner evaluator sees only the strategies that are new: an index in its failure reports counts those.
 */
export function memoised(evaluate: Evaluate): Memoised {
  const known = new Map<string, Fitness>();
  const met = new Set<string>();
  const remember: Evaluate = async (genomes, signal) => {
    const keys = genomes.map(canonicalKey);
    const fresh = new Map<string, Genome>();
    for (const [i, key] of keys.entries()) if (!known.has(key) && !fresh.has(key)) fresh.set(key, genomes[i]!);
    const fitnesses = await evaluate([...fresh.values()], signal);
    for (const [i, key] of [...fresh.keys()].entries()) known.set(key, fitnesses[i]!);
    for (const genome of genomes) met.add(genomeKey(genome));
    return keys.map((key) => known.get(key)!);
  };
  return Object.defineProperty(remember, 'distinct', { get: () => met.size }) as Memoised;
}
