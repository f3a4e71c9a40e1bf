import type { Experiment } from '../../preload/contract.ts';
import type { EvolutionSettings } from '../evolution/settings.ts';
import { checkSet } from '../strategy/check-set.ts';
import { dimensioned } from '../strategy/dimensioned.ts';
import { StrategyError } from '../strategy/errors.ts';
import { free } from '../strategy/free.ts';
import type { Genome } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import type { PrimitiveSet } from '../strategy/primitive-set.ts';
import { weighted } from '../strategy/weighted.ts';
import { ExpectedError } from './errors.ts';

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
  const settings = evolutionSettings(experiment);
  const { problems } = checkSet(primitiveSet(experiment), settings.limits);
  if (problems.length > 0) throw new ExpectedError(`No strategy fits these settings: ${problems[0]}`, problems);
}
