import type { TunedStrategy } from '../../preload/contract.ts';
import type { EvaluationEngine } from '../evaluation/engine.ts';
import type { SharedBars } from '../evaluation/shared-bars.ts';
import { type TuneOptions, tuneConstants } from '../evolution/tune-constants.ts';
import type { Store } from '../store/store.ts';
import { parse } from '../strategy/parse.ts';
import { print } from '../strategy/print.ts';
import { evaluationOf } from './run-evaluation.ts';
import { evolutionSettings, primitiveSet } from './search-settings.ts';
import { findRun, settingsOf } from './stored-run.ts';

export interface TuneParts {
  readonly store: Store;
  readonly pool: EvaluationEngine;
  readonly bars: (dataset: string) => SharedBars;
}

export interface Tuned extends TunedStrategy {
  /** The strategy before, as it is printed. */
  readonly untuned: string;
}

/**
 * Looks for better numbers and periods in strategies, by CMA-ES on the training periods of their run and from its seed:
 * the same answer every time. Nothing is stored.
 *
 * @param strategies as text; the place in the list is part of the seed
 * @throws {ExpectedError} when there is no such run, StrategyError for a text that is no strategy
 */
export async function* tune(
  { store, pool, bars }: TuneParts,
  run: string,
  strategies: readonly string[],
  options: Pick<TuneOptions, 'steps' | 'signal'> = {},
): AsyncGenerator<Tuned, void, undefined> {
  const stored = findRun(store, run);
  const experiment = settingsOf(store, stored);
  const genomes = strategies.map((text) => parse(text, experiment.window));
  const { evaluate } = evaluationOf({ store, pool, bars: bars(stored.dataset), run, experiment }, () => {});
  for (const [index, start] of genomes.entries()) {
    const [before] = await evaluate([start], options.signal);
    const found = await tuneConstants(evolutionSettings(experiment), primitiveSet(experiment), start, evaluate, { ...options, index });
    const { genome, fitness, evaluations } = found;
    yield { untuned: print(start), strategy: print(genome), before: before!, after: fitness, evaluations };
  }
}
