import type { Evaluate, Fitness } from '../strategy/fitness.ts';
import { type Genome, genome, replace } from '../strategy/genome.ts';
import { type Limits, longestPeriod } from '../strategy/limits.ts';
import { nodeTypes, type PrimitiveSet } from '../strategy/primitive-set.ts';
import { MIN_PERIOD, NUMBER, PERIOD } from '../strategy/primitives.ts';
import { randomFor } from '../strategy/random.ts';
import { eaGenerateUpdate } from './algorithms/generate-update.ts';
import { type CmaState, cmaAsk, cmaStart, cmaTell } from './cma-es.ts';
import { compareFitness } from './compare.ts';
import type { Elite } from './individual.ts';
import type { EvolutionSettings } from './settings.ts';

export interface TuneOptions {
  /** Steps of CMA-ES; each evaluates 4 + 3·ln(numbers and periods) candidates. Absent: 20. */
  readonly steps?: number;
  /** First step size: by how much numbers and periods change, as a share of themselves. Absent: 0.3. */
  readonly sigma?: number;
  /** Tells apart the random streams of several strategies that are tuned with one seed. Absent: 0. */
  readonly index?: number;
  readonly signal?: AbortSignal;
}

/** A number is never treated as smaller than this, so that 0 can be tuned too. */
const LEAST_SCALE = 0.05;

/**
 * The genome that stands at a point: each number c becomes c + x·max(|c|, 0.05), rounded to thousandths, and each
 * period n becomes n·eˣ, rounded. The origin is the genome itself, to the last bit. Numbers stay within what their type
 * accepts in the set, where that border lies in between; periods from 2 to the longest that the limits still allow at
 * their place, the first in the strategy first. So every point is a strategy of the same shape, type and limits.
 *
 * @param point as long as the genome has numbers and periods, in their order
 */
export function tuned(set: PrimitiveSet, start: Genome, limits: Limits, point: readonly number[]): Genome {
  const places = tunable(start);
  const types = nodeTypes(set, start);
  let numbers = 0;
  const constants = [...start.constants];
  const wanted = new Map<number, number>();
  for (const [i, place] of places.entries()) {
    const x = point[i]!;
    if (start.codes[place] === NUMBER) {
      const accepts = set.types[types[place] ?? -1]?.constant?.accepts ?? (() => true);
      constants[numbers] = move(start.constants[numbers]!, x, accepts);
      numbers++;
    } else {
      const period = start.codes[place]! - PERIOD;
      // Beyond any window there is nothing to tell apart.
      wanted.set(place, Math.round(Math.min(period * Math.exp(x), 2 * set.window)));
    }
  }
  // All that become shorter first: what they leave can go to the others.
  const codes = start.codes.slice();
  for (const [place, period] of wanted) codes[place] = Math.min(codes[place]!, PERIOD + Math.max(MIN_PERIOD, period));
  let g = genome(codes, constants);
  for (const [place, period] of wanted) {
    const longest = Math.min(longestPeriod(g, place, limits), set.window);
    const possible = Math.max(MIN_PERIOD, Math.min(period, longest));
    if (PERIOD + possible !== g.codes[place]) g = replace(g, { start: place, end: place + 1 }, genome([PERIOD + possible], []));
  }
  return g;
}

/** The places of the numbers and periods of a strategy. */
export const tunable = ({ codes }: Genome): number[] =>
  [...codes.keys()].filter((place) => codes[place] === NUMBER || codes[place]! >= PERIOD);

function move(c: number, x: number, accepts: (value: number) => boolean): number {
  if (x === 0 || !accepts(c)) return c;
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  const target = rounded(c + x * Math.max(Math.abs(c), LEAST_SCALE));
  if (accepts(target)) return target;
  // Where the type ends between the two, found by halving.
  let [inside, outside] = [c, target];
  for (let i = 0; i < 60; i++) {
    const middle = (inside + outside) / 2;
    if (accepts(middle)) inside = middle;
    else outside = middle;
  }
  return accepts(rounded(inside)) ? rounded(inside) : inside;
}

/**
 * The best strategy that CMA-ES finds by changing the numbers and periods of one, its shape left as it is. The strategy
 * itself is the first candidate, so the result is never worse; the earlier of equals wins. One without numbers and
 * periods comes back after one evaluation. Candidates are evaluated a step at a time, and a memo makes those that
 * rounding makes equal cheap.
 *
 * @returns the best, and how many evaluations were asked for
 */
export async function tuneConstants(
  settings: Pick<EvolutionSettings, 'seed' | 'weights' | 'limits'>,
  set: PrimitiveSet,
  start: Genome,
  evaluate: Evaluate,
  { steps = 20, sigma = 0.3, index = 0, signal }: TuneOptions = {},
): Promise<Elite & { readonly evaluations: number }> {
  const { seed, weights, limits } = settings;
  const dimension = tunable(start).length;
  const [own] = await evaluate([start], signal);
  let best: Elite = { genome: start, fitness: own! };
  let evaluations = 1;
  if (dimension === 0) return { ...best, evaluations };
  const at = (point: readonly number[]) => tuned(set, start, limits, point);
  const search = {
    ask: (state: CmaState, step: number) => cmaAsk(state, (candidate) => randomFor(seed, step, index * 4096 + candidate, 'tune')),
    tell: (state: CmaState, points: readonly number[][], fitnesses: readonly Fitness[]) => {
      const order = [...points.keys()].sort((a, b) => compareFitness(weights, fitnesses[b]!, fitnesses[a]!));
      return cmaTell(
        state,
        order.map((i) => points[i]!),
      );
    },
  };
  const centre = Array.from({ length: dimension }, () => 0);
  for await (const { candidates, fitnesses } of eaGenerateUpdate(
    search,
    cmaStart(centre, sigma),
    steps,
    (points, abort) => evaluate(points.map(at), abort),
    signal ? { signal } : {},
  )) {
    evaluations += candidates.length;
    for (const [i, fitness] of fitnesses.entries()) {
      if (compareFitness(weights, fitness, best.fitness) > 0) best = { genome: at(candidates[i]!), fitness };
    }
  }
  return { ...best, evaluations };
}
