import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eaGenerateUpdate } from '../../main/evolution/algorithms/generate-update.ts';
import { type CmaState, candidates, cmaAsk, cmaStart, cmaTell, lambdaOf } from '../../main/evolution/cma-es.ts';
import { eigenSymmetric } from '../../main/evolution/eigen.ts';
import { normal } from '../../main/evolution/normal.ts';
import { solve } from '../../main/evolution/solve.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { agrees } from '../strategy/chi-squared.ts';
import { operators } from './operators-reference.ts';
import { collect } from './synthetic.ts';

const close = (expected: number) => expect.closeTo(expected, 9);
const closeRows = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(close));

describe('CMA-ES', () => {
  it.each(operators.cma.map((c, i) => [i, c] as const))('follows DEAP step by step with the same normal numbers, case %i', (_, c) => {
    let state = cmaStart(c.start, c.sigma, c.options);
    for (const step of c.steps) {
      expect(lambdaOf(state)).toBe(step.candidates.length);
      const points = candidates(state, step.normals);
      expect(points).toEqual(closeRows(step.candidates));
      const order = [...points.keys()].sort((a, b) => step.fitness[a]! - step.fitness[b]!);
      state = cmaTell(
        state,
        order.map((i) => points[i]!),
      );
      expect(state.centroid).toEqual(step.centroid.map(close));
      expect(state.sigma).toEqual(close(step.sigma));
      expect(state.C).toEqual(closeRows(step.C));
      expect([state.ps, state.pc]).toEqual(closeRows([step.ps, step.pc]));
    }
  });

  /** Rosenbrock's valley, whose minimum of 0 is at (1, …, 1). */
  const valley = (x: readonly number[]) => x.slice(0, -1).reduce((sum, xi, i) => sum + 100 * (x[i + 1]! - xi * xi) ** 2 + (1 - xi) ** 2, 0);
  const search = {
    ask: (state: CmaState, step: number) => cmaAsk(state, (candidate) => randomFor(3, step, candidate, 'tune')),
    tell: (state: CmaState, points: readonly number[][], fitnesses: readonly (readonly number[])[]) =>
      cmaTell(
        state,
        [...points.keys()].sort((a, b) => fitnesses[a]![0]! - fitnesses[b]![0]!).map((i) => points[i]!),
      ),
  };
  const evaluate = async (points: readonly (readonly number[])[]) => points.map((point) => [valley(point)]);
  const run = (steps: number, from = {}) => collect(eaGenerateUpdate(search, cmaStart([-1, 1, 0], 0.5), steps, evaluate, from));

  it('finds the bottom of a curved valley', async () => {
    const last = (await run(250)).at(-1)!;
    expect(Math.min(...last.fitnesses.map((fitness) => fitness[0]!))).toBeLessThan(1e-9);
  });

  it('goes on from any step, stored as JSON, as if it had never stopped', async () => {
    const whole = await run(12);
    for (const from of whole) expect(await run(12, { from: JSON.parse(JSON.stringify(from)) })).toEqual(whole.slice(from.number + 1));
  });

  it('yields nothing without steps, and says what does not fit', async () => {
    expect(await run(0)).toEqual([]);
    expect(() => cmaStart([], 1)).toThrow('at least one number');
    expect(() => cmaStart([1], 0)).toThrow('positive');
    await expect(collect(eaGenerateUpdate(search, cmaStart([1], 1), 3, async () => []))).rejects.toThrow('answered 0 fitnesses for 4');
    await expect(run(3, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('linear algebra', () => {
  const symmetric = fc
    .integer({ min: 1, max: 6 })
    .chain((n) =>
      fc
        .array(fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })
        .map((rows) => rows.map((row, i) => row.map((_, j) => rows[Math.min(i, j)]![Math.max(i, j)]!))),
    );

  it('finds orthonormal eigenvectors, in order, that make up the matrix again', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const { values, vectors } = eigenSymmetric(matrix);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
        for (const [i, row] of matrix.entries()) {
          for (const [j, value] of row.entries()) {
            const again = values.reduce((sum, lambda, k) => sum + lambda * vectors[i]![k]! * vectors[j]![k]!, 0);
            expect(Math.abs(again - value)).toBeLessThan(1e-10);
            const dot = vectors.reduce((sum, components) => sum + components[i]! * components[j]!, 0);
            expect(Math.abs(dot - (i === j ? 1 : 0))).toBeLessThan(1e-12);
          }
        }
      }),
      { seed: 9, numRuns: 300 },
    );
  });

  it('solves systems, and knows those without a solution', () => {
    fc.assert(
      fc.property(symmetric, (matrix) => {
        const x = solve(
          matrix,
          matrix.map((_, i) => i + 1),
        );
        if (!x || eigenSymmetric(matrix).values.some((value) => Math.abs(value) < 1e-3)) return;
        for (const [i, row] of matrix.entries()) expect(row.reduce((sum, a, j) => sum + a * x[j]!, 0)).toBeCloseTo(i + 1, 6);
      }),
      { seed: 10, numRuns: 300 },
    );
    expect(
      solve(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 1],
      ),
    ).toBeUndefined();
  });

  it('draws standard normal numbers', () => {
    // Quantiles at 10 %, 20 %, …, 90 %.
    const quantiles = [-1.2816, -0.8416, -0.5244, -0.2533, 0, 0.2533, 0.5244, 0.8416, 1.2816];
    const counts = Array(10).fill(0) as number[];
    for (let i = 0; i < 20_000; i++) counts[quantiles.filter((q) => q < normal(randomFor(1, 0, i, 'tune'))).length]!++;
    expect(agrees(counts)).toBe(true);
  });
});
