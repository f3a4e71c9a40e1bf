import type { Random } from '../strategy/random.ts';
import { eigenSymmetric } from './eigen.ts';
import { normal } from './normal.ts';

type Vector = readonly number[];
type Matrix = readonly Vector[];

export interface CmaOptions {
  /** Candidates a step; absent: 4 + 3·ln(n), rounded down. */
  readonly lambda?: number;
  /** How many of them the next step is made from; absent: half of them. */
  readonly mu?: number;
  /** How much more the better of those count. Absent: superlinear. */
  readonly weights?: 'superlinear' | 'linear' | 'equal';
}

/** A search distribution between two steps, as JSON: all that is needed to go on from it. */
export interface CmaState {
  readonly options: CmaOptions;
  readonly centroid: Vector;
  /** Step size. */
  readonly sigma: number;
  /** Covariance matrix. */
  readonly C: Matrix;
  /** Evolution paths of the step size and of the covariance. */
  readonly ps: Vector;
  readonly pc: Vector;
  readonly updates: number;
}

/**
 * Covariance matrix adaptation (Hansen and Ostermeier 2001; DEAP's `cma.Strategy`, with its parameters): ask for
 * candidates, tell how they rank, and so on. Nothing is changed in place.
 *
 * @throws {RangeError} when there is nothing to optimise, or the step size is not positive
 */
export function cmaStart(centroid: Vector, sigma: number, options: CmaOptions = {}): CmaState {
  const n = centroid.length;
  if (n === 0) throw new RangeError('CMA-ES needs at least one number to optimise');
  if (!(sigma > 0)) throw new RangeError(`the step size of CMA-ES is positive, not ${sigma}`);
  const zeros = centroid.map(() => 0);
  const C = centroid.map((_, i) => centroid.map((__, j) => (i === j ? 1 : 0)));
  return { options, centroid, sigma, C, ps: zeros, pc: zeros, updates: 0 };
}

/** How many candidates a step has. */
export const lambdaOf = ({ options, centroid }: CmaState): number => options.lambda ?? Math.floor(4 + 3 * Math.log(centroid.length));

/** The candidates of a step, each from a stream of its own. */
export const cmaAsk = (state: CmaState, streams: (candidate: number) => Random): number[][] =>
  candidates(
    state,
    Array.from({ length: lambdaOf(state) }, (_, i) => {
      const random = streams(i);
      return state.centroid.map(() => normal(random));
    }),
  );

/** The candidates that rows of standard normal numbers stand for. */
export function candidates(state: CmaState, normals: Matrix): number[][] {
  const { axes, scales } = principal(state);
  return normals.map((z) => state.centroid.map((x, i) => x + state.sigma * sum(z, (value, j) => value * axes[i]![j]! * scales[j]!)));
}

/** The next state, given the candidates of a step, best first. */
export function cmaTell(state: CmaState, bestFirst: Matrix): CmaState {
  const { centroid: old, sigma, C, updates } = state;
  const n = old.length;
  const { mu, weights, mueff, cc, cs, c1, cmu, damps, chiN } = parameters(state);
  const centroid = old.map((_, i) => sum(weights, (weight, k) => weight * bestFirst[k]![i]!));
  const step = centroid.map((x, i) => x - old[i]!);

  const { axes, scales } = principal(state);
  const inner = scales.map((scale, j) => sum(step, (x, i) => axes[i]![j]! * x) / scale);
  const reach = Math.sqrt(cs * (2 - cs) * mueff) / sigma;
  const ps = state.ps.map((p, i) => (1 - cs) * p + reach * sum(inner, (x, j) => axes[i]![j]! * x));
  const length = Math.sqrt(sum(ps, (p) => p * p));
  const stalls = length / Math.sqrt(1 - (1 - cs) ** (2 * (updates + 1))) / chiN >= 1.4 + 2 / (n + 1);
  const pull = stalls ? 0 : Math.sqrt(cc * (2 - cc) * mueff) / sigma;
  const pc = state.pc.map((p, i) => (1 - cc) * p + pull * step[i]!);

  const kept = 1 - c1 - cmu + (stalls ? c1 * cc * (2 - cc) : 0);
  const moves = bestFirst.slice(0, mu).map((candidate) => candidate.map((x, i) => (x - old[i]!) / sigma));
  const covariance = C.map((row, i) =>
    row.map((c, j) => kept * c + c1 * pc[i]! * pc[j]! + cmu * sum(moves, (move, k) => weights[k]! * move[i]! * move[j]!)),
  );
  // Symmetric to the last bit, whatever rounding did.
  const symmetric = covariance.map((row, i) => row.map((_, j) => covariance[Math.min(i, j)]![Math.max(i, j)]!));
  return { ...state, centroid, ps, pc, C: symmetric, sigma: sigma * Math.exp(((length / chiN - 1) * cs) / damps), updates: updates + 1 };
}

/** Principal axes in columns, and the standard deviation along each. */
function principal({ C }: CmaState): { axes: number[][]; scales: number[] } {
  const { values, vectors } = eigenSymmetric(C);
  // Rounding can push what is all but 0 below it.
  return { axes: vectors, scales: values.map((value) => Math.sqrt(Math.max(value, 1e-300))) };
}

/** DEAP's `computeParams`; names as in Hansen's tutorial (c1 and cmu are DEAP's ccov1 and ccovmu). */
function parameters(state: CmaState) {
  const n = state.centroid.length;
  const mu = state.options.mu ?? Math.floor(lambdaOf(state) / 2);
  const shape = state.options.weights ?? 'superlinear';
  const raw = Array.from({ length: mu }, (_, i) =>
    shape === 'equal' ? 1 : shape === 'linear' ? mu + 0.5 - (i + 1) : Math.log(mu + 0.5) - Math.log(i + 1),
  );
  const total = sum(raw, (w) => w);
  const weights = raw.map((w) => w / total);
  const mueff = 1 / sum(weights, (w) => w * w);
  const cs = (mueff + 2) / (n + mueff + 3);
  const c1 = 2 / ((n + 1.3) ** 2 + mueff);
  return {
    mu,
    weights,
    mueff,
    cc: 4 / (n + 4),
    cs,
    c1,
    cmu: Math.min(1 - c1, (2 * (mueff - 2 + 1 / mueff)) / ((n + 2) ** 2 + mueff)),
    damps: 1 + 2 * Math.max(0, Math.sqrt((mueff - 1) / (n + 1)) - 1) + cs,
    /** Length of a standard normal vector, about. */
    chiN: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

function sum<T>(items: readonly T[], value: (item: T, place: number) => number): number {
  let total = 0;
  for (const [i, item] of items.entries()) total += value(item, i);
  return total;
}
