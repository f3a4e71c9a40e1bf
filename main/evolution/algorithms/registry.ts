import type { AlgorithmName } from '../catalogue.ts';
import type { Algorithm } from './algorithm.ts';
import { eaSimple } from './ea-simple.ts';
import { harmGp } from './harm-gp.ts';
import { islands } from './islands.ts';
import { muCommaLambda, muPlusLambda } from './mu-lambda.ts';
import { nsga2 } from './nsga2.ts';
import { nsga3 } from './nsga3.ts';
import { steadyState } from './steady-state.ts';

/** The algorithm of each name of the catalogue. */
export const algorithms: Readonly<Record<AlgorithmName, Algorithm>> = {
  eaSimple,
  muPlusLambda,
  muCommaLambda,
  steadyState,
  nsga2,
  nsga3,
  islands,
  harmGp,
};
