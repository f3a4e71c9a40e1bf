import { setImmediate } from 'node:timers/promises';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import { caseEvaluation, perCase, repeated } from '../evaluation/cases.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import { memoised } from '../evaluation/memo.ts';
import { caseCount } from '../evaluation/problem.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import type { Generation } from '../evolution/individual.ts';
import type { FailedStrategy } from '../store/failures.ts';
import type { Store } from '../store/store.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { genomeKey } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { type Evaluation, evolve, History, logbookRow } from './evolve.ts';
import { problemOf } from './problem.ts';
import { withQuarantine } from './quarantine.ts';
import type { RunControl } from './run-control.ts';
import { championJudge } from './validation.ts';

export interface RunLoop {
  readonly store: Store;
  readonly pool: EvaluationEngine;
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
 * Computes a run from where it stands to its last generation. One transaction stores each generation while the next one is
 * being evaluated, and it is announced when it is stored. When a pause was asked for, the next one is not begun. A run that was interrupted comes out as if it never had been.
 *
 * @throws an AbortError when `control` ends it, and whatever the store or the pool throw
 */
export async function carryOut(loop: RunLoop): Promise<void> {
  const { store, run, experiment, last, control, onGeneration } = loop;
  let failed: FailedStrategy[] = [];
  const evaluation = evaluationOf(loop, (failure) => failed.push(failure));
  const judgeChampion = championJudge(loop);
  const history = new History();
  for (let number = 0; number <= last; number++) {
    const generation = store.generations.read(run, number);
    history.add(generation);
    await evaluation.learn(generation);
    // Long histories take their time: the window gets its turn, and a stop is heard.
    await setImmediate();
    control.signal.throwIfAborted();
  }
  const ended = new AbortController();
  const signal = AbortSignal.any([control.signal, ended.signal]);
  // The window is served between any two pieces of work: selection and variation, handing out, logbook, packing.
  const evaluate: Evaluate = async (genomes, given) => {
    await setImmediate();
    return await evaluation.evaluate(genomes, given);
  };
  const generations = evolve(experiment, { ...evaluation, evaluate }, history, signal);
  let started = performance.now();
  let next = generations.next();
  try {
    for (let arrived = await next; !arrived.done; arrived = await next) {
      const generation = arrived.value;
      const seconds = (performance.now() - started) / 1_000;
      const failures = failed;
      failed = [];
      await setImmediate();
      // Before the next generation, or its evaluation would wait in line behind that one's.
      const judged = heardLater(judgeChampion(generation, signal));
      const begin = () => {
        started = performance.now();
        next = heardLater(generations.next());
      };
      // The next generation needs this one as it stands in memory: it is evaluated while this one is being stored.
      const ahead = !control.pausing;
      if (ahead) begin();
      // In the first of these turns the strategies are handed out.
      await setImmediate();
      await setImmediate();
      history.add(generation);
      const row = logbookRow(experiment, history, generation, seconds);
      await setImmediate();
      const champion = await judged;
      await store.generations.append(run, generation, row, failures, champion);
      onGeneration(generation, { ...row, validation: champion.validation });
      // The next one may have come out meanwhile, when all its strategies were known.
      if (generation.number < experiment.generations) control.signal.throwIfAborted();
      if (ahead) continue;
      if (generation.number < experiment.generations) await control.betweenGenerations();
      begin();
    }
  } finally {
    // When one could not be stored the next is of no use. Nothing is left running.
    ended.abort();
    await next.catch(() => {});
  }
}

/** For a promise that is awaited only after another one: a rejection is heard then, and is no unhandled one until then. */
function heardLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

export interface RunEvaluation extends Evaluation {
  /** Takes over the fitnesses of a stored generation, so that a resumed run evaluates none of its strategies again. */
  learn(generation: Generation): Promise<void>;
}

interface EvaluationParts extends Pick<RunLoop, 'store' | 'pool' | 'bars' | 'run' | 'experiment' | 'last' | 'memo'> {
  /** Whether a selection looks at the values in every case; absent: as the experiment says. */
  readonly byCase?: boolean;
}

/** How a run evaluates: on the pool, never what is in quarantine, and each strategy once. */
export function evaluationOf(parts: EvaluationParts, onFailure: (failure: FailedStrategy) => void): RunEvaluation {
  const { store, pool, bars, run, experiment, memo = true, byCase = looksAtCases(experiment) } = parts;
  const quarantined = store.failures
    .list(run)
    .filter((failure) => failure.quarantined)
    .map(({ strategy }) => parse(strategy, experiment.window));
  const problem = problemOf(experiment, bars);
  if (byCase) {
    const evaluateCases = withQuarantine({ pool, problem: perCase(problem), quarantined, onFailure });
    const { evaluate, casesOf } = caseEvaluation(problem, memo ? memoised(evaluateCases) : evaluateCases);
    const weights = repeated(
      experiment.objectives.map(({ weight }) => weight),
      caseCount(problem),
    );
    return {
      evaluate,
      cases: { weights, of: ({ genome }) => casesOf(genome) },
      // Values in every case are not stored. Selection looks at those of the last generation, which is evaluated again.
      learn: async ({ number, population }) => {
        if (number === parts.last) await evaluate(population.map(({ genome }) => genome));
      },
    };
  }

  const evaluate = withQuarantine({ pool, problem, quarantined, onFailure });
  if (!memo) return { evaluate, learn: async () => {} };
  let source: Evaluate = evaluate;
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

const lexicase: readonly (string | undefined)[] = ['lexicase', 'epsilonLexicase', 'automaticEpsilonLexicase'];

/** Whether a selection of the experiment looks at the values in every case. */
export const looksAtCases = ({ selection, survival }: Experiment): boolean => lexicase.includes(selection) || lexicase.includes(survival);
