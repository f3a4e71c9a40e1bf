import type { ExperimentInput } from '../../preload/contract.ts';

/** One experiment for each way to search that has a state or a course of its own, by a name; the first word is the algorithm. */
export const searches: Readonly<Record<string, Partial<ExperimentInput>>> = {
  eaSimple: {},
  'eaSimple with elitism and other operators': {
    ...{ elitism: 2, crossoverMethod: 'leafBiased', selection: 'doubleTournament', parsimony: 1.4 },
    mutations: { uniform: 2, nodeReplacement: 1, ephemeral: 1, insert: 1, shrink: 1, hoist: 1, semantic: 1 },
  },
  'eaSimple with lexicase on weeks': {
    ...{ selection: 'automaticEpsilonLexicase', timeframes: ['base', '1w'], window: 20, minHeldBars: 10 },
    periods: [
      { start: 0, end: 300 },
      { start: 280, end: 600 },
    ],
  },
  muPlusLambda: { crossover: 0.6, mutation: 0.3, offspring: 30 },
  'muPlusLambda with SPEA2': { crossover: 0.6, mutation: 0.3, survival: 'spea2' },
  muCommaLambda: { crossover: 0.6, mutation: 0.3, offspring: 30 },
  steadyState: {},
  'eaSimple grown, with all numbers at once': { initialisation: 'grow', mutations: { allEphemerals: 1, uniform: 1 }, mutation: 0.6 },
  nsga2: {},
  nsga3: {},
  'nsga3 with memory': { referencePoints: { memory: true } },
  islands: { islands: { count: 2, every: 2, topology: 'random' } },
  harmGp: { crossover: 0.6, mutation: 0.3, harm: { model: 60 } },
};

/** The fields of a search under its name. */
export const searchOf = (name: string): Partial<ExperimentInput> =>
  ({ ...searches[name], algorithm: name.split(' ')[0] }) as Partial<ExperimentInput>;
