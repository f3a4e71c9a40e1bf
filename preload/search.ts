/**
 * How the search goes on, in more detail than most experiments need. Every field may be left out; absent means DEAP's
 * eaSimple with tournaments. What each name stands for is told in main/evolution/catalogue.ts.
 */
import { z } from 'zod';

export const algorithmNames = ['eaSimple', 'muPlusLambda', 'muCommaLambda', 'steadyState', 'nsga2', 'nsga3', 'islands', 'harmGp'] as const;
export const selectionNames = [
  'tournament',
  'doubleTournament',
  'weightedTournament',
  'roulette',
  'sus',
  'best',
  'worst',
  'random',
  'lexicase',
  'epsilonLexicase',
  'automaticEpsilonLexicase',
  'nsga2',
  'crowdedTournament',
  'nsga3',
  'spea2',
] as const;
export const crossoverNames = ['onePoint', 'leafBiased', 'semantic'] as const;
export const mutationNames = ['uniform', 'nodeReplacement', 'ephemeral', 'insert', 'shrink', 'hoist', 'semantic', 'allEphemerals'] as const;
export const initialisationNames = ['halfAndHalf', 'full', 'grow'] as const;

/** How an island may breed. */
export const islandAlgorithmNames = algorithmNames.filter((name) => name !== 'islands');
/** When two strategies are one: the same genome, the same but for the order of arguments, the same positions in training. */
export const deduplicationNames = ['genome', 'structure', 'behaviour'] as const;

const share = z.number().min(0).max(1);

export const searchFields = {
  algorithm: z.enum(algorithmNames).exactOptional(),
  /** How the strategies of generation 0 are made; their heights are `initialHeight`. Absent: halfAndHalf. */
  initialisation: z.enum(initialisationNames).exactOptional(),
  /** How parents are selected, and in (μ+λ) and (μ,λ) who lives on. */
  selection: z.enum(selectionNames).exactOptional(),
  survival: z.enum(selectionNames).exactOptional(),
  /** Double tournament: from 1 (size does not matter) to 2 (the smaller always wins), and which tournament comes first. */
  parsimony: z.number().min(1).max(2).exactOptional(),
  fitnessFirst: z.boolean().exactOptional(),
  /** ε-lexicase: how far below the best a case may be. */
  epsilon: z.number().min(0).exactOptional(),
  /** NSGA-III. */
  referencePoints: z
    .strictObject({
      divisions: z.int().min(1).max(100).exactOptional(),
      scaling: z.number().gt(0).max(1).exactOptional(),
      memory: z.boolean().exactOptional(),
    })
    .exactOptional(),
  /** Children a generation, λ. */
  offspring: z.int().min(1).max(1_000_000).exactOptional(),
  /** How many of the best are kept whatever happens. */
  elitism: z.int().min(0).max(1_000_000).exactOptional(),
  /** Twins are varied until they are none, and the hall of fame holds one of each kind. Absent: they may stay. */
  deduplicate: z.enum(deduplicationNames).exactOptional(),
  islands: z
    .strictObject({
      count: z.int().min(2).max(1_000),
      /** How each island breeds; absent: eaSimple. */
      algorithm: z.enum(islandAlgorithmNames).exactOptional(),
      topology: z.enum(['ring', 'random', 'full']).exactOptional(),
      every: z.int().min(1).exactOptional(),
      migrants: z.int().min(1).exactOptional(),
      emigrants: z.enum(['best', 'random']).exactOptional(),
      replaced: z.enum(['worst', 'random']).exactOptional(),
    })
    .exactOptional(),
  harm: z
    .strictObject({
      alpha: z.number().min(0).exactOptional(),
      beta: z.number().gt(0).exactOptional(),
      gamma: share.exactOptional(),
      rho: share.exactOptional(),
      model: z.int().min(1).max(1_000_000).exactOptional(),
      minCutoff: z.int().min(1).exactOptional(),
    })
    .exactOptional(),
  crossoverMethod: z.enum(crossoverNames).exactOptional(),
  /** Leaf-biased crossover: how often the point is a leaf. */
  leafShare: share.exactOptional(),
  /** How often each mutation is picked, in lots; those not named are not. */
  mutations: z
    .partialRecord(z.enum(mutationNames), z.int().min(0).max(1_000))
    .refine((lots) => Object.values(lots).some((n) => n > 0), {
      error: 'give at least one mutation a lot',
      // A name or a number that is wrong is the problem, not that nothing else is left.
      when: ({ issues }) => issues.length === 0,
    })
    .exactOptional(),
  /** How often a function, a column or `number` is drawn, compared with 1 for all others; 0: never. */
  primitiveWeights: z.record(z.string(), z.number().min(0).max(1_000)).exactOptional(),
  /** Strategies of your own that generation 0 begins with. */
  seeds: z.array(z.string().min(1).max(100_000)).max(100_000).exactOptional(),
  /**
   * When the run ends early: a target a value per objective, generations without progress, evaluations, seconds of
   * computing. Seconds alone depend on the machine: how far the run gets, never what it computes.
   */
  stop: z
    .strictObject({
      target: z.array(z.number().nullable()).exactOptional(),
      stagnation: z.int().min(1).exactOptional(),
      evaluations: z.int().min(1).exactOptional(),
      seconds: z.number().gt(0).max(1e9).exactOptional(),
    })
    .exactOptional(),
} as const;
