import type { AlgorithmName } from '../catalogue.ts';
import type { EvolutionSettings } from '../settings.ts';
import { type Algorithm, algorithm, type Method } from './algorithm.ts';
import { eaSimple } from './ea-simple.ts';
import { harmGp } from './harm-gp.ts';
import { islands } from './islands.ts';
import { muCommaLambda, muPlusLambda } from './mu-lambda.ts';
import { nsga2 } from './nsga2.ts';
import { nsga3 } from './nsga3.ts';
import { steadyState } from './steady-state.ts';

const methods: Readonly<Record<AlgorithmName, Method>> = {
  eaSimple,
  muPlusLambda,
  muCommaLambda,
  steadyState,
  nsga2,
  nsga3,
  islands,
  harmGp,
};

/** The algorithm of each name of the catalogue. */
export const algorithms = Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, algorithm(method)])) as Readonly<
  Record<AlgorithmName, Algorithm>
>;

/** @throws {RangeError} that names the field and the remedy, when the algorithm cannot run with these settings */
export const checkAlgorithm = (settings: EvolutionSettings): void => methods[settings.algorithm ?? 'eaSimple'].check?.(settings);
