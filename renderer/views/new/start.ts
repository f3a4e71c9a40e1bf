import type { Experiment, RunSettings, When } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { count } from '../../format/numbers.ts';
import { type Draft, leaveFork } from '../../state/draft.ts';
import { forkChanges } from '../../state/read-draft.ts';
import { breedingOf } from '../../state/search-fields.ts';

/** Starts the experiment, or the fork that the form stands for. */
export async function startOf(draft: Draft, experiment: Experiment, settings: RunSettings, when: When) {
  const { fork } = draft;
  if (!fork) return call('experiments.start', { experiment, settings, when });
  const { run, generation } = fork;
  const started = await call('runs.fork', { run, generation, changes: forkChanges(fork.experiment, experiment), settings, when });
  leaveFork();
  return started;
}

/** How many strategies an experiment makes and evaluates, about. */
export function evaluationsOf(experiment: Experiment, draft: Draft): number {
  const { population, generations, crossover, mutation, offspring } = experiment;
  const algorithm = breedingOf(draft.choices);
  const from = draft.fork?.generation ?? 0;
  const first = draft.fork ? 0 : population;
  const either = Math.min(1, crossover + mutation);
  const both = 1 - (1 - crossover) * (1 - mutation);
  const each =
    algorithm === 'muPlusLambda' || algorithm === 'muCommaLambda'
      ? (offspring ?? population) * either
      : algorithm === 'steadyState'
        ? (offspring ?? Math.max(2, Math.round(population / 10))) * both
        : population * (algorithm === 'harmGp' ? either : both);
  return first + each * (generations - from);
}

/** How much work an experiment asks for, in a line. */
export function workOf(experiment: Experiment, draft: Draft): string {
  const { population, generations } = experiment;
  const more = generations - (draft.fork?.generation ?? 0);
  const work = `About ${count(evaluationsOf(experiment, draft))} evaluations`;
  return `${work}: ${count(population)} strategies over ${count(more)} ${draft.fork ? 'more ' : ''}generations`;
}
