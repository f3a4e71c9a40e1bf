import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eaSimple } from '../../main/evolution/algorithms/ea-simple.ts';
import { diversity } from '../../main/evolution/diversity.ts';
import { hypervolume } from '../../main/evolution/hypervolume.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import { changedSubtree, operatorCredit } from '../../main/evolution/lineage.ts';
import { multiStatistics } from '../../main/evolution/multi-statistics.ts';
import { closestValidPenalty, deltaPenalty } from '../../main/evolution/penalties.ts';
import { run } from '../../main/evolution/run.ts';
import { defaultSettings } from '../../main/evolution/settings.ts';
import { withSize } from '../../main/evolution/size-objective.ts';
import { progressOf, stopReason } from '../../main/evolution/stopping.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { treeDistance } from '../../main/evolution/tree-distance.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Evaluate, Fitness } from '../../main/strategy/fitness.ts';
import { equal, type Genome, replace, size, slice, subtree } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { anyStrategy, strategies, usual } from '../strategy/arbitraries.ts';
import { operators } from './operators-reference.ts';
import { collect, evaluate, individual, settings, toolbox } from './synthetic.ts';

describe('hypervolume', () => {
  it.each(operators.hypervolume.map((c, i) => [i, c] as const))('agrees with DEAP, case %i', (_, { points, reference, volume }) => {
    expect(
      hypervolume(
        reference.map(() => -1),
        points,
        reference,
      ),
    ).toBeCloseTo(volume, 9);
  });

  it('is the same for mirrored objectives, and counts nothing that does not beat the reference', () => {
    expect(hypervolume([1, -1], [[2, 3]], [0, 5])).toBe(4);
    expect(
      hypervolume(
        [1, -1],
        [
          [2, 3],
          [3, 6],
          [-1, 0],
          [Number.NaN, 1],
        ],
        [0, 5],
      ),
    ).toBe(4);
    expect(hypervolume([1], [[2], [7]], [1])).toBe(6);
    expect(hypervolume([1, 1, 1], [], [0, 0, 0])).toBe(0);
  });

  it('is the share of random points that somebody dominates, for four objectives too', () => {
    const points = [
      [0.9, 0.2, 0.5, 0.7],
      [0.3, 0.8, 0.6, 0.4],
      [0.5, 0.5, 0.9, 0.2],
    ];
    const each = 14;
    let inside = 0;
    const grid = Array.from({ length: each }, (_, i) => (i + 0.5) / each);
    for (const a of grid)
      for (const b of grid)
        for (const c of grid)
          for (const d of grid) {
            if (points.some((p) => p[0]! > a && p[1]! > b && p[2]! > c && p[3]! > d)) inside++;
          }
    expect(Math.abs(hypervolume([1, 1, 1, 1], points, [0, 0, 0, 0]) - inside / each ** 4)).toBeLessThan(0.01);
  });

  it('never falls when a point is added', () => {
    const point = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), point, (points, added) => {
        const before = hypervolume([1, -1, 1], points, [0, 9, 0]);
        expect(hypervolume([1, -1, 1], [...points, added], [0, 9, 0])).toBeGreaterThanOrEqual(before - 1e-9);
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});

describe('constraints', () => {
  const scored: Evaluate = async (genomes) => genomes.map((g) => Array.from({ length: 3 }, (_, i) => size(g) + i));
  const [small, large] = [parse('gt(close, open)'), parse('gt(add(close, open), open)')];
  const feasible = (g: Genome) => size(g) < 4;

  it.each(operators.penalties.map((c) => [c.weights.length, c] as const))('punish as in DEAP, %i objectives', async (_, c) => {
    const ones: Evaluate = async (genomes) => genomes.map(() => c.weights.map((__, i) => i + 1));
    const never = () => false;
    expect(await deltaPenalty(c.weights, never, 7, () => 2.5)(ones)([small])).toEqual([c.delta]);
    expect(
      await closestValidPenalty(
        c.weights,
        never,
        () => large,
        3,
        () => 2.5,
      )(ones)([small]),
    ).toEqual([c.closest]);
  });

  it('leave those that keep them alone, and evaluate no others', async () => {
    const asked: Genome[][] = [];
    const watched: Evaluate = async (genomes) => {
      asked.push([...genomes]);
      return scored(genomes);
    };
    expect(await deltaPenalty([1, -1, 1], feasible, [-9, 9, -9])(watched)([large, small, large])).toEqual([
      [-9, 9, -9],
      [3, 4, 5],
      [-9, 9, -9],
    ]);
    expect(asked).toEqual([[small]]);
    expect(
      await closestValidPenalty(
        [1, -1, 1],
        feasible,
        () => small,
        2,
        (valid, g) => size(g) - size(valid),
      )(watched)([small, large]),
    ).toEqual([
      [3, 4, 5],
      [-1, 8, 1],
    ]);
    expect(await deltaPenalty([1], () => false, 0)(watched)([small])).toEqual([[0]]);
    expect(asked.length).toBe(2);
  });
});

describe('stopping early', () => {
  const rows = (...values: [evaluations: number, best: number][]) =>
    values.map(([evaluations, best]) => ({ evaluations, best: [best, 1] }));

  it('knows target, stagnation and evaluations', () => {
    const history = rows([10, 1], [10, 2], [10, 2], [10, 2]);
    expect(stopReason({}, [1, -1], history)).toBeNull();
    expect(stopReason({ target: [2, null] }, [1, -1], history)).toBe('target');
    expect(stopReason({ target: [2.5] }, [1, -1], history)).toBeNull();
    expect(stopReason({ target: [2, 0.5] }, [1, -1], history)).toBeNull();
    expect(stopReason({ stagnation: 2 }, [1, -1], history)).toBe('stagnation');
    expect(stopReason({ stagnation: 3 }, [1, -1], history)).toBeNull();
    expect(stopReason({ evaluations: 40 }, [1, -1], history)).toBe('evaluations');
    expect(stopReason({ evaluations: 41 }, [1, -1], history)).toBeNull();
    expect(stopReason({ stagnation: 1 }, [1], [])).toBeNull();
  });

  it('ends a run where an uninterrupted one ends, from whichever generation it goes on', async () => {
    const s = settings({ generations: 60, stop: { stagnation: 4 } });
    const whole = await collect(run(s, toolbox(s), evaluate));
    expect(whole.length).toBeLessThan(61);
    const { stop: _, ...endless } = s;
    expect(whole).toEqual((await collect(run(endless, toolbox(s), evaluate))).slice(0, whole.length));
    for (const from of whole) {
      const history = whole.slice(0, from.number + 1).map(progressOf);
      expect(await collect(run(s, toolbox(s), evaluate, { from, history }))).toEqual(whole.slice(from.number + 1));
    }
  });

  it('evaluates nothing after the end', async () => {
    let calls = 0;
    const s = settings({ stop: { evaluations: 1 } });
    await collect(
      run(s, toolbox(s), async (genomes) => {
        calls++;
        return evaluate(genomes);
      }),
    );
    expect(calls).toBe(1);
  });
});

describe('seeds', () => {
  const set = dimensioned(100);
  const mine = [parse('gt(close, sma(close, 50))'), parse('lt(rsi(close, 14), 30)')];
  const s = { ...defaultSettings, population: 10, generations: 0 };
  const zero: Evaluate = async (genomes) => genomes.map(() => [0, 0, 0]);

  it('take the first slots, and change no other', async () => {
    const [with_] = await collect(eaSimple({ ...s, seeds: mine }, createToolbox(s, set), zero));
    const [without] = await collect(eaSimple(s, createToolbox(s, set), zero));
    expect(with_!.population.slice(0, 2).map((one) => print(one.genome))).toEqual(mine.map(print));
    expect(with_!.population.slice(2)).toEqual(without!.population.slice(2));
  });

  it('have to fit', async () => {
    const start = (changes: object) => collect(eaSimple({ ...s, seeds: mine, ...changes }, createToolbox(s, set), zero));
    await expect(start({ population: 1 })).rejects.toThrow('2 strategies to start with are more than the population of 1');
    await expect(start({ limits: { ...s.limits, maxLookback: 20 } })).rejects.toThrow(
      'strategy 1 to start with, gt(close, sma(close, 50)), exceeds',
    );
  });
});

describe('diversity', () => {
  const population = ['gt(close, open)', 'lt(open, close)', 'gt(close, open)', 'gt(high, low)'].map(
    (text): Individual => ({ ...individual([0]), genome: parse(text) }),
  );

  it('counts distinct genomes, structures and behaviours', () => {
    expect(diversity(population)).toMatchObject({ genomes: 0.75, structure: 0.5, behaviour: null });
    expect(diversity(population, (one) => String(one.genome.codes.length)).behaviour).toBe(0.25);
    expect(diversity(population.slice(0, 1))).toEqual({ genomes: 1, structure: 1, distance: 0, behaviour: null });
  });

  it('measures distances, the same ones again', () => {
    const all = strategies(dimensioned(100), usual(dimensioned(100)), 50).map((g): Individual => ({ ...individual([0]), genome: g }));
    expect(diversity(all).distance).toBeGreaterThan(0.5);
    expect(diversity(all)).toEqual(diversity(all));
    expect(diversity(all.map(() => all[0]!)).distance).toBe(0);
  });

  it('by a distance that is 0 for equal trees only, symmetric, and at most 1', () => {
    expect(treeDistance(parse('gt(close, 1)'), parse('gt(close, 2)'))).toBeCloseTo(1 / 3);
    expect(treeDistance(parse('gt(close, open)'), parse('gt(sma(close, 5), open)'))).toBeCloseTo(3 / 5);
    fc.assert(
      fc.property(anyStrategy, anyStrategy, (a, b) => {
        const d = treeDistance(a, b);
        expect(d).toBe(treeDistance(b, a));
        expect(d >= 0 && d <= 1 && (d === 0) === (print(a).replaceAll('-0', '0') === print(b).replaceAll('-0', '0'))).toBe(true);
        expect(treeDistance(a, a)).toBe(0);
      }),
      { seed: 14, numRuns: 300 },
    );
  });
});

describe('lineage', () => {
  const change = (parent: string, child: string) => {
    const found = changedSubtree(parse(parent), parse(child));
    return found && [print(slice(parse(parent), found.parentRange)), print(slice(parse(child), found.childRange))];
  };

  it('tells which subtree became which', () => {
    expect(change('and(gt(close, open), lt(rsi(close, 14), 70))', 'and(gt(close, open), lt(rsi(close, 14), 30))')).toEqual(['70', '30']);
    expect(change('gt(sma(close, 5), open)', 'gt(ema(close, 5), open)')).toEqual(['sma(close, 5)', 'ema(close, 5)']);
    expect(change('gt(close, open)', 'gt(sma(close, 5), open)')).toEqual(['close', 'sma(close, 5)']);
    expect(change('gt(close, open)', 'gt(high, low)')).toEqual(['gt(close, open)', 'gt(high, low)']);
    expect(change('gt(close, open)', 'not(gt(close, open))')).toEqual(['gt(close, open)', 'not(gt(close, open))']);
    expect(change('gt(close, open)', 'gt(close, open)')).toBeNull();
  });

  it('finds a change such that the rest is the same, not larger than the one that was made', () => {
    const genomes = strategies(dimensioned(100), usual(dimensioned(100)), 300);
    fc.assert(
      fc.property(fc.constantFrom(...genomes), fc.nat(), fc.constantFrom(...genomes), fc.nat(), (a, i, b, j) => {
        const range = subtree(a, i % size(a));
        const child = replace(a, range, slice(b, subtree(b, j % size(b))));
        const found = changedSubtree(a, child);
        if (!found) {
          expect(equal(a, child)).toBe(true);
          return;
        }
        const { parentRange, childRange } = found;
        expect(equal(replace(a, parentRange, slice(child, childRange)), child)).toBe(true);
        expect(parentRange.end - parentRange.start).toBeLessThanOrEqual(range.end - range.start);
      }),
      { seed: 15, numRuns: 2000 },
    );
  });

  it('counts what each operator was good for', () => {
    const before = [individual([1]), individual([5])];
    const child = (fitness: Fitness, parent: number, operator: Individual['operator']): Individual => ({
      ...individual(fitness),
      parents: [parent],
      operator,
    });
    const credit = operatorCredit([1], before, [
      child([2], 0, 'mutation'),
      child([2], 1, 'mutation'),
      child([5], 1, 'crossover'),
      individual([9]),
    ]);
    expect(Object.fromEntries(credit)).toEqual({
      mutation: { better: 1, equal: 0, worse: 1 },
      crossover: { better: 0, equal: 1, worse: 0 },
    });
  });
});

it('statistics of all kinds describe a generation', () => {
  const before = [individual([1, 1]), individual([0, 3])];
  const population = [
    { ...individual([2, 1]), parents: [0], operator: 'mutation' as const },
    { ...individual([0, 3]), parents: [1], operator: 'reproduce' as const },
    { ...individual([1, 1]), parents: [0], operator: 'mutation' as const },
    { ...individual([0, 3]), parents: [1], operator: 'reproduce' as const },
  ];
  const all = multiStatistics([1, 1], population, { worst: [-9, -9], reference: [-1, 0], before, behaviour: (one) => String(one.fitness) });
  expect(all).toMatchObject({
    failed: 0,
    fitness: [{ max: 2 }, { max: 3 }],
    front: 2,
    hypervolume: 5,
    diversity: { genomes: 0.25, behaviour: 0.75 },
    credit: { mutation: { better: 1, equal: 1, worse: 0 }, reproduce: { equal: 2 } },
  });
  expect(multiStatistics([1, 1], population)).toMatchObject({ hypervolume: null, credit: {}, diversity: { behaviour: null } });
});

it('the size can be an objective', async () => {
  const sized = withSize(async (genomes) => genomes.map(() => [1, 2]));
  expect(await sized([parse('gt(close, open)')])).toEqual([[1, 2, 3]]);
});
