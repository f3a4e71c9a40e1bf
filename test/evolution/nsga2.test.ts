import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dominates } from '../../main/evolution/compare.ts';
import { crowdingDistances } from '../../main/evolution/crowding.ts';
import { nonDominatedFronts } from '../../main/evolution/fronts.ts';
import { crowdingOf, selectNsga2, tournamentDcd } from '../../main/evolution/selection/nsga2.ts';
import { shuffled } from '../../main/evolution/shuffle.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { deap } from './reference.ts';
import { individual } from './synthetic.ts';

// Few values, so that ties and twins are common.
const problem = fc.integer({ min: 1, max: 4 }).chain((objectives) =>
  fc.record({
    weights: fc.array(fc.constantFrom(1, -1), { minLength: objectives, maxLength: objectives }),
    fitnesses: fc.array(
      fc.array(fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.constant(Number.NaN)), {
        minLength: objectives,
        maxLength: objectives,
      }),
      { minLength: 1, maxLength: 30 },
    ),
  }),
);

const ORDER = {
  weights: [1, -1],
  values: [
    [0, 2],
    [4, 2],
    [2, 0],
    [2, 4],
    [0, 0],
    [3, 2],
    [4, 3],
    [2, 3],
    [0, 1],
    [0, 3],
    [0, 1],
    [4, 2],
  ],
  fronts: [[1, 11, 2], [5, 6, 4], [7, 8, 10], [3, 0], [9]],
  selected: [1, 11, 2, 6, 4],
};

describe('non-dominated fronts', () => {
  it.each(deap.nsga2.map((c, i) => [i, c] as const))('and crowding distances agree with DEAP, case %i', (_, c) => {
    const front: number[] = [];
    const crowding: number[] = [];
    for (const [rank, places] of nonDominatedFronts(c.weights, c.values).entries()) {
      const distances = crowdingDistances(places.map((place) => c.values[place]!));
      for (const [i, place] of places.entries()) {
        front[place] = rank;
        crowding[place] = distances[i]!;
      }
    }
    expect(front).toEqual(c.front);
    expect(crowding).toEqual(c.crowding.map((distance) => (distance === null ? Number.POSITIVE_INFINITY : expect.closeTo(distance, 12))));
  });

  it('are what peeling off the non-dominated ones again and again gives', () => {
    fc.assert(
      fc.property(problem, ({ weights, fitnesses }) => {
        let left = fitnesses.map((_, place) => place);
        for (const front of nonDominatedFronts(weights, fitnesses)) {
          const best = left.filter((a) => !left.some((b) => dominates(weights, fitnesses[b]!, fitnesses[a]!)));
          expect(front.toSorted((a, b) => a - b)).toEqual(best);
          left = left.filter((place) => !best.includes(place));
        }
        expect(left).toEqual([]);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  // Printed by python3-deap 1.3.1 (sortNondominated, then selNSGA2 of five) for values with ties and twins.
  it('stand in the order of DEAP', () => {
    expect(nonDominatedFronts(ORDER.weights, ORDER.values)).toEqual(ORDER.fronts);
    const population = ORDER.values.map((values) => individual(values));
    expect(selectNsga2(ORDER.weights, 5, population).map((i) => population.indexOf(i))).toEqual(ORDER.selected);
  });

  /** How often values of the first objective are looked at while fronts are made of points. */
  function looks(points: readonly (readonly number[])[]): number {
    let count = 0;
    const fitnesses = points.map(
      (values) =>
        new Proxy(values, {
          get: (target, key) => {
            if (key === '0') count++;
            return Reflect.get(target, key);
          },
        }) as Fitness,
    );
    const weights = points[0]!.map(() => 1);
    expect(nonDominatedFronts(weights, fitnesses).flat()).toHaveLength(points.length);
    return count;
  }

  const shapes = {
    'one front': (i: number, n: number, m: number) => [i, ...Array.from({ length: m - 1 }, (_, k) => (n - i) * (k + 1))],
    'a front for each': (i: number, _: number, m: number) => Array.from({ length: m }, () => i),
    'two fronts': (i: number, n: number, m: number) => [i, ...Array.from({ length: m - 1 }, () => n - i - (i % 2) * 3)],
    'many fronts of many': (i: number, n: number, m: number) => {
      const width = Math.floor(Math.sqrt(n));
      const [layer, place] = [Math.floor(i / width), i % width];
      return [layer * width * 2 + place, ...Array.from({ length: m - 1 }, () => layer * width * 2 - place)];
    },
    random: (i: number, _: number, m: number) => Array.from({ length: m }, (__, k) => randomFor(5, k, i, 'initialise').float()),
    'all the same': (_: number, __: number, m: number) => Array.from({ length: m }, () => 1),
  };
  const points = (shape: keyof typeof shapes, n: number, m: number) => {
    const all = Array.from({ length: n }, (_, i) => shapes[shape](i, n, m));
    return shuffled(randomFor(6, 0, 0, 'shuffle'), all);
  };

  it.each(Object.keys(shapes) as (keyof typeof shapes)[])('take O(n log n) comparisons for two objectives: %s', (shape) => {
    for (const n of [500, 4_000, 20_000]) expect(looks(points(shape, n, 2))).toBeLessThan(12 * n * Math.log2(n));
  });

  it.each(Object.keys(shapes) as (keyof typeof shapes)[])('take no more than O(n²) comparisons of each of more objectives: %s', (shape) => {
    for (const [n, m] of [
      [200, 3],
      [800, 3],
      [400, 5],
    ] as const) {
      // Twice for each pair: whom it dominates, and who dominated it last; and what sorting takes.
      expect(looks(points(shape, n, m))).toBeLessThan(2 * n * n + 12 * n * Math.log2(n));
    }
  });
});

describe('crowding distance', () => {
  it('is infinite for the extremes, and for everybody in a front of two', () => {
    expect(
      crowdingDistances([
        [0, 4],
        [1, 2],
        [4, 0],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, 1, Number.POSITIVE_INFINITY]);
    expect(
      crowdingDistances([
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(crowdingDistances([])).toEqual([]);
  });

  it('is never NaN, whatever the values', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value, value), { maxLength: 8 }), (front) => {
        expect(crowdingDistances(front).some(Number.isNaN)).toBe(false);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('selection of NSGA-II', () => {
  it.each(deap.nsga2.map((c, i) => [i, c] as const))('keeps what DEAP keeps, case %i', (_, c) => {
    const population = c.values.map((values) => individual(values));
    const kept = selectNsga2(c.weights, c.k, population).map((i) => population.indexOf(i));
    expect(kept.sort((a, b) => a - b)).toEqual(c.selected);
  });

  it('keeps k, each once, and never a worse front before a better one', () => {
    fc.assert(
      fc.property(problem, fc.nat(35), ({ weights, fitnesses }, k) => {
        const population = fitnesses.map((values) => individual(values));
        const kept = selectNsga2(weights, k, population);
        expect(new Set(kept).size).toBe(Math.min(k, population.length));
        const out = population.filter((i) => !kept.includes(i));
        expect(out.some((o) => kept.some((i) => dominates(weights, o.fitness, i.fitness)))).toBe(false);
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

describe('tournament by dominance and crowding', () => {
  const random = () => randomFor(9, 1, 0, 'select');

  it('lets everybody win at most twice, who dominates all exactly twice, who is dominated by all never', () => {
    const population = Array.from({ length: 12 }, (_, i) => individual([i, i === 0 || i === 11 ? i : 11 - i]));
    const winners = tournamentDcd(random(), [1, 1], crowdingOf([1, 1], population), 12, population);
    const wins = population.map((i) => winners.filter((winner) => winner === i).length);
    expect(wins.reduce((a, b) => a + b)).toBe(12);
    expect(Math.max(...wins)).toBe(2);
    expect([wins[0], wins[11]]).toEqual([0, 2]);
  });

  it('prefers the lonelier of two that do not dominate each other', () => {
    const population = [individual([0, 1]), individual([1, 0])];
    const crowding = new Map([
      [population[0]!, 1],
      [population[1]!, Number.POSITIVE_INFINITY],
    ]);
    expect(tournamentDcd(random(), [1, 1], crowding, 2, population)).toEqual([population[1], population[1]]);
  });

  it('takes any number for which there are duels, and says how many there are', () => {
    for (const size of [2, 3, 6, 7, 8]) {
      const population = Array.from({ length: size }, (_, i) => individual([i, -i]));
      const crowding = crowdingOf([1, 1], population);
      const most = size - (size % 2);
      for (let k = 0; k <= most; k++) expect(tournamentDcd(random(), [1, 1], crowding, k, population).length).toBe(k);
      expect(() => tournamentDcd(random(), [1, 1], crowding, most + 1, population)).toThrow(`has ${most} duels`);
    }
  });
});
