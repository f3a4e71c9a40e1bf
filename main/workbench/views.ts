import type { Champion, Dataset, Experiment, GenerationView, IndividualView, LogbookRow, Run } from '../../preload/contract.ts';
import type { Elite, Generation, Individual } from '../evolution/individual.ts';
import type { RunLabel } from '../store/run-labels.ts';
import type { StoredRun } from '../store/runs.ts';
import { height, size } from '../strategy/genome.ts';
import { print } from '../strategy/print.ts';
import { championSlot } from './champion.ts';

/** What the window is shown of a run. `pace` is that of a run that this process computes. */
export function runView(
  run: StoredRun,
  experiment: Experiment,
  dataset: Dataset,
  best: Elite | undefined,
  label: RunLabel,
  pace: { readonly rate: number | null; readonly secondsLeft: number | null },
): Run {
  const { id, state, startedAt, endedAt, generation, evaluations, distinct, seconds, error, engine, fork, place } = run;
  const stored = { id, state, startedAt, endedAt, generation, evaluations, distinct, seconds, error, engine, fork, place };
  const { name, tags, note } = label;
  return { ...stored, name: name ?? experiment.name, tags, note, experiment, dataset, ...pace, best: best ? championView(best) : null };
}

export const championView = ({ genome, fitness }: Elite): Champion => ({ strategy: print(genome), fitness });

function individualView({ genome, fitness, parents, operator }: Individual, slot: number): IndividualView {
  return { slot, strategy: print(genome), fitness, size: size(genome), height: height(genome), parents, operator };
}

/** The population with its champion: the best by the objectives in their order, the first of equals. */
export function generationView({ population }: Generation, row: LogbookRow, experiment: Experiment): GenerationView {
  const individuals = population.map(individualView);
  return { row, individuals, champion: individuals[championSlot(experiment, population)]! };
}
