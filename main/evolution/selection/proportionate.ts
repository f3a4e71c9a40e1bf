import type { Individual } from '../individual.ts';
import { shuffled } from '../shuffle.ts';
import type { Selection } from './selection.ts';

/**
 * How large a share of the wheel each individual has: how much better its first objective is than the worst one's of
 * the population (windowing; Grefenstette 1986), with the weight's sign saying which way is better. So the worst has
 * no share, whatever the sign and the scale of the values. Where all are equal, everybody has the same share. NaN and
 * the worse infinity have none; the better infinity leaves nothing to the others.
 *
 * DEAP uses the raw values: it selects nobody when they are all zero, raises an IndexError or favours the wrong ones
 * when some are negative, and cannot minimise. What failed gets −999 here, and one such individual would make all the
 * others look alike: those who are no better than `failed` have no share and are not looked at, unless all are.
 *
 * @param failed the best first objective that a strategy can have which failed, or breaks a constraint
 */
export function shares(weights: readonly number[], population: readonly Individual[], failed?: number): number[] {
  const sign = Math.sign(weights[0]!);
  const values = population.map((individual) => individual.fitness[0]! * sign);
  if (values.includes(Number.POSITIVE_INFINITY)) return values.map((value) => (value === Number.POSITIVE_INFINITY ? 1 : 0));
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return values.map(() => 1);
  const judged = failed === undefined ? finite : finite.filter((value) => value > failed * sign);
  const known = judged.length > 0 ? judged : finite;
  const least = known.reduce((a, b) => Math.min(a, b));
  const most = known.reduce((a, b) => Math.max(a, b));
  if (least === most) return values.map((value) => (value === most ? 1 : 0));
  return values.map((value) => (value > least ? value - least : 0));
}

/** Sums of the shares up to and including each individual. */
function wheelOf(weights: readonly number[], population: readonly Individual[], failed: number | undefined): number[] {
  if (population.length === 0) throw new RangeError('nobody can be selected from an empty population');
  let sum = 0;
  return shares(weights, population, failed).map((share) => {
    sum += share;
    return sum;
  });
}

/** The first whose sum lies above the point, which nobody without a share ever is. */
function at(wheel: readonly number[], point: number): number {
  let low = 0;
  let high = wheel.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (wheel[middle]! > point) high = middle;
    else low = middle + 1;
  }
  // A point at the very end belongs to the last one with a share.
  while (low > 0 && wheel[low] === wheel[low - 1]) low--;
  return low;
}

/** Each place spins the wheel anew (Holland 1975; DEAP's `selRoulette`), with the shares of `shares`. */
export const roulette =
  (weights: readonly number[], failed?: number): Selection =>
  (streams, population, k) => {
    const wheel = wheelOf(weights, population, failed);
    return Array.from({ length: k }, (_, place) => population[at(wheel, streams(place).float() * wheel.at(-1)!)]!);
  };

/**
 * Stochastic universal sampling (Baker 1987; DEAP's `selStochasticUniversalSampling`): one spin with k pointers at even
 * distances, so that each individual is picked its expected number of times, rounded up or down. Those picked are
 * shuffled, because variation pairs neighbours and twins would mate with twins. The wheel has the order of the
 * population, as Baker's; in DEAP it has that of the fitness, and so have those picked, so that the numbers of picks are
 * alike for each but not for each two.
 */
export const stochasticUniversalSampling =
  (weights: readonly number[], failed?: number): Selection =>
  (streams, population, k) => {
    const random = streams(0);
    const wheel = wheelOf(weights, population, failed);
    const distance = wheel.at(-1)! / k;
    const start = random.float();
    return shuffled(
      random,
      Array.from({ length: k }, (_, i) => population[at(wheel, (start + i) * distance)]!),
    );
  };
