import {
  algorithmNames,
  crossoverNames,
  deduplicationNames,
  type Experiment,
  initialisationNames,
  islandAlgorithmNames,
  type mutationNames,
  selectionNames,
} from '../../preload/contract.ts';

export type AlgorithmName = (typeof algorithmNames)[number];
export type SelectionName = (typeof selectionNames)[number];
export type CrossoverName = (typeof crossoverNames)[number];
export type MutationName = (typeof mutationNames)[number];

/** Numbers of the search that may be left empty, by the name of their field: where they stand in the experiment. */
export const searchNumbers = {
  offspring: 'offspring',
  elitism: 'elitism',
  parsimony: 'parsimony',
  epsilon: 'epsilon',
  leafShare: 'leafShare',
  divisions: 'referencePoints.divisions',
  scaling: 'referencePoints.scaling',
  islandCount: 'islands.count',
  every: 'islands.every',
  migrants: 'islands.migrants',
  alpha: 'harm.alpha',
  beta: 'harm.beta',
  gamma: 'harm.gamma',
  rho: 'harm.rho',
  model: 'harm.model',
  minCutoff: 'harm.minCutoff',
  stagnation: 'stop.stagnation',
  evaluations: 'stop.evaluations',
  stopSeconds: 'stop.seconds',
} as const;
export type SearchNumber = keyof typeof searchNumbers;

/** Choices of the search, empty for the default: where they stand, and from what to choose. */
export const searchChoices = {
  algorithm: { path: 'algorithm', values: algorithmNames },
  selection: { path: 'selection', values: selectionNames },
  survival: { path: 'survival', values: selectionNames },
  crossoverMethod: { path: 'crossoverMethod', values: crossoverNames },
  deduplicate: { path: 'deduplicate', values: deduplicationNames },
  initialisation: { path: 'initialisation', values: initialisationNames },
  islandAlgorithm: { path: 'islands.algorithm', values: islandAlgorithmNames },
  fitnessFirst: { path: 'fitnessFirst', values: [true, false] },
  memory: { path: 'referencePoints.memory', values: [true, false] },
  topology: { path: 'islands.topology', values: ['ring', 'random', 'full'] },
  emigrants: { path: 'islands.emigrants', values: ['best', 'random'] },
  replaced: { path: 'islands.replaced', values: ['worst', 'random'] },
} as const;
export type SearchChoice = keyof typeof searchChoices;
export type SearchField = SearchNumber | SearchChoice;

export type Choices = Readonly<Record<SearchChoice, string>>;

/** What is used where nothing is chosen. */
export const defaults = { algorithm: 'eaSimple', selection: 'tournament', survival: 'best', crossoverMethod: 'onePoint' } as const;

export const algorithmOf = (choices: Choices): AlgorithmName =>
  algorithmNames.find((name) => name === choices.algorithm) ?? defaults.algorithm;
/** How each island breeds, or the whole population where there are none. */
export const breedingOf = (choices: Choices): AlgorithmName => {
  const algorithm = algorithmOf(choices);
  if (algorithm !== 'islands') return algorithm;
  return algorithmNames.find((name) => name === choices.islandAlgorithm) ?? defaults.algorithm;
};
export const selectionOf = (choices: Choices): SelectionName =>
  selectionNames.find((name) => name === choices.selection) ?? defaults.selection;
export const survivalOf = (choices: Choices): SelectionName =>
  selectionNames.find((name) => name === choices.survival) ?? defaults.survival;
export const crossoverOf = (choices: Choices): CrossoverName =>
  crossoverNames.find((name) => name === choices.crossoverMethod) ?? defaults.crossoverMethod;

/** How often each mutation is picked where nothing is said: main/evolution/variation. */
export const defaultLots: Readonly<Partial<Record<MutationName, number>>> = {
  uniform: 3,
  insert: 1,
  shrink: 1,
  ephemeral: 3,
  nodeReplacement: 2,
};

/**
 * The fields that the chosen algorithm and operators look at. The others are not shown, and are no part of the
 * experiment, whatever was typed into them before.
 */
export function usedFields(choices: Choices): ReadonlySet<SearchField | 'tournament'> {
  const algorithm = algorithmOf(choices);
  const breeding = breedingOf(choices);
  const used = new Set<SearchField | 'tournament'>([
    ...(['algorithm', 'crossoverMethod', 'deduplicate', 'initialisation', 'stagnation', 'evaluations', 'stopSeconds'] as const),
  ]);
  const add = (...names: readonly (SearchField | 'tournament')[]) => {
    for (const name of names) used.add(name);
  };
  const eitherOf = breeding === 'muPlusLambda' || breeding === 'muCommaLambda';
  const own = breeding === 'nsga2' || breeding === 'nsga3';
  if (eitherOf) add('survival', 'offspring');
  if (breeding === 'steadyState') add('offspring');
  if (breeding === 'muCommaLambda' || breeding === 'eaSimple' || breeding === 'harmGp') add('elitism');
  if (algorithm === 'islands') add('islandCount', 'islandAlgorithm', 'topology', 'every', 'migrants', 'emigrants', 'replaced');
  if (breeding === 'harmGp') add('alpha', 'beta', 'gamma', 'rho', 'model', 'minCutoff');
  if (breeding === 'nsga3') add('divisions', 'scaling', 'memory');
  if (!eitherOf && !own) add('selection');
  const selection = eitherOf ? survivalOf(choices) : own ? null : selectionOf(choices);
  if (selection === 'tournament' || selection === 'doubleTournament' || selection === 'weightedTournament') add('tournament');
  if (selection === 'doubleTournament') add('parsimony', 'fitnessFirst');
  if (selection === 'epsilonLexicase') add('epsilon');
  if (selection === 'nsga3') add('divisions', 'scaling');
  if (crossoverOf(choices) === 'leafBiased') add('leafShare');
  return used;
}

/** What stands at a path such as `islands.count`; undefined where nothing does. */
export function valueAt(experiment: Experiment, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], experiment);
}

/** Puts a value at a path of at most two names. */
export function putAt(target: Record<string, unknown>, path: string, value: unknown): void {
  const [first, second] = path.split('.') as [string, string?];
  if (second === undefined) target[first] = value;
  else target[first] = { ...(target[first] as object | undefined), [second]: value };
}
