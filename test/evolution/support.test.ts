import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { algorithms } from '../../main/evolution/algorithms/registry.ts';
import { compareFitness, dominates } from '../../main/evolution/compare.ts';
import { penalised, violation } from '../../main/evolution/constraints.ts';
import { hypervolume } from '../../main/evolution/hypervolume.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import { changedSubtree, operatorCredit } from '../../main/evolution/lineage.ts';
import { closestValidPenalty, deltaPenalty } from '../../main/evolution/penalties.ts';
import { run } from '../../main/evolution/run.ts';
import { defaultSettings } from '../../main/evolution/settings.ts';
import { progressOf, stopReason } from '../../main/evolution/stopping.ts';
import { createToolbox } from '../../main/evolution/toolbox.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Evaluate, Fitness } from '../../main/strategy/fitness.ts';
import { equal, replace, size, slice, subtree } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { print } from '../../main/strategy/print.ts';
import { strategies, usual } from '../strategy/arbitraries.ts';
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
  it.each(operators.penalties.map((c) => [c.weights.length, c] as const))('punish as in DEAP, %i objectives', (_, c) => {
    expect(deltaPenalty(c.weights, 7, 2.5)).toEqual(c.delta);
    const valid = c.weights.map((__, i) => i + 1);
    expect(closestValidPenalty(c.weights, valid, 3, 2.5)).toEqual(c.closest);
  });

  it('take one amount for all objectives, or one for each', () => {
    expect(deltaPenalty([1, -1, 1], [-9, 9, -9], 0)).toEqual([-9, 9, -9]);
    expect(deltaPenalty([2, -0.5], 0, [1, 3])).toEqual([-1, 3]);
    expect(closestValidPenalty([1, -1], [5, 5], 2, [1, 3])).toEqual([3, 11]);
  });

  it('measure how far numbers are outside, as shares of the bounds', () => {
    const bounds = [{ min: 20 }, { max: 0.5 }, { min: -1, max: 0 }];
    expect(violation(bounds, [20, 0.5, 0])).toBe(0);
    expect(violation(bounds, [15, 0.5, -1])).toBe(0.25);
    expect(violation(bounds, [25, 0.75, 0.2])).toBeCloseTo(0.5 + 0.2, 12);
    expect(violation(bounds, [10, 1, -3])).toBe(0.5 + 1 + 2);
    expect(violation(bounds, [Number.NaN, 0, 0])).toBe(Number.POSITIVE_INFINITY);
    expect(violation([], [])).toBe(0);
  });

  const options = { weights: [1, -1, 1], worst: [-999, 1, 0], room: [1, 0, 0] };

  it('put who breaks them behind all who keep them, the farther the more, and before who cannot be judged', () => {
    const distance = fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100);
    const real = fc.tuple(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(distance, distance, real, (a, b, values) => {
        const at = (d: number) => penalised({ method: 'feasibleFirst' }, options, values, d);
        for (const d of [a, b]) {
          expect(compareFitness(options.weights, at(d), options.worst)).toBeGreaterThan(0);
          expect(compareFitness(options.weights, at(d), values)).toBeLessThan(0);
          expect(dominates(options.weights, at(d), values)).toBe(false);
          expect(dominates(options.weights, options.worst, at(d))).toBe(false);
        }
        expect(Math.sign(compareFitness(options.weights, at(a), at(b)))).toBe(Math.sign(b - a));
      }),
      { seed: 17, numRuns: 500 },
    );
  });

  it('give fixed values or take off from those there are, by the method', () => {
    const values = [1.5, 0.25, 0.5];
    expect(penalised({ method: 'delta' }, options, values, 3)).toEqual([-999, 1, 0]);
    expect(penalised({ method: 'delta', delta: [-5, 2, 0], distance: 0.5 }, options, values, 3)).toEqual([-6.5, 3.5, -1.5]);
    expect(penalised({ method: 'delta', delta: -2 }, options, values, 3)).toEqual([-2, -2, -2]);
    expect(penalised({ method: 'distance', alpha: 0.5 }, options, values, 3)).toEqual([0, 1.75, -1]);
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
    const [with_] = await collect(algorithms.eaSimple({ ...s, seeds: mine }, createToolbox(s, set), zero));
    const [without] = await collect(algorithms.eaSimple(s, createToolbox(s, set), zero));
    expect(with_!.population.slice(0, 2).map((one) => print(one.genome))).toEqual(mine.map(print));
    expect(with_!.population.slice(2)).toEqual(without!.population.slice(2));
  });

  it('have to fit', async () => {
    const start = (changes: object) => collect(algorithms.eaSimple({ ...s, seeds: mine, ...changes }, createToolbox(s, set), zero));
    await expect(start({ population: 1 })).rejects.toThrow('2 strategies to start with are more than the population of 1');
    await expect(start({ limits: { ...s.limits, maxLookback: 20 } })).rejects.toThrow(
      'strategy 1 to start with, gt(close, sma(close, 50)), exceeds',
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
