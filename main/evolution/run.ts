import type { Algorithm } from './algorithms/algorithm.ts';
import { algorithms } from './algorithms/registry.ts';
import { type Progress, untilStopped } from './stopping.ts';

/**
 * The algorithm that the settings name, up to the generation after which one of their stop rules holds.
 *
 * @param history when the run goes on from a stored generation: what stop rules need to know of that one and all before
 */
export const run = (
  ...[settings, toolbox, evaluate, options = {}, history = []]: [...Parameters<Algorithm>, history?: readonly Progress[]]
) => {
  const generations = algorithms[settings.algorithm ?? 'eaSimple'](settings, toolbox, evaluate, options);
  return settings.stop ? untilStopped(settings.stop, settings.weights, generations, history) : generations;
};
