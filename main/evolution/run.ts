import type { Evaluate } from '../strategy/fitness.ts';
import type { AlgorithmOptions } from './algorithms/algorithm.ts';
import { algorithms } from './algorithms/registry.ts';
import type { Generation } from './individual.ts';
import type { EvolutionSettings } from './settings.ts';
import { type Progress, untilStopped } from './stopping.ts';
import type { Toolbox } from './toolbox.ts';

export interface RunOptions extends AlgorithmOptions {
  /** With `from`, for the stop rules: the progress of generations 0 to that one. */
  readonly history?: readonly Progress[];
}

/** The algorithm that the settings name, up to the generation after which one of their stop rules holds. */
export function run(
  settings: EvolutionSettings,
  toolbox: Toolbox,
  evaluate: Evaluate,
  { history, ...options }: RunOptions = {},
): AsyncGenerator<Generation, void, undefined> {
  const generations = algorithms[settings.algorithm ?? 'eaSimple'](settings, toolbox, evaluate, options);
  return settings.stop ? untilStopped(settings.stop, settings.weights, generations, history) : generations;
}
