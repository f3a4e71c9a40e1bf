import type { deduplicationNames, initialisationNames } from '../../preload/contract.ts';
import type { AlgorithmName, CrossoverName, MutationName, SelectionName } from '../state/search-fields.ts';

/** What algorithms and operators are called where people choose them; what each does comes with the catalogue. */
export const algorithmText: Record<AlgorithmName, string> = {
  eaSimple: 'Simple (eaSimple)',
  muPlusLambda: '(μ + λ)',
  muCommaLambda: '(μ, λ)',
  steadyState: 'Steady state',
  nsga2: 'NSGA-II',
  nsga3: 'NSGA-III',
  islands: 'Islands',
  harmGp: 'HARM-GP',
};

export const selectionText: Record<SelectionName, string> = {
  tournament: 'Tournament',
  doubleTournament: 'Double tournament',
  weightedTournament: 'Weighted tournament',
  roulette: 'Roulette',
  sus: 'Stochastic universal sampling',
  best: 'Best',
  worst: 'Worst',
  random: 'Random',
  lexicase: 'Lexicase',
  epsilonLexicase: 'ε-lexicase',
  automaticEpsilonLexicase: 'Automatic ε-lexicase',
  nsga2: 'NSGA-II',
  crowdedTournament: 'Crowded tournament',
  nsga3: 'NSGA-III',
  spea2: 'SPEA2',
};

export const deduplicationText: Record<(typeof deduplicationNames)[number], string> = {
  genome: 'Written alike',
  structure: 'Same structure',
  behaviour: 'Same behaviour',
};

export const initialisationText: Record<(typeof initialisationNames)[number], string> = {
  halfAndHalf: 'Half and half',
  full: 'Full',
  grow: 'Grow',
};

export const crossoverText: Record<CrossoverName, string> = {
  onePoint: 'One point',
  leafBiased: 'Leaf-biased',
  semantic: 'Semantic',
};

export const mutationText: Record<MutationName, string> = {
  uniform: 'Uniform',
  nodeReplacement: 'Node replacement',
  ephemeral: 'Ephemeral, one',
  insert: 'Insert',
  shrink: 'Shrink',
  hoist: 'Hoist',
  semantic: 'Semantic',
  allEphemerals: 'Ephemeral, all',
};
