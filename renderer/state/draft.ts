import { create } from 'zustand';
import { type Experiment, type Metric, metrics } from '../../preload/contract.ts';
import { metricText } from '../format/fitness.ts';

/** A period as it is typed. */
export interface DraftPeriod {
  readonly id: number;
  readonly start: string;
  readonly end: string;
}

export interface DraftObjective {
  readonly metric: Metric;
  readonly used: boolean;
  readonly direction: 'maximise' | 'minimise';
}

export const draftNumbers = [
  'window',
  'population',
  'generations',
  'crossover',
  'mutation',
  'tournament',
  'minHeight',
  'maxInitialHeight',
  'maxHeight',
  'maxSize',
  'minHeldBars',
  'hallOfFame',
  'seed',
  'workers',
] as const;
export type DraftNumber = (typeof draftNumbers)[number];

/** The form of a new experiment as it is typed: texts, which need not make sense yet. */
export interface Draft {
  readonly name: string;
  readonly data: string;
  readonly primitives: Experiment['primitives'];
  readonly numbers: Readonly<Record<DraftNumber, string>>;
  readonly objectives: readonly DraftObjective[];
  /** null: three equal parts of the data set, whatever its length. */
  readonly periods: readonly DraftPeriod[] | null;
}

/** The form that stands for an experiment. Workers are not a part of it and stay empty: as many as there are cores. */
export function draftOf(experiment: Experiment): Draft {
  const chosen = experiment.objectives.map((o) => ({
    metric: o.metric,
    used: true,
    direction: o.weight > 0 ? ('maximise' as const) : ('minimise' as const),
  }));
  const others = metrics
    .filter((metric) => chosen.every((o) => o.metric !== metric))
    .map((metric) => ({ metric, used: false, direction: metricText[metric].better }));
  return {
    name: experiment.name,
    data: experiment.data,
    primitives: experiment.primitives,
    numbers: {
      window: String(experiment.window),
      population: String(experiment.population),
      generations: String(experiment.generations),
      crossover: String(experiment.crossover),
      mutation: String(experiment.mutation),
      tournament: String(experiment.tournament),
      minHeight: String(experiment.initialHeight.min),
      maxInitialHeight: String(experiment.initialHeight.max),
      maxHeight: String(experiment.maxHeight),
      maxSize: String(experiment.maxSize),
      minHeldBars: String(experiment.minHeldBars),
      hallOfFame: String(experiment.hallOfFame),
      seed: String(experiment.seed),
      workers: '',
    },
    objectives: [...chosen, ...others],
    periods: experiment.periods?.map((p, id) => ({ id, start: String(p.start), end: String(p.end) })) ?? null,
  };
}

/** The draft outlives the view: whoever looks at a run in between finds it as it was left. */
export const useDraft = create<{ readonly draft: Draft | null }>(() => ({ draft: null }));

export function changeDraft(change: (draft: Draft) => Draft): void {
  useDraft.setState(({ draft }) => ({ draft: draft && change(draft) }));
}
