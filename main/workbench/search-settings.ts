import type { Experiment, SetReport, UnusedSetting } from '../../preload/contract.ts';
import { checkAlgorithm } from '../evolution/algorithms/registry.ts';
import { checkDivisions } from '../evolution/selection/reference-points.ts';
import type { EvolutionSettings } from '../evolution/settings.ts';
import { unusedSettings } from '../evolution/unused-settings.ts';
import { checkSet } from '../strategy/check-set.ts';
import { dimensioned } from '../strategy/dimensioned.ts';
import { StrategyError } from '../strategy/errors.ts';
import { free } from '../strategy/free.ts';
import type { Genome } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import type { PrimitiveSet } from '../strategy/primitive-set.ts';
import { weighted } from '../strategy/weighted.ts';
import { bestOfFailed } from './constraints.ts';
import { ExpectedError } from './errors.ts';
import { BASE } from './problem.ts';

/**
 * What the experiment says of the search, in evolution's terms; evolution does not look at its other fields.
 * @throws {ExpectedError} for a seed that is no strategy: which one, and what is wrong with it
 */
export function evolutionSettings(experiment: Experiment): EvolutionSettings {
  const { maxHeight, maxSize, window, objectives, seeds, ...search } = experiment;
  return {
    ...search,
    weights: objectives.map((objective) => objective.weight),
    limits: { maxHeight, maxSize, maxLookback: window - 1 },
    failed: bestOfFailed(experiment),
    ...(seeds ? { seeds: seeds.map((text, i) => parseSeed(text, i + 1, window)) } : {}),
  };
}

function parseSeed(text: string, number: number, window: number): Genome {
  try {
    return parse(text, window);
  } catch (error) {
    if (error instanceof StrategyError) throw new ExpectedError(`Seed ${number}: ${error.message}`);
    throw error;
  }
}

/** The functions and terminals that strategies are made of. @throws {ExpectedError} when weights leave no strategy */
export function primitiveSet(experiment: Experiment): PrimitiveSet {
  const set = experiment.primitives === 'free' ? free(experiment.window) : dimensioned(experiment.window);
  if (!experiment.primitiveWeights) return set;
  try {
    return weighted(set, experiment.primitiveWeights);
  } catch (error) {
    if (error instanceof RangeError) throw new ExpectedError(`primitiveWeights: ${error.message}.`);
    throw error;
  }
}

/** What the set and the limits of an experiment make possible. */
export function setReport(experiment: Experiment): SetReport {
  let set: PrimitiveSet;
  try {
    set = primitiveSet(experiment);
  } catch (error) {
    if (error instanceof ExpectedError) return { types: [], unusable: [], problems: [error.message] };
    throw error;
  }
  const { maxHeight, maxSize, window } = experiment;
  const { types, ...report } = checkSet(set, { maxHeight, maxSize, maxLookback: window - 1 });
  return {
    ...report,
    types: types.map((type) => ({ ...type, minHeight: Number.isFinite(type.minHeight) ? type.minHeight : null })),
  };
}

/** A line about what no strategy of the experiment can contain; null when there is nothing to say. */
export function setNote(experiment: Experiment): string | null {
  const { types, unusable, problems } = setReport(experiment);
  if (problems.length > 0 || unusable.length === 0) return null;
  const lost = types.filter(({ reachable }) => !reachable).map(({ type }) => type);
  const nor = lost.length > 0 ? `, nor a value of type ${lost.join(', ')}` : '';
  return `with these limits no strategy can contain ${unusable.join(', ')}${nor}: raise window, maxHeight or maxSize if that is not meant`;
}

/** What the experiment sets and nothing in it looks at. */
export function unused(experiment: Experiment): UnusedSetting[] {
  const { seeds: _, ...search } = experiment;
  const found = unusedSettings(evolutionSettings(search));
  const larger = experiment.timeframes?.some((name) => name !== BASE) ?? false;
  if (experiment.sessions && !larger) found.push({ field: 'sessions', reason: `only timeframes other than ${BASE} look at it` });
  return found;
}

/** A line about that; null when all that is set has an effect. */
export function unusedNote(experiment: Experiment): string | null {
  const found = unused(experiment).map(({ field, reason }) => `${field} (${reason})`);
  return found.length === 0 ? null : `without effect here: ${found.join('; ')}`;
}

/** @throws {ExpectedError} when no run could be made of these settings: which one, and the remedy */
export function checkSearch(experiment: Experiment): void {
  const { initialHeight, maxHeight, population, crossover, mutation, seeds = [], stop, objectives } = experiment;
  if (initialHeight.max > maxHeight) {
    throw new ExpectedError(
      `initialHeight.max is ${initialHeight.max}, which is more than maxHeight (${maxHeight}): lower it or raise maxHeight.`,
    );
  }
  if (seeds.length > population) {
    throw new ExpectedError(`There are ${seeds.length} seeds for a population of ${population}: leave some out or raise population.`);
  }
  const either = ['muPlusLambda', 'muCommaLambda', 'harmGp'].find((name) => name === experiment.algorithm);
  if (either && crossover + mutation > 1) {
    throw new ExpectedError(
      `${either} makes a child by crossover or by mutation: their probabilities, ${crossover} and ${mutation}, may not add up to more than 1.`,
    );
  }
  if (stop?.target && stop.target.length > objectives.length) {
    throw new ExpectedError(
      `stop.target has ${stop.target.length} values for ${objectives.length} objectives: give one for each, or null.`,
    );
  }
  const { constraints, penalty } = experiment;
  if (penalty && !constraints)
    throw new ExpectedError('penalty says what happens to strategies that break `constraints`, and there are none: give some.');
  if (penalty?.method === 'delta' && typeof penalty.delta === 'object' && penalty.delta.length !== objectives.length) {
    throw new ExpectedError(
      `penalty.delta has ${penalty.delta.length} values for ${objectives.length} objectives: give one for each, or one number.`,
    );
  }
  const { elitism = 0, islands, algorithm, referencePoints } = experiment;
  const breeding = algorithm === 'islands' && islands ? Math.floor(population / islands.count) : population;
  if (elitism > breeding) {
    const where = breeding === population ? 'a population' : 'islands';
    throw new ExpectedError(`elitism is ${elitism}, more than ${where} of ${breeding} can keep: lower it.`);
  }
  const settings = evolutionSettings(experiment);
  try {
    if (referencePoints?.divisions !== undefined) checkDivisions(objectives.length, referencePoints.divisions);
    checkAlgorithm(settings);
  } catch (error) {
    if (error instanceof RangeError) throw new ExpectedError(`${error.message}.`);
    throw error;
  }
  const { problems } = checkSet(primitiveSet(experiment), settings.limits);
  if (problems.length > 0) throw new ExpectedError(`No strategy fits these settings: ${problems[0]}`, problems);
}
