/** Something an experiment can name: for the experiment file and the window. */
export interface Entry<Name extends string = string> {
  readonly name: Name;
  /** One line, for somebody who chooses. */
  readonly description: string;
}

const entries = <const Names extends Readonly<Record<string, string>>>(descriptions: Names) => {
  type Name = keyof Names & string;
  return Object.entries(descriptions).map(([name, description]) => ({ name: name as Name, description })) as readonly Entry<Name>[];
};
type NameOf<List extends readonly Entry[]> = List[number]['name'];

/** `algorithm` of the settings; what each does stands in algorithms/. */
export const algorithms = entries({
  eaSimple: 'Parents are selected, crossed over and mutated; the children replace the whole population.',
  muPlusLambda: 'λ children, each by crossover or mutation; the population and they compete for the μ places.',
  muCommaLambda: 'λ children, each by crossover or mutation; only they compete for the μ places.',
  steadyState: 'A few children at a time, each of which takes the place of the worst.',
  nsga2: 'Several objectives at once: Pareto fronts, then the loneliest of a front (NSGA-II).',
  nsga3: 'Many objectives at once: Pareto fronts, then even spread over reference directions (NSGA-III).',
  islands: 'Several populations side by side that exchange their best now and then.',
  harmGp: 'As eaSimple, but sizes beyond those of the best grow rare, so that strategies stay small (HARM-GP).',
});
export type AlgorithmName = NameOf<typeof algorithms>;

/** `selection` (of parents) and `survival` (into the next generation) of the settings. */
export const selections = entries({
  tournament: 'The best of a few drawn at random.',
  doubleTournament: 'Tournaments for fitness and against size: keeps strategies small.',
  weightedTournament: 'The best of a few by the sum of all values times their weights.',
  roulette: 'In proportion to how much better the first objective is than the worst.',
  sus: 'As roulette, but each one as often as expected, rounded (stochastic universal sampling).',
  best: 'The best, and nobody else (truncation).',
  worst: 'The worst: to show what selection does.',
  random: 'Anybody: no pressure at all, to compare with.',
  lexicase: 'The best in one case after the other, in random order: specialists survive.',
  epsilonLexicase: 'As lexicase, but whoever is within ε of the best stays.',
  automaticEpsilonLexicase: 'As ε-lexicase, with ε from how much the values of a case differ.',
  nsga2: 'By Pareto front, then the loneliest of a front.',
  crowdedTournament: 'Duels by Pareto dominance, then loneliness (parents of NSGA-II).',
  nsga3: 'By Pareto front, then even spread over reference directions.',
  spea2: 'By strength of those who dominate one, then the distance to neighbours (SPEA2).',
});
export type SelectionName = NameOf<typeof selections>;

/**
 * Selections that only choose where there are more candidates than places, as in `survival`: asked for as many parents
 * as there are individuals they return all of them, in another order.
 */
export const needSurplus: ReadonlySet<SelectionName> = new Set(['best', 'worst', 'nsga2', 'nsga3', 'spea2']);

/** `initialisation` of the settings. */
export const initialisations = entries({
  halfAndHalf: 'Full or grow, evenly.',
  full: 'All branches as deep as the height drawn.',
  grow: 'Branches of different depths, up to the height drawn.',
});
export type InitialisationName = NameOf<typeof initialisations>;

/** `deduplicate` of the settings. */
export const deduplications = entries({
  genome: 'Strategies that are written alike, number by number.',
  structure: 'Strategies that differ only in the order of arguments that may be swapped.',
  behaviour: 'Strategies that hold the same bars in training, whatever they look like.',
});
export type Deduplication = NameOf<typeof deduplications>;

/** `crossoverMethod` of the settings. */
export const crossovers = entries({
  onePoint: 'Swaps subtrees of the same type.',
  leafBiased: 'Swaps subtrees of the same type, mostly functions and rarely leaves.',
  semantic: 'Follows one parent where a random rule holds, the other elsewhere; strategies grow.',
});
export type CrossoverName = NameOf<typeof crossovers>;

/** `mutations` of the settings. */
export const mutations = entries({
  uniform: 'Replaces a subtree by a new random one.',
  nodeReplacement: 'Replaces one function, column, number or period.',
  ephemeral: 'Draws one number or period anew.',
  insert: 'Puts a new function above a subtree.',
  shrink: 'Takes out one function.',
  hoist: 'Lifts a subtree to a place above it, and drops all between.',
  semantic: 'Adds or takes away the bars where a random rule holds; strategies grow.',
  allEphemerals: 'Draws all numbers and periods anew.',
});
export type MutationName = NameOf<typeof mutations>;
