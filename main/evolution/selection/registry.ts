import type { SelectionName } from '../catalogue.ts';
import type { EvolutionSettings } from '../settings.ts';
import type { Cases } from './cases.ts';
import { objectivesAsCases } from './cases.ts';
import { doubleTournament } from './double-tournament.ts';
import { automaticEpsilonLexicase, epsilonLexicase, lexicase } from './lexicase.ts';
import { crowdedParents, selectNsga2 } from './nsga2.ts';
import { selectNsga3 } from './nsga3.ts';
import { roulette, stochasticUniversalSampling } from './proportionate.ts';
import { divisionsFor, uniformReferencePoints } from './reference-points.ts';
import { independently, type Selection, together } from './selection.ts';
import { anybody, best, worst } from './simple.ts';
import { selectSpea2 } from './spea2.ts';
import { tournament } from './tournament.ts';
import { weightedTournament } from './weighted-tournament.ts';

/** What selections read of the settings. */
export type SelectionSettings = Pick<
  EvolutionSettings,
  'weights' | 'tournament' | 'population' | 'parsimony' | 'fitnessFirst' | 'epsilon' | 'referencePoints' | 'failed'
>;

/** Makes a selection of the settings; `cases` are the objectives unless others are given. */
type Maker = (settings: SelectionSettings, cases: Cases) => Selection;

/** The points of NSGA-III: those of the settings, else as many as there are individuals at most. */
export function referencePoints({ weights, population, referencePoints: given }: SelectionSettings): number[][] {
  return uniformReferencePoints(weights.length, given?.divisions ?? divisionsFor(weights.length, population), given?.scaling);
}

const selections: Readonly<Record<SelectionName, Maker>> = {
  tournament: ({ weights, tournament: size }) => independently((random, population) => tournament(random, weights, size, population)),
  doubleTournament: ({ weights, tournament: size, parsimony = 1.4, fitnessFirst = true }) =>
    independently((random, population) => doubleTournament(random, weights, size, parsimony, fitnessFirst, population)),
  weightedTournament: ({ weights, tournament: size }) =>
    independently((random, population) => weightedTournament(random, weights, size, population)),
  roulette: ({ weights, failed }) => roulette(weights, failed),
  sus: ({ weights, failed }) => stochasticUniversalSampling(weights, failed),
  best: ({ weights }) => together((_, population, k) => best(weights, population, k)),
  worst: ({ weights }) => together((_, population, k) => worst(weights, population, k)),
  random: () => independently(anybody),
  lexicase: (_, cases) => lexicase(cases),
  epsilonLexicase: ({ epsilon = 0.1 }, cases) => epsilonLexicase(cases, epsilon),
  automaticEpsilonLexicase: (_, cases) => automaticEpsilonLexicase(cases),
  nsga2: ({ weights }) => together((_, population, k) => selectNsga2(weights, k, population)),
  crowdedTournament:
    ({ weights }) =>
    (streams, population, k) =>
      crowdedParents(streams(0), weights, population, k),
  nsga3(settings) {
    const points = referencePoints(settings);
    return together((random, population, k) => selectNsga3(random, settings.weights, points, k, population).chosen);
  },
  spea2: ({ weights }) => together((_, population, k) => selectSpea2(weights, k, population)),
};

/** The selection of a name. */
export const createSelection = (
  name: SelectionName,
  settings: SelectionSettings,
  cases: Cases = objectivesAsCases(settings.weights),
): Selection => selections[name](settings, cases);
