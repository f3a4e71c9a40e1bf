import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeKey } from '../strategy/genome.ts';

export interface Memoised extends Evaluate {
  /** How many different genomes have been evaluated so far. */
  readonly distinct: number;
}

/**
 * Remembers fitnesses, so that each distinct genome (the same tree with the same numbers) is evaluated once: evolution
 * meets the same strategies again and again. Made for one run and one problem. A call that rejects leaves nothing behind.
 * The inner evaluator sees only the strategies that are new: an index in its failure reports counts those.
 */
export function memoised(evaluate: Evaluate): Memoised {
  const known = new Map<string, Fitness>();
  const remember: Evaluate = async (genomes, signal) => {
    const keys = genomes.map(genomeKey);
    const fresh = new Map<string, Genome>();
    for (const [i, key] of keys.entries()) if (!known.has(key)) fresh.set(key, genomes[i]!);
    const fitnesses = await evaluate([...fresh.values()], signal);
    for (const [i, key] of [...fresh.keys()].entries()) known.set(key, fitnesses[i]!);
    return keys.map((key) => known.get(key)!);
  };
  return Object.defineProperty(remember, 'distinct', { get: () => known.size }) as Memoised;
}
