import type { Estimate, Experiment, PresetCommand } from '../../preload/contract.ts';
import type { Handlers } from './handlers.ts';
import type { Presets } from './presets.ts';
import type { Runs } from './runs.ts';

/** The handlers of experiments to start from, and of what is said about runs. */
export const presetHandlers = (
  presets: Presets,
  runs: Runs,
  estimate: (experiment: Experiment, measure: boolean) => Promise<Estimate>,
): Pick<Handlers, PresetCommand> => ({
  'experiments.estimate': ({ experiment, measure }) => estimate(experiment, measure),
  'presets.list': () => presets.list(),
  'presets.save': (given) => presets.save(given),
  'presets.change': ({ preset, ...change }) => presets.change(preset, change),
  'presets.duplicate': ({ preset }) => presets.duplicate(preset),
  'presets.delete': ({ preset }) => {
    presets.remove(preset);
    return null;
  },
  'runs.label': ({ run, ...label }) => runs.label(run, label),
});
