import type { EvaluationEngine } from '../evaluation/engine.ts';
import type { StrategyFailure } from '../evaluation/failure.ts';
import { type Problem, worstOf } from '../evaluation/problem.ts';
import type { FailedStrategy } from '../store/failures.ts';
import { canonicalKey } from '../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import type { Genome } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';

export interface QuarantineOptions {
  readonly pool: EvaluationEngine;
  readonly problem: Problem;
  /** Strategies that are in quarantine already; they get the worst fitness and are not tried. */
  readonly quarantined: readonly Genome[];
  readonly onFailure: (failure: FailedStrategy) => void;
}

/**
 * An evaluation on the pool that gives a strategy which hung or killed its worker a second chance, because a sleeping
 * laptop or a neighbour that took all memory looks the same, and one wrong fitness would change the rest of the run.
 * When it does so again it is put in quarantine: it gets the worst fitness and is never tried again.
 *
 * Calls may overlap, but not with the same genome (the same object) in two of them.
 */
export function withQuarantine({ pool, problem, quarantined, onFailure }: QuarantineOptions): Evaluate {
  const shut = new Set(quarantined.map(canonicalKey));
  const worst = worstOf(problem);
  const failed = new Map<Genome, StrategyFailure>();
  const evaluate = pool.evaluator(problem, (failure) => failed.set(failure.genome, failure));
  const attempt = async (genomes: readonly Genome[], signal: AbortSignal | undefined) => {
    for (const genome of genomes) failed.delete(genome);
    const fitnesses = genomes.length === 0 ? [] : await evaluate(genomes, signal);
    const failures = genomes.flatMap((genome, index) => {
      const failure = failed.get(genome);
      return failure ? [{ ...failure, index }] : [];
    });
    return { fitnesses, failures };
  };

  return async (genomes, signal) => {
    // Keys take their time, and most runs have nothing in quarantine.
    const places = [...genomes.keys()].filter((place) => shut.size === 0 || !shut.has(canonicalKey(genomes[place]!)));
    const result: Fitness[] = genomes.map(() => worst);
    const first = await attempt(
      places.map((place) => genomes[place]!),
      signal,
    );
    for (const [i, place] of places.entries()) result[place] = first.fitnesses[i]!;

    const lost = first.failures.filter((failure) => failure.reason !== 'threw');
    const second = await attempt(
      lost.map((failure) => failure.genome),
      signal,
    );
    for (const [i, failure] of lost.entries()) result[places[failure.index]!] = second.fitnesses[i]!;

    for (const failure of [...first.failures, ...second.failures]) {
      if (failure.reason === 'threw') onFailure(describe(failure, false));
    }
    for (const failure of second.failures) {
      if (failure.reason === 'threw') continue;
      shut.add(canonicalKey(failure.genome));
      onFailure(describe(failure, true));
    }
    return result;
  };
}

const describe = ({ genome, reason, message }: StrategyFailure, quarantined: boolean): FailedStrategy => ({
  strategy: print(genome),
  reason: quarantined ? `${reason}, twice: ${message}` : `${reason}: ${message}`,
  quarantined,
});
