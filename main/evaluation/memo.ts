import { canonicalUnits } from '../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { GenomeTable } from '../strategy/genome-table.ts';

/**
 * Remembers fitnesses, so that a strategy is evaluated once, in whatever order its swappable arguments stand: evolution
 * meets the same ones again and again. Made for one run and one problem. Calls may overlap: what one has under way the
 * others wait for. A call that rejects leaves no fitness behind, and who waited for it evaluates again. The inner
 * evaluator sees only the strategies that are new: an index in its failure reports counts those.
 */
export function memoised(evaluate: Evaluate): Evaluate {
  const table = new GenomeTable(canonicalUnits);
  /** By the number in the table; undefined for what an evaluation that was given up has left there. */
  const known: (Fitness | Promise<void> | undefined)[] = [];

  /** Evaluates what is new among strategies of these numbers; until that is done its promise stands for their fitness. */
  function begin(fresh: ReadonlyMap<number, Genome>, signal: AbortSignal | undefined): Promise<void> {
    const numbers = [...fresh.keys()];
    const done = evaluate([...fresh.values()], signal).then(
      (fitnesses) => {
        for (const [i, number] of numbers.entries()) known[number] = fitnesses[i]!;
      },
      (error: unknown) => {
        for (const number of numbers) known[number] = undefined;
        throw error;
      },
    );
    for (const number of numbers) known[number] = done;
    return done;
  }

  return async (genomes, signal) => {
    const numbers = genomes.map((genome) => table.add(genome));
    for (;;) {
      const fresh = new Map<number, Genome>();
      const others = new Set<Promise<void>>();
      for (const [i, number] of numbers.entries()) {
        const found = known[number];
        if (found instanceof Promise) others.add(found);
        else if (!found && !fresh.has(number)) fresh.set(number, genomes[i]!);
      }
      await begin(fresh, signal);
      await Promise.allSettled(others);
      if (numbers.every((number) => Array.isArray(known[number]))) return numbers.map((number) => known[number] as Fitness);
    }
  };
}
