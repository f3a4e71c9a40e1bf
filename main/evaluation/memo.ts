import { canonicalUnits } from '../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';

/**
 * Remembers fitnesses, so that a strategy is evaluated once, in whatever order its swappable arguments stand: evolution
 * meets the same ones again and again. Made for one run and one problem. A call that rejects leaves no fitness behind.
 * The inner evaluator sees only the strategies that are new: an index in its failure reports counts those.
 */
export function memoised(evaluate: Evaluate): Evaluate {
  const table = new GenomeTable(canonicalUnits);
  /** By the number in the table; undefined for what an evaluation that was given up has left there. */
  const known: (Fitness | undefined)[] = [];
  return async (genomes, signal) => {
    const numbers = genomes.map((genome) => table.add(genome));
    const fresh = new Map<number, Genome>();
    for (const [i, number] of numbers.entries()) if (!known[number] && !fresh.has(number)) fresh.set(number, genomes[i]!);
    const fitnesses = await evaluate([...fresh.values()], signal);
    for (const [i, number] of [...fresh.keys()].entries()) known[number] = fitnesses[i]!;
    return numbers.map((number) => known[number]!);
  };
}
