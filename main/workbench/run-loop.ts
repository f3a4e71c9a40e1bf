import { setImmediate } from 'node:timers/promises';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import type { StrategyFailure } from '../evaluation/failure.ts';
import { type Memoised, memoised } from '../evaluation/memo.ts';
import type { EvaluationPool } from '../evaluation/pool.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import { eaSimple } from '../evolution/algorithms/ea-simple.ts';
import { digest } from '../evolution/digest.ts';
import type { Generation } from '../evolution/individual.ts';
import { populationStatistics } from '../evolution/statistics.ts';
import { createToolbox } from '../evolution/toolbox.ts';
import type { FailedStrategy } from '../store/failures.ts';
import type { Store } from '../store/store.ts';
import { type Evaluate, WORST_FITNESS } from '../strategy/fitness.ts';
import { genomeKey } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';
import { evolutionSettings, periodsOf, pickObjectives, primitiveSet } from './experiment.ts';
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
}

/**
 * Computes a run from where it stands to its last generation. After each generation one transaction stores all of it;
 * what `control` asks for happens between two of them. A run that was interrupted comes out as if it never had been.
 *
 * @throws an AbortError when `control` ends it, and whatever the store or the pool throw
 */
export async function carryOut({ store, pool, bars, run, experiment, last, control, onGeneration }: RunLoop): Promise<void> {
  const settings = evolutionSettings(experiment);
  const pick = pickObjectives(experiment);
  const problem = { bars, periods: periodsOf(experiment, bars.length), window: experiment.window };

  let failed: FailedStrategy[] = [];
  const evaluateAll = pool.evaluator(problem, (failure) => failed.push(describeFailure(failure)));
  const evaluate = await remember(
    async (genomes, signal) => (await evaluateAll(genomes, signal)).map(pick),
    storedGenerations(store, run, last),
    control.signal,
  );

  const from = last < 0 ? {} : { from: store.generations.read(run, last) };
  const toolbox = createToolbox(settings, primitiveSet(experiment));
  let started = performance.now();
  for await (const generation of eaSimple(settings, toolbox, evaluate, { ...from, signal: control.signal })) {
    const row: LogbookRow = {
      generation: generation.number,
      evaluations: generation.evaluations,
      distinct: evaluate.distinct,
      ...populationStatistics(generation.population, pick(WORST_FITNESS)),
      seconds: (performance.now() - started) / 1_000,
      digest: digest(generation),
    };
    await store.generations.append(run, generation, row, failed);
    failed = [];
    onGeneration(generation, row);
    if (generation.number < settings.generations) await control.betweenGenerations();
    started = performance.now();
  }
}

const describeFailure = ({ genome, reason, message }: StrategyFailure): FailedStrategy => ({
  strategy: print(genome),
  reason: `${reason}: ${message}`,
});

/**
 * An evaluation that knows every strategy of the stored generations already, so that a resumed run evaluates no strategy
 * again, counts its distinct strategies on, and keeps the fitness of one that once ran into the time limit.
 */
async function remember(evaluate: Evaluate, stored: Iterable<Generation>, signal: AbortSignal): Promise<Memoised> {
  let source = evaluate;
  const memo = memoised((genomes, abort) => source(genomes, abort));
  for (const { population } of stored) {
    const known = new Map(population.map(({ genome, fitness }) => [genomeKey(genome), fitness]));
    source = async (genomes) => genomes.map((genome) => known.get(genomeKey(genome))!);
    await memo(population.map(({ genome }) => genome));
    // Long histories take their time: the window gets its turn, and a stop is heard.
    await setImmediate();
    signal.throwIfAborted();
  }
  source = evaluate;
  return memo;
}

function* storedGenerations(store: Store, run: string, last: number): Generator<Generation> {
  for (let number = 0; number <= last; number++) yield store.generations.read(run, number);
}
