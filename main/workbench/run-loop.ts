import { setImmediate } from 'node:timers/promises';
import type { Experiment, LogbookRow } from '../../preload/contract.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import { PIECES } from '../evolution/algorithms/algorithm.ts';
import type { Generation } from '../evolution/individual.ts';
import type { FailedStrategy } from '../store/failures.ts';
import type { Store } from '../store/store.ts';
import type { Evaluate } from '../strategy/fitness.ts';
import { evolve, History, logbookRow } from './evolve.ts';
import type { RunControl } from './run-control.ts';
import { evaluationOf } from './run-evaluation.ts';
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
  /** Asked after that whether the run is finished before its last generation. */
  readonly isEnough?: (row: LogbookRow) => boolean;
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
    // Long histories take their time: the window gets its turn, and a stop is heard.
    await setImmediate();
    control.signal.throwIfAborted();
  }
  if (history.last) await evaluation.learn(history.last, control.signal);
  // What failed there is written down already.
  failed = [];
  const ended = new AbortController();
  const signal = AbortSignal.any([control.signal, ended.signal]);
  // The window is served between any two pieces of work: selection and variation, handing out, logbook, packing.
  const evaluate: Evaluate = async (genomes, given) => {
    await setImmediate();
    return await evaluation.evaluate(genomes, given);
  };
  const generations = evolve(experiment, { ...evaluation, evaluate }, history, signal);
  let started = performance.now();
  const after = async (generation: Generation) => {
    await evaluation.prepare(generation, signal);
    return generations.next();
  };
  let next = history.last ? after(history.last) : generations.next();
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
        next = heardLater(after(generation));
      };
      // The next generation needs this one as it stands in memory: it is evaluated while this one is being stored.
      const ahead = !control.pausing;
      if (ahead) begin();
      // In these turns its strategies are made and handed out.
      for (let turn = 0; turn <= PIECES; turn++) await setImmediate();
      history.add(generation);
      const row = logbookRow(experiment, evaluation, history, generation, seconds);
      await setImmediate();
      const champion = await judged;
      await store.generations.append(run, generation, row, failures, champion);
      onGeneration(generation, { ...row, training: champion.training, validation: champion.validation });
      if (loop.isEnough?.(row)) return;
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
