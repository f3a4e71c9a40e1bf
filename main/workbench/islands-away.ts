import { z } from 'zod';
import type { Experiment } from '../../preload/contract.ts';
import type { Programs } from '../evaluation/engine.ts';
import type { Problem } from '../evaluation/problem.ts';
import { epochsAfter } from '../evolution/algorithms/island-epoch.ts';
import type { Generation } from '../evolution/individual.ts';
import { canonicalKey } from '../strategy/canonical.ts';
import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import { ISLAND, type IslandInput, type IslandOutput } from './island-program.ts';
import { evolutionSettings } from './search-settings.ts';

const outputSchema = z.object({
  genomes: z.array(z.custom<IslandOutput['genomes'][number]>((genome) => typeof genome === 'object' && genome !== null)),
  answers: z.array(z.array(z.number())),
});

export interface IslandsAwayParts {
  readonly experiment: Experiment;
  readonly problem: Problem;
  readonly programs: Programs;
  /** Evaluates what no island has answered. */
  readonly evaluate: Evaluate;
}

/**
 * Islands on the hosts of a cluster: between two migrations each of them breeds on one host, without a barrier after each
 * generation, and sends home what its strategies are worth. The run breeds the same islands here and finds the answers
 * ready: whatever hosts do or fail to do, its result is that of the run without them. Migrants travel with the next
 * epoch's islands, over the same server.
 */
export class IslandsAway {
  readonly #parts: IslandsAwayParts;
  #answers = new Map<string, Fitness>();
  /** The last generation that islands have been bred to. */
  #reached = -1;

  constructor(parts: IslandsAwayParts) {
    this.#parts = parts;
  }

  /** Whether hosts can breed the islands of this experiment alone: none may look at what others breed. */
  static suits({ algorithm, deduplicate }: Experiment): boolean {
    return algorithm === 'islands' && deduplicate === undefined;
  }

  readonly evaluate: Evaluate = async (genomes, signal) => {
    const known = genomes.map((genome) => (this.#answers.size === 0 ? undefined : this.#answers.get(canonicalKey(genome))));
    const open = genomes.filter((_, i) => !known[i]);
    const rest = open.length === 0 ? [] : await this.#parts.evaluate(open, signal);
    let next = 0;
    return known.map((answer) => answer ?? rest[next++]!);
  };

  /** Sends the islands out when the next generation begins an epoch, and waits for what they are worth. */
  async before(generation: Generation, signal: AbortSignal): Promise<void> {
    const { experiment, problem, programs } = this.#parts;
    if (generation.number < this.#reached) return;
    const epochs = epochsAfter(evolutionSettings(experiment), generation);
    // With more slots than islands evaluating generation by generation keeps more of them busy.
    if (epochs.length === 0 || epochs.length < programs.slots(ISLAND) || programs.slots(ISLAND) === 0) return;
    this.#reached = generation.number + epochs[0]!.generations;
    this.#answers = new Map();
    const sent = epochs.map(async (epoch) => {
      const output = outputSchema.parse(await programs.compute(ISLAND, problem, { experiment, epoch } satisfies IslandInput, signal));
      for (const [i, genome] of output.genomes.entries()) this.#answers.set(canonicalKey(genome), output.answers[i]!);
    });
    const outcomes = await Promise.allSettled(sent);
    signal.throwIfAborted();
    // An island that was lost is bred here, strategy by strategy; a mistake of ours is told.
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected' && !(outcome.reason instanceof Error && outcome.reason.name === 'ClusterError'))
        throw outcome.reason;
    }
  }
}
