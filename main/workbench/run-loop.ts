import { setImmediate } from 'node:timers/promises';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import { memoised } from '../evaluation/memo.ts';
import type { EvaluationPool } from '../evaluation/pool.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import type { Generation } from '../evolution/individual.ts';
import type { FailedStrategy } from '../store/failures.ts';
import type { Store } from '../store/store.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { genomeKey } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { evolve, History } from './evolve.ts';
import { pickObjectives } from './experiment.ts';
import { periodsOf } from './periods.ts';
import { withQuarantine } from './quarantine.ts';
import type { RunControl } from './run-control.ts';

export interface RunLoop {
  readonly store: Store;
  readonly pool: EvaluationPool;
  readonly bars: SharedBars;
  readonly run: string;
  readonly experiment: Experiment;
  /** The last generation that is stored, −1 before the first. */
  readonly last: number;
  readonly control: RunControl;
  /** Called after each generation, when it is stored. */
  readonly onGeneration: (generation: Generation, row: LogbookRow) => void;
  /** Whether strategies met before keep their fitness, which costs memory and saves most evaluations; true when absent. */
  readonly memo?: boolean;
}

/**
 * Computes a run from where it stands to its last generation. After each generation one transaction stores all of it;
 * what `control` asks for happens between two of them. A run that was interrupted comes out as if it never had been.
 *
 * @throws an AbortError when `control` ends it, and whatever the store or the pool throw
 */
export async function carryOut(loop: RunLoop): Promise<void> {
  const { store, run, experiment, last, control, onGeneration } = loop;
  let failed: FailedStrategy[] = [];
  const evaluation = evaluationOf(loop, (failure) => failed.push(failure));
  const history = new History();
  for (let number = 0; number <= last; number++) {
    const generation = store.generations.read(run, number);
    history.add(generation);
    await evaluation.learn(generation);
    // Long histories take their time: the window gets its turn, and a stop is heard.
    await setImmediate();
    control.signal.throwIfAborted();
  }
  for await (const { generation, row } of evolve(experiment, evaluation.evaluate, history, control.signal)) {
    await store.generations.append(run, generation, row, failed);
    failed = [];
    onGeneration(generation, row);
    if (generation.number < experiment.generations) await control.betweenGenerations();
  }
}

export interface RunEvaluation {
  /** The values of the objectives, in their order. */
  readonly evaluate: Evaluate;
  /** Takes over the fitnesses of a stored generation, so that a resumed run evaluates none of its strategies again. */
  learn(generation: Generation): Promise<void>;
}

/** How a run evaluates: on the pool, never what is in quarantine, and each strategy once. */
export function evaluationOf(
  { store, pool, bars, run, experiment, memo = true }: Pick<RunLoop, 'store' | 'pool' | 'bars' | 'run' | 'experiment' | 'memo'>,
  onFailure: (failure: FailedStrategy) => void,
): RunEvaluation {
  const pick = pickObjectives(experiment);
  const problem = { bars, periods: periodsOf(experiment, bars.length), window: experiment.window, minHeldBars: experiment.minHeldBars };
  const quarantined = store.failures
    .list(run)
    .filter((failure) => failure.quarantined)
    .map(({ strategy }) => parse(strategy, experiment.window));
  const evaluateAll = withQuarantine({ pool, problem, quarantined, onFailure });
  const evaluate: Evaluate = async (genomes, signal) => (await evaluateAll(genomes, signal)).map(pick);
  if (!memo) return { evaluate, learn: async () => {} };

  let source = evaluate;
  const remembering = memoised((genomes, signal) => source(genomes, signal));
  return {
    evaluate: remembering,
    async learn({ population }) {
      const known = new Map(population.map(({ genome, fitness }) => [genomeKey(genome), fitness]));
      source = async (genomes) => genomes.map((genome) => known.get(genomeKey(genome))!);
      await remembering(population.map(({ genome }) => genome));
      source = evaluate;
    },
  };
}
