import { describe, expect, it } from 'vitest';
import { selections as catalogue, type SelectionName } from '../../main/evolution/catalogue.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import type { Cases } from '../../main/evolution/selection/cases.ts';
import { medianAbsoluteDeviation } from '../../main/evolution/selection/lexicase.ts';
import { shares } from '../../main/evolution/selection/proportionate.ts';
import { createSelection, type SelectionSettings } from '../../main/evolution/selection/registry.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { genome } from '../../main/strategy/genome.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { agrees } from '../strategy/chi-squared.ts';
import { settings as defaults, individual } from './synthetic.ts';

const settings = (changes: Partial<SelectionSettings> = {}): SelectionSettings => ({ ...defaults(), weights: [1], ...changes });
const people = (...fitnesses: readonly Fitness[]) => fitnesses.map((fitness) => individual(fitness));

/** How often each one is selected in `rounds` rounds of k. */
function counts(
  name: SelectionName,
  population: readonly Individual[],
  changes: Partial<SelectionSettings> = {},
  { rounds = 4000, k = 5, cases }: { rounds?: number; k?: number; cases?: Cases } = {},
): number[] {
  const selection = createSelection(name, settings(changes), cases);
  const found = population.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const one of selection((place) => randomFor(11, round, place, 'select'), population, k)) found[population.indexOf(one)]!++;
  }
  return found;
}

describe.each(catalogue)('selection $name', ({ name }) => {
  const mixed = people(
    [1, 2, 0],
    [3, -1, 0.5],
    [3, -1, 0.5],
    [-999, 1, 0],
    [Number.NaN, 0, 1],
    [Number.POSITIVE_INFINITY, 4, 0],
    [2, 2, 2],
  );
  const weights = [1, -1, 1];

  it('returns as many as it is asked for, all of them members, and leaves the population alone', () => {
    const selection = createSelection(name, settings({ weights, tournament: 3 }));
    const before = [...mixed];
    for (const k of [0, 1, 2, 5, 7, 8, 20]) {
      const chosen = selection((place) => randomFor(1, k, place, 'select'), mixed, k);
      expect(chosen.length).toBe(k);
      expect(chosen.every((one) => mixed.includes(one))).toBe(true);
    }
    expect(mixed).toEqual(before);
    expect(selection((place) => randomFor(1, 1, place, 'select'), [mixed[0]!], 3)).toEqual([mixed[0], mixed[0], mixed[0]]);
  });

  it('picks the same again from the same streams, and refuses an empty population', () => {
    const selection = createSelection(name, settings({ weights }));
    const pick = () => selection((place) => randomFor(3, 4, place, 'select'), mixed, 6).map((one) => mixed.indexOf(one));
    expect(pick()).toEqual(pick());
    expect(() => selection((place) => randomFor(1, 1, place, 'select'), [], 1)).toThrow(RangeError);
  });
});

describe('selections in proportion', () => {
  it('give each what it is better than the worst, whatever the signs', () => {
    expect(shares([1], people([1], [3], [2]))).toEqual([0, 2, 1]);
    expect(shares([1], people([-5], [-3], [-4]))).toEqual([0, 2, 1]);
    expect(shares([-0.5], people([1], [3], [2]))).toEqual([2, 0, 1]);
    expect(shares([1], people([0], [0], [0]))).toEqual([1, 1, 1]);
  });

  it('give nothing to failures and to what is no number, and do not take them for the measure', () => {
    expect(shares([1], people([1], [3], [2], [-999], [Number.NaN], [Number.NEGATIVE_INFINITY]), -999)).toEqual([0, 2, 1, 0, 0, 0]);
    expect(shares([1], people([1], [3], [2], [-998.2], [-998.5]), -998)).toEqual([0, 2, 1, 0, 0]);
    expect(shares([-1], people([1], [3], [2], [999], [998.5]), 998)).toEqual([2, 0, 1, 0, 0]);
    // Where all failed the nearest to the constraints are the best.
    expect(shares([1], people([-999], [-998.5], [-998.25]), -998)).toEqual([0, 0.5, 0.75]);
    expect(shares([1], people([1], [Number.POSITIVE_INFINITY]))).toEqual([0, 1]);
    expect(shares([1], people([Number.NaN], [Number.NaN]))).toEqual([1, 1]);
  });

  it('leave those behind their share where half of the population is alike, or close together', () => {
    expect(shares([1], people([2], [2], [2], [1], [1], [0]), -999)).toEqual([2, 2, 2, 1, 1, 0]);
    const close = shares([1], people([1.52], [1.51], [1.5], [1], [0.5]), -999);
    expect(close[3]! / close[0]!).toBeCloseTo(0.5 / 1.02, 12);
    expect(agrees(counts('roulette', people([2], [2], [2], [1], [1], [0], [-999]), { failed: -999 }).slice(0, 5), [2, 2, 2, 1, 1])).toBe(
      true,
    );
  });

  it.each(['roulette', 'sus'] as const)('%s picks as often as the shares say', (name) => {
    expect(agrees(counts(name, people([6], [5], [4], [3], [2])).slice(0, 4), [4, 3, 2, 1])).toBe(true);
    expect(counts(name, people([6], [5], [4], [3], [2]))[4]).toBe(0);
    expect(agrees(counts(name, people([-6], [-5], [-4], [-3], [-2]), { weights: [-1] }).slice(0, 4), [4, 3, 2, 1])).toBe(true);
    expect(agrees(counts(name, people([0], [0], [0])), [1, 1, 1])).toBe(true);
  });

  it('SUS picks each its expected number of times, rounded up or down', () => {
    const population = people([7], [4], [3], [2], [1]);
    const selection = createSelection('sus', settings());
    const expected = [6, 3, 2, 1, 0].map((share) => (share / 12) * 7);
    for (let round = 0; round < 500; round++) {
      const chosen = selection((place) => randomFor(5, round, place, 'select'), population, 7);
      for (const [i, one] of population.entries()) {
        const times = chosen.filter((c) => c === one).length;
        expect(times).toBeGreaterThanOrEqual(Math.floor(expected[i]!));
        expect(times).toBeLessThanOrEqual(Math.ceil(expected[i]!));
      }
    }
  });

  it('SUS leaves no order in which twins stand together', () => {
    const population = people([2], [1], [0]);
    const selection = createSelection('sus', settings());
    const firsts = [0, 0, 0];
    for (let round = 0; round < 3000; round++)
      firsts[population.indexOf(selection((p) => randomFor(5, round, p, 'select'), population, 3)[0]!)]!++;
    expect(agrees(firsts.slice(0, 2), [2, 1])).toBe(true);
  });
});

describe('best, worst, random', () => {
  const population = people([2], [5], [1], [5]);
  const places = (name: SelectionName, weights: number[], k: number) =>
    createSelection(name, settings({ weights }))((p) => randomFor(1, 1, p, 'select'), population, k).map((one) => population.indexOf(one));

  // As printed by selBest and selWorst of python3-deap 1.3.1.
  it('sort, and leave equals in their order', () => {
    expect(places('best', [1], 3)).toEqual([1, 3, 0]);
    expect(places('worst', [1], 3)).toEqual([2, 0, 1]);
    expect(places('best', [-1], 4)).toEqual([2, 0, 1, 3]);
  });

  it('picks anybody equally often', () => expect(agrees(counts('random', population))).toBe(true));
});

describe('double tournament', () => {
  // Sizes 1 to 4; the fitness is the place, so that larger is better.
  const population = [0, 1, 2, 3].map((i): Individual => ({ ...individual([i]), genome: genome(Array(i + 1).fill(1), []) }));
  const uniform = [0.25, 0.25, 0.25, 0.25];
  /** Exact distributions, composed as the operator composes its tournaments. */
  const fittest = (p: readonly number[], size: number) => {
    const upTo = p.map((_, i) => p.slice(0, i + 1).reduce((a, b) => a + b, 0));
    return upTo.map((sum, i) => sum ** size - (i === 0 ? 0 : upTo[i - 1]! ** size));
  };
  const smaller = (p: readonly number[], parsimony: number) =>
    p.map((own, i) => p.reduce((sum, other, j) => sum + own * other * (i === j ? 1 : 2 * (i < j ? parsimony / 2 : 1 - parsimony / 2)), 0));

  it.each([
    [1, true, fittest(uniform, 3)],
    [1.4, true, smaller(fittest(uniform, 3), 1.4)],
    [2, true, smaller(fittest(uniform, 3), 2)],
    [1.4, false, fittest(smaller(uniform, 1.4), 3)],
    [2, false, fittest(smaller(uniform, 2), 3)],
  ])('with parsimony %d, fitness first: %s, picks each size as often as the exact distribution says', (parsimony, fitnessFirst, exact) => {
    expect(agrees(counts('doubleTournament', population, { tournament: 3, parsimony, fitnessFirst }), exact)).toBe(true);
  });

  it('refuses a parsimony outside 1 to 2', () => {
    expect(() => counts('doubleTournament', population, { parsimony: 0.9 })).toThrow('from 1 to 2');
    expect(() => counts('doubleTournament', population, { tournament: 0, fitnessFirst: false })).toThrow('at least 1');
  });
});

describe('lexicase selections', () => {
  it('pick those best in some order of the cases as often as there are such orders', () => {
    // a is best in case 0; in case 1 b and c tie, and case 2 decides between them. In case 2 d is best.
    const population = people([9, 0, 0], [0, 9, 5], [0, 9, 1], [1, 1, 9], [8, 8, 8]);
    expect(agrees(counts('lexicase', population, { weights: [1, 1, 1] }).slice(0, 2), [1, 1])).toBe(true);
    // Orders that begin with case 1: then 0 (b and c tie again, then 2: b), or 2: b. So a, b and d share evenly.
    const [a, b, c, d, e] = counts('lexicase', population, { weights: [1, 1, 1] });
    expect(agrees([a!, b!, d!])).toBe(true);
    expect([c, e]).toEqual([0, 0]);
  });

  it('follow the weights, and never prefer NaN', () => {
    const population = people([1, 5], [0, 5], [Number.NaN, 5]);
    expect(counts('lexicase', population, { weights: [-1, 1] })).toEqual([0, 20_000, 0]);
    expect(counts('epsilonLexicase', population, { weights: [-1, 1], epsilon: 0.5 })).toEqual([0, 20_000, 0]);
    expect(counts('automaticEpsilonLexicase', people([Number.NaN], [Number.POSITIVE_INFINITY], [2]))).toEqual([0, 20_000, 0]);
  });

  it('share what nothing tells apart', () => {
    expect(agrees(counts('lexicase', people([1, 2], [1, 2], [1, 2]), { weights: [1, 1] }))).toBe(true);
  });

  it('with an epsilon keep who is close to the best, the border included', () => {
    const population = people([10], [9], [8], [0]);
    expect(agrees(counts('epsilonLexicase', population, { epsilon: 1 }).slice(0, 2))).toBe(true);
    expect(counts('epsilonLexicase', population, { epsilon: 1 }).slice(2)).toEqual([0, 0]);
    expect(counts('epsilonLexicase', population, { epsilon: 0 })).toEqual([20_000, 0, 0, 0]);
    expect(() => counts('epsilonLexicase', population, { epsilon: -1 })).toThrow('0 or more');
  });

  it('with an automatic epsilon keep who is within the median absolute deviation', () => {
    // numpy: median 8.5, deviations 1.5, .5, .5, 8.5, their median 1: as epsilon 1.
    expect(medianAbsoluteDeviation([10, 9, 8, 0])).toBe(1);
    const found = counts('automaticEpsilonLexicase', people([10], [9], [8], [0]));
    expect(agrees(found.slice(0, 2))).toBe(true);
    expect(found.slice(2)).toEqual([0, 0]);
  });

  it('look at cases of their own where they are given', () => {
    const population = people([3], [2], [1]);
    const vectors = new Map(population.map((one, i) => [one, [0, 1, 2].map((c) => (c === i ? 1 : 0))]));
    const cases: Cases = { weights: [1, 1, 1], of: (one) => vectors.get(one)! };
    expect(agrees(counts('lexicase', population, {}, { cases }))).toBe(true);
  });
});
