import { needSurplus, type SelectionName } from './catalogue.ts';
import { defaultSettings, type EvolutionSettings } from './settings.ts';

/** A setting that is given and changes nothing of the result, or not what its name promises. */
export interface UnusedSetting {
  /** As it is written in the experiment file: `referencePoints.memory`. */
  readonly field: string;
  /** Who would look at it, or why it has no effect: `only the selection doubleTournament looks at it`. */
  readonly reason: string;
}

/**
 * Settings that the chosen algorithm and operators do not look at. They are no mistake, since one may switch to and fro
 * between algorithms and keep them, but whoever changes one and sees nothing change should be told why. DEAP cannot
 * notice, because its algorithms are given functions with their parameters already bound.
 *
 * A field with a default (`tournament`) counts as given when it is another than that.
 */
export function unusedSettings(settings: EvolutionSettings): UnusedSetting[] {
  const { algorithm = 'eaSimple', islands, crossover, mutation, generations, population, offspring = population, weights } = settings;
  const breeding = algorithm === 'islands' ? (islands?.algorithm ?? 'eaSimple') : algorithm;
  const either = breeding === 'muPlusLambda' || breeding === 'muCommaLambda';
  const own = breeding === 'nsga2' || breeding === 'nsga3';
  const parents: SelectionName | undefined = either || own ? undefined : (settings.selection ?? 'tournament');
  const survivors: SelectionName | undefined = either ? (settings.survival ?? 'best') : undefined;
  const selects = (...names: readonly SelectionName[]) => names.some((name) => name === parents || name === survivors);
  const found: UnusedSetting[] = [];
  const unless = (used: boolean, given: boolean, field: string, reason: string) => {
    if (given && !used) found.push({ field, reason });
  };
  const isGiven = (field: keyof EvolutionSettings) => settings[field] !== undefined;

  unless(!either && !own, isGiven('selection'), 'selection', own ? `${breeding} selects by itself` : `${breeding} draws parents evenly`);
  unless(either, isGiven('survival'), 'survival', 'only muPlusLambda and muCommaLambda look at it');
  unless(
    selects('tournament', 'doubleTournament', 'weightedTournament'),
    settings.tournament !== defaultSettings.tournament,
    'tournament',
    'only the selections tournament, doubleTournament and weightedTournament look at it',
  );
  for (const field of ['parsimony', 'fitnessFirst'] as const)
    unless(selects('doubleTournament'), isGiven(field), field, 'only the selection doubleTournament looks at it');
  unless(selects('epsilonLexicase'), isGiven('epsilon'), 'epsilon', 'only the selection epsilonLexicase looks at it');
  const { divisions, scaling, memory } = settings.referencePoints ?? {};
  const niches = breeding === 'nsga3' || selects('nsga3');
  const ofNsga3 = 'only the algorithm and the selection nsga3 look at it';
  unless(niches, divisions !== undefined, 'referencePoints.divisions', ofNsga3);
  unless(niches, scaling !== undefined, 'referencePoints.scaling', ofNsga3);
  unless(breeding === 'nsga3', memory === true, 'referencePoints.memory', 'only the algorithm nsga3 looks at it');
  unless(
    either || breeding === 'steadyState',
    isGiven('offspring'),
    'offspring',
    'only muPlusLambda, muCommaLambda and steadyState look at it',
  );
  unless(
    ['eaSimple', 'muCommaLambda', 'harmGp'].includes(breeding),
    (settings.elitism ?? 0) > 0,
    'elitism',
    'only eaSimple, muCommaLambda and harmGp look at it',
  );
  unless(breeding === 'harmGp', isGiven('harm'), 'harm', 'only the algorithm harmGp looks at it');
  unless(algorithm === 'islands', isGiven('islands'), 'islands', 'only the algorithm islands looks at it');
  const crosses = crossover > 0;
  unless(crosses, isGiven('crossoverMethod'), 'crossoverMethod', 'crossover is 0');
  const leaves = crosses && settings.crossoverMethod === 'leafBiased';
  unless(leaves, isGiven('leafShare'), 'leafShare', 'only the crossoverMethod leafBiased looks at it');
  unless(mutation > 0, isGiven('mutations'), 'mutations', 'mutation is 0');

  const idle = (field: string, reason: string) => void found.push({ field, reason });
  if (breeding === 'steadyState' && settings.offspring === 1 && crosses)
    idle('crossover', 'a single child a generation has nobody to be crossed with: raise offspring');
  const every = islands?.every ?? 5;
  if (algorithm === 'islands' && generations > 0 && every >= generations)
    idle('islands.every', `nobody migrates before generation ${every + 1}, and there are ${generations}`);
  if (weights.some((weight) => Math.abs(weight) !== Math.abs(weights[0]!)) && !selects('weightedTournament'))
    idle('objectives', 'of their weights the sign alone counts, except in the selection weightedTournament');
  if (parents && needSurplus.has(parents) && breeding !== 'steadyState')
    idle('selection', `${parents} takes everybody where there are as many parents as individuals, as in ${breeding}`);
  if (survivors && needSurplus.has(survivors) && breeding === 'muCommaLambda' && offspring === population)
    idle('survival', `${survivors} lets all children live where there are as many as places: raise offspring`);
  if (!crosses && mutation === 0 && generations > 0)
    idle('generations', 'crossover and mutation are both 0, so that nothing new ever comes');
  return found;
}
