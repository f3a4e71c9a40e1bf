import { create } from 'zustand';
import { type Experiment, type Metric, mutationNames } from '../../preload/contract.ts';
import { type DraftConstraint, type DraftPenalty, draftConstraints, draftPenalty } from './constraint-draft.ts';
import { type Choices, type SearchChoice, type SearchNumber, searchChoices, searchNumbers, valueAt } from './search-fields.ts';

/** What a period is for. */
export const periodRoles = ['periods', 'validation', 'holdout'] as const;
export type PeriodRole = (typeof periodRoles)[number];

/** A period as it is typed. */
export interface DraftPeriod {
  readonly id: number;
  readonly start: string;
  readonly end: string;
  readonly name?: string;
}

export interface DraftObjective {
  readonly metric: Metric;
  readonly direction: 'maximise' | 'minimise';
  /** The size of its weight, as it is typed. */
  readonly weight: string;
}

export const formNumbers = [
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
  'barsPerYear',
  'maxSeconds',
] as const;
export type DraftNumber = (typeof formNumbers)[number] | SearchNumber;

/** Where a fork goes off: it keeps what the fitnesses up to there come from. */
export interface DraftFork {
  readonly run: string;
  readonly name: string;
  readonly generation: number;
  readonly experiment: Experiment;
}

/** The form of a new experiment as it is typed: texts, which need not make sense yet. */
export interface Draft {
  readonly name: string;
  readonly data: string;
  readonly primitives: Experiment['primitives'];
  /** Empty where a number may be left out. */
  readonly numbers: Readonly<Record<DraftNumber, string>>;
  /** Empty for the default. */
  readonly choices: Choices;
  /** In the order in which they are compared. */
  readonly objectives: readonly DraftObjective[];
  readonly constraints: readonly DraftConstraint[];
  readonly penalty: DraftPenalty;
  /** When the run may stop, by objective; empty or absent where it has no part in that. */
  readonly targets: Readonly<Partial<Record<Metric, string>>>;
  /** Training. null: three equal parts of the data set, whatever its length. */
  readonly periods: readonly DraftPeriod[] | null;
  readonly validation: readonly DraftPeriod[];
  readonly holdout: readonly DraftPeriod[];
  /** Empty: the data set's own bars alone. */
  readonly timeframes: readonly string[];
  /** Lots by mutation; null for the default ones. */
  readonly mutations: Readonly<Record<string, string>> | null;
  /** By function or column, where they differ from 1. */
  readonly primitiveWeights: Readonly<Record<string, string>>;
  /** A strategy a line. */
  readonly seeds: string;
  /** What the form has no field for and hands on as it came. */
  readonly kept: Pick<Experiment, 'split' | 'sessions'>;
  readonly fork: DraftFork | null;
}

const typed = (value: unknown) => (value === undefined || value === null ? '' : String(value));

const draftPeriods = (periods: Experiment['periods']): DraftPeriod[] =>
  (periods ?? []).map((p, id) => ({ id, start: String(p.start), end: String(p.end), ...(p.name ? { name: p.name } : {}) }));

const record = <K extends string>(keys: readonly K[], value: (key: K) => string) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, string>;

/** The form that stands for an experiment. Workers and the time limit are no part of it and stay empty. */
export function draftOf(experiment: Experiment): Draft {
  const { initialHeight, objectives, stop, split, sessions } = experiment;
  return {
    name: experiment.name,
    data: experiment.data,
    primitives: experiment.primitives,
    numbers: {
      ...record(Object.keys(searchNumbers) as SearchNumber[], (name) => typed(valueAt(experiment, searchNumbers[name]))),
      window: String(experiment.window),
      population: String(experiment.population),
      generations: String(experiment.generations),
      crossover: String(experiment.crossover),
      mutation: String(experiment.mutation),
      tournament: String(experiment.tournament),
      minHeight: String(initialHeight.min),
      maxInitialHeight: String(initialHeight.max),
      maxHeight: String(experiment.maxHeight),
      maxSize: String(experiment.maxSize),
      minHeldBars: String(experiment.minHeldBars),
      hallOfFame: String(experiment.hallOfFame),
      seed: String(experiment.seed),
      barsPerYear: typed(experiment.barsPerYear),
      workers: '',
      maxSeconds: '',
      // Islands need a number, and have none as long as nobody wants islands.
      islandCount: String(experiment.islands?.count ?? 4),
    },
    choices: record(Object.keys(searchChoices) as SearchChoice[], (name) => typed(valueAt(experiment, searchChoices[name].path))),
    objectives: objectives.map(({ metric, weight }) => ({
      ...{ metric, direction: weight > 0 ? 'maximise' : 'minimise' },
      weight: String(Math.abs(weight)),
    })),
    constraints: draftConstraints(experiment),
    penalty: draftPenalty(experiment),
    targets: Object.fromEntries(
      objectives.flatMap(({ metric }, i) => (stop?.target?.[i] == null ? [] : [[metric, String(stop.target[i])]])),
    ),
    periods: experiment.periods ? draftPeriods(experiment.periods) : null,
    validation: draftPeriods(experiment.validation),
    holdout: draftPeriods(experiment.holdout),
    timeframes: experiment.timeframes ?? [],
    mutations: experiment.mutations ? record(mutationNames, (name) => String(experiment.mutations?.[name] ?? 0)) : null,
    primitiveWeights: Object.fromEntries(Object.entries(experiment.primitiveWeights ?? {}).map(([name, weight]) => [name, String(weight)])),
    seeds: (experiment.seeds ?? []).join('\n'),
    kept: { ...(split ? { split } : {}), ...(sessions ? { sessions } : {}) },
    fork: null,
  };
}

interface DraftState {
  readonly draft: Draft | null;
  /** What the form held before a fork took its place. */
  readonly before: Draft | null;
}

/** The draft outlives the view: whoever looks at a run in between finds it as it was left. */
export const useDraft = create<DraftState>(() => ({ draft: null, before: null }));

export function changeDraft(change: (draft: Draft) => Draft): void {
  useDraft.setState(({ draft }) => ({ draft: draft && change(draft) }));
}

/** Fills the form for a fork; what it held comes back when the fork is started or given up. */
export function draftFork(fork: DraftFork): void {
  const { experiment, generation, name } = fork;
  const generations = Math.max(experiment.generations, generation + 1);
  const draft = draftOf({ ...experiment, generations, name: `${name}, fork at ${generation}`.slice(0, 200) });
  useDraft.setState(({ draft: current, before }) => ({ draft: { ...draft, fork }, before: current?.fork ? before : current }));
}

export const leaveFork = () => useDraft.setState(({ before }) => ({ draft: before, before: null }));

/** The data set changes, and with it everything that counts its bars. */
export const withDataset = (draft: Draft, data: string): Draft => ({
  ...draft,
  data,
  periods: null,
  validation: [],
  holdout: [],
  timeframes: [],
  kept: {},
});
