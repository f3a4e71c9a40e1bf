import { describe, expect, it } from 'vitest';
import type { Individual } from '../../main/evolution/individual.ts';
import { tournament } from '../../main/evolution/selection/tournament.ts';
import { weightedTournament } from '../../main/evolution/selection/weighted-tournament.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { agrees } from '../strategy/chi-squared.ts';
import { chiSquared, individual } from './synthetic.ts';

/** Draws that a test dictates, as places in the list. */
const scripted = (...places: number[]) => ({
  float: () => 0,
  integer: () => 0,
  choice: <T>(items: readonly T[]) => items[places.shift()!]!,
});

function wins(population: readonly Individual[], size: number, weights: readonly number[]): number[] {
  const counts = population.map(() => 0);
  for (let slot = 0; slot < 20_000; slot++) {
    const winner = tournament(randomFor(7, 1, slot, 'select'), weights, size, population);
    counts[population.indexOf(winner)]!++;
  }
  return counts;
}

// The r-th best of n wins when nobody better is drawn, but not nobody better than the next one.
const exact = (n: number, size: number) => Array.from({ length: n }, (_, r) => ((n - r) / n) ** size - ((n - r - 1) / n) ** size);

describe('tournament', () => {
  // Quantiles of the chi-squared distribution with 9 degrees of freedom: 27.88 is exceeded once in a thousand times.
  it.each([1, 2, 3, 7])('of %i picks each rank as often as the exact distribution says', (size) => {
    const bestFirst = Array.from({ length: 10 }, (_, i) => individual([10 - i]));
    const worstFirst = Array.from({ length: 10 }, (_, i) => individual([10 - i]));
    expect(chiSquared(wins(bestFirst, size, [1]), exact(10, size))).toBeLessThan(27.88);
    expect(chiSquared(wins(worstFirst, size, [-1]), exact(10, size).reverse())).toBeLessThan(27.88);
  });

  it('shares the places of a tie evenly', () => {
    const population = [individual([1]), individual([5]), individual([5]), individual([0]), individual([5])];
    const p = exact(5, 3);
    const best = (p[0]! + p[1]! + p[2]!) / 3;
    // 4 degrees of freedom
    expect(chiSquared(wins(population, 3, [1]), [p[3]!, best, best, p[4]!, best])).toBeLessThan(18.47);
  });

  it('lets the first that was drawn win a tie, as DEAP does', () => {
    const population = [individual([1]), individual([2]), individual([2])];
    expect(tournament(scripted(0, 2, 1), [1], 3, population)).toBe(population[2]);
    expect(tournament(scripted(1, 2, 0), [1], 3, population)).toBe(population[1]);
  });

  it('draws with replacement, so that even the worst can win', () => {
    const population = [individual([1]), individual([2])];
    expect(tournament(scripted(0, 0, 0), [1], 3, population)).toBe(population[0]);
  });

  it('never lets NaN win against a number', () => {
    const population = [individual([1]), individual([Number.NaN])];
    expect(tournament(scripted(0, 1), [1], 2, population)).toBe(population[0]);
    expect(tournament(scripted(1, 0), [1], 2, population)).toBe(population[0]);
  });

  it('refuses an empty population and an empty tournament', () => {
    expect(() => tournament(randomFor(1, 1, 0, 'select'), [1], 3, [])).toThrow(RangeError);
    expect(() => tournament(randomFor(1, 1, 0, 'select'), [1], 0, [individual([1])])).toThrow('at least 1');
  });
});

describe('weighted tournament', () => {
  it('is won by the largest sum of values times weights, however they are ordered', () => {
    const population = [individual([1, 0.5], 1), individual([0.9, 0.1], 2), individual([0.8, 0.9], 3)];
    const winner = (weights: readonly number[]) =>
      weightedTournament(randomFor(1, 0, 0, 'select'), weights, 50, population).genome.codes[0];
    expect(winner([1, -0.1])).toBe(1);
    expect(winner([1, -1])).toBe(2);
    expect(winner([1, 1])).toBe(3);
    expect(tournament(randomFor(1, 0, 0, 'select'), [1, -1], 50, population).genome.codes[0]).toBe(1);
  });

  it('is lost by a sum that is no number', () => {
    const population = [individual([Number.NaN], 1), individual([-999], 2)];
    for (let i = 0; i < 50; i++) expect(weightedTournament(randomFor(i, 0, 0, 'select'), [1], 20, population).genome.codes[0]).toBe(2);
  });

  it('gives each its chance', () => {
    const population = [3, 1, 2, 0].map((value, code) => individual([0, value], code));
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 20_000; i++) {
      counts[weightedTournament(randomFor(2, 0, i, 'select'), [5, 2], 3, population).genome.codes[0]!]!++;
    }
    // The best of three out of four: (k/4)³ − ((k − 1)/4)³ for the one of rank k from below.
    expect(agrees(counts, [37, 7, 19, 1])).toBe(true);
  });
});
