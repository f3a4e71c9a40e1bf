import { type ExperimentInput, experimentSchema, type Preset } from '../../preload/contract.ts';

interface BuiltIn {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly note: string;
  readonly experiment: ExperimentInput;
}

const builtIn: readonly BuiltIn[] = [
  {
    id: 'quick-look',
    name: 'Quick look',
    tags: ['seconds'],
    note: 'A small population for a few generations: does anything come of this data at all?',
    experiment: { population: 60, generations: 15, maxSize: 32, maxHeight: 6 },
  },
  {
    id: 'classic',
    name: 'DEAP’s classic',
    tags: ['one objective'],
    note: 'eaSimple as in DEAP’s examples of symbolic regression: 300 strategies, tournaments of 3, crossover 0.5, uniform mutation 0.1. Sharpe ratio alone.',
    experiment: {
      ...{ population: 300, generations: 40, crossover: 0.5, mutation: 0.1, tournament: 3, maxHeight: 17 },
      initialHeight: { min: 1, max: 2 },
      mutations: { uniform: 1 },
      objectives: [{ metric: 'sharpe', weight: 1 }],
    },
  },
  {
    id: 'pareto',
    name: 'Several objectives (NSGA-II)',
    tags: ['Pareto'],
    note: 'No order among objectives: a front of strategies between return for risk, drawdown and size, from which one chooses afterwards.',
    experiment: {
      ...{ algorithm: 'nsga2', population: 200, generations: 100, crossover: 0.7, mutation: 0.3 },
      objectives: [
        { metric: 'sharpe', weight: 1 },
        { metric: 'maxDrawdown', weight: -1 },
        { metric: 'size', weight: -1 },
      ],
    },
  },
  {
    id: 'islands',
    name: 'Islands',
    tags: ['diversity'],
    note: 'Six populations that breed apart and exchange their best every five generations: slower to agree on one idea.',
    experiment: { algorithm: 'islands', population: 300, generations: 100, islands: { count: 6, topology: 'ring', every: 5, migrants: 3 } },
  },
  {
    id: 'walk-forward',
    name: 'Walk-forward',
    tags: ['out of sample'],
    note: 'The first of five walk-forward runs, judged on what comes next, with a sealed holdout at the end. Set “use” to go on to the others.',
    experiment: { split: { method: 'walkForward', runs: 5, outOfSample: 0.25, use: 1 }, population: 200, generations: 60 },
  },
  {
    id: 'sober',
    name: 'Small and sober',
    tags: ['out of sample', 'small'],
    note: 'Against overfitting: short rules, a fifth of the data for validation, a fifth sealed, and an early end when nothing gets better.',
    experiment: {
      ...{ population: 300, generations: 100, maxSize: 20, maxHeight: 5, initialHeight: { min: 2, max: 4 } },
      ...{ selection: 'doubleTournament', parsimony: 1.4 },
      split: { method: 'shares', validation: 0.2, holdout: 0.2, trainingPeriods: 3 },
      stop: { stagnation: 30 },
    },
  },
];

/** The experiments to start from that come with the program. */
export const builtInPresets: readonly Preset[] = builtIn.map(({ experiment, ...rest }) => ({
  ...rest,
  builtIn: true,
  savedAt: null,
  experiment: experimentSchema.parse({ name: rest.name, ...experiment }),
}));
