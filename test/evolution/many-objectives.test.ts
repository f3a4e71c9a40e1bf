import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nonDominatedFronts } from '../../main/evolution/fronts.ts';
import { associate, extremePoints, nadir, selectNsga3 } from '../../main/evolution/selection/nsga3.ts';
import { divisionsFor, uniformReferencePoints } from '../../main/evolution/selection/reference-points.ts';
import { selectSpea2 } from '../../main/evolution/selection/spea2.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { operators } from './operators-reference.ts';
import { individual } from './synthetic.ts';

const numbered = <T>(list: readonly T[]) => list.map((item, i) => [i, item] as const);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9));

const problem = fc.integer({ min: 1, max: 4 }).chain((objectives) =>
  fc.record({
    weights: fc.array(fc.constantFrom(1, -1), { minLength: objectives, maxLength: objectives }),
    fitnesses: fc.array(
      fc.array(fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 6 }) }, fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY)), {
        minLength: objectives,
        maxLength: objectives,
      }),
      { minLength: 1, maxLength: 25 },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  }),
);

describe('reference points', () => {
  it.each(numbered(operators.referencePoints))(
    'are those of DEAP, in their order, case %i',
    (_, { objectives, divisions, scaling, points }) => {
      expect(uniformReferencePoints(objectives, divisions, scaling)).toEqual(points.map(close));
    },
  );

  it('are as many as there are individuals, at most', () => {
    for (const [objectives, population] of [
      [2, 200],
      [3, 100],
      [4, 3],
      [1, 10],
      [5, 1000],
    ] as const) {
      const divisions = divisionsFor(objectives, population);
      if (divisions > 1) expect(uniformReferencePoints(objectives, divisions).length).toBeLessThanOrEqual(population);
      if (objectives > 1) expect(uniformReferencePoints(objectives, divisions + 1).length).toBeGreaterThan(population);
    }
  });
});

describe('NSGA-III', () => {
  it.each(numbered(operators.nsga3))(
    'finds extreme points, the nadir and niches as DEAP where the ideal is the origin, case %i',
    (_, c) => {
      const ideal = c.values[0]!.map(() => 0);
      const worst = ideal.map((__, i) => Math.max(...c.values.map((value) => value[i]!)));
      const extremes = extremePoints(c.values, ideal);
      expect(extremes).toEqual(c.extremes);
      const farthest = nadir({ ideal, worst, extremes }, c.values);
      expect(farthest).toEqual(close(c.nadir));
      const { niches, distances } = associate(c.values, uniformReferencePoints(ideal.length, c.divisions), ideal, farthest);
      expect(distances).toEqual(close(c.distances));
      // Where two points are equally near, rounding decides.
      expect(niches.filter((niche, i) => niche !== c.niches[i]).length).toBe(0);
    },
  );

  it('does not depend on where the origin is, as DEAP does', () => {
    for (const { values, divisions } of operators.nsga3) {
      const points = uniformReferencePoints(values[0]!.length, divisions);
      const weights = values[0]!.map(() => -1);
      const chosen = [0, 1000].map((shift) => {
        const population = values.map((value) => individual(value.map((x) => x + shift)));
        return selectNsga3(randomFor(1, 1, 0, 'survive'), weights, points, 5, population).chosen.map((one) => population.indexOf(one));
      });
      expect(chosen[1]).toEqual(chosen[0]);
    }
  });

  it('keeps the points of earlier generations where it is given them back', () => {
    const at = (...values: number[][]) => values.map((value) => individual(value));
    const points = uniformReferencePoints(2, 3);
    const first = selectNsga3(randomFor(1, 1, 0, 'survive'), [-1, 1], points, 2, at([0, 5], [4, 9], [9, 2]));
    expect(first.memory.ideal).toEqual([0, -9]);
    const second = selectNsga3(randomFor(1, 2, 0, 'survive'), [-1, 1], points, 1, at([3, 6], [4, 7]), first.memory);
    expect(second.memory.ideal).toEqual([0, -9]);
    // The third of the first generation stood in a front that was not needed.
    expect(second.memory.worst).toEqual([4, -5]);
    expect(JSON.parse(JSON.stringify(second.memory))).toEqual(second.memory);
  });

  it('gives each reference direction one before any gets a second', () => {
    const angle = (i: number) => (Math.PI / 2) * (i / 99);
    // Ninety at one end of a quarter circle, ten spread over the rest.
    const circle = [...Array(90).keys()].map((i) => angle(i / 20)).concat([...Array(10).keys()].map((i) => angle(i * 11)));
    const population = circle.map((a) => individual([Math.cos(a), Math.sin(a)]));
    const { chosen } = selectNsga3(randomFor(1, 1, 0, 'survive'), [1, 1], uniformReferencePoints(2, 9), 10, population);
    expect(chosen.filter((one) => population.indexOf(one) >= 89).length).toBeGreaterThanOrEqual(5);
  });
});

describe('SPEA2', () => {
  it.each(numbered(operators.spea2))('takes out of a large front whom DEAP takes out, case %i', (_, { weights, values, k, selected }) => {
    const population = values.map((value) => individual(value));
    expect(selectSpea2(weights, k, population).map((one) => population.indexOf(one))).toEqual(selected);
  });

  it('fills up with the dominated, the less and the weaker dominated first, then the lonelier', () => {
    const population = [
      [0, 9],
      [9, 0],
      [1, 1],
      [0.5, 0.9],
      [0.5, 0.8],
      [0, 0],
    ].map((value) => individual(value));
    const chosen = (k: number) => selectSpea2([1, 1], k, population).map((one) => population.indexOf(one));
    expect(chosen(4)).toEqual([0, 1, 2, 3]);
    expect(chosen(6)).toEqual([0, 1, 2, 3, 4, 5]);
    // Both are dominated by one and the same; 2 has near neighbours, 3 has none.
    const two = [
      [5, 5],
      [4, 4],
      [4.1, 3.9],
      [3.9, 4.1],
      [1, 4.9],
    ].map((value) => individual(value));
    expect(selectSpea2([1, 1], 2, two).map((one) => two.indexOf(one))).toEqual([0, 4]);
  });
});

describe.each(['nsga3', 'spea2'] as const)('%s', (name) => {
  it('keeps whole fronts first, each individual once, whatever the values', () => {
    fc.assert(
      fc.property(problem, ({ weights, fitnesses, share, seed }) => {
        const population = fitnesses.map((fitness) => individual(fitness));
        const k = Math.floor(share * (population.length + 2));
        const chosen =
          name === 'spea2'
            ? selectSpea2(weights, k, population)
            : selectNsga3(randomFor(seed, 1, 0, 'survive'), weights, uniformReferencePoints(weights.length, 3), k, population).chosen;
        expect(chosen.length).toBe(Math.min(k, population.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        const first = nonDominatedFronts(weights, fitnesses)[0]!.map((place) => population[place]!);
        const fromFirst = chosen.filter((one) => first.includes(one)).length;
        expect(fromFirst).toBe(Math.min(k, first.length));
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});
