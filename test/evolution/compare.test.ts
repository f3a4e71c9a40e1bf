import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFitness, dominates, sameFitness } from '../../main/evolution/compare.ts';
import { deap } from './reference.ts';

const value = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
const fitness = fc.array(value, { minLength: 3, maxLength: 3 });
const weights = fc.array(fc.constantFrom(1, -1, 0.5, -20), { minLength: 3, maxLength: 3 });

describe('comparison of fitnesses', () => {
  it.each(deap.compare.map((c, i) => [i, c] as const))('agrees with DEAP, case %i', (_, c) => {
    const order = compareFitness(c.weights, c.a, c.b);
    expect({ greater: order > 0, less: order < 0, equal: order === 0 }).toEqual({ greater: c.greater, less: c.less, equal: c.equal });
    expect(dominates(c.weights, c.a, c.b)).toBe(c.aDominatesB);
  });

  it('is a total order, NaN and infinities included', () => {
    fc.assert(
      fc.property(weights, fitness, fitness, fitness, (w, a, b, c) => {
        expect(compareFitness(w, a, a)).toBe(0);
        expect(Math.sign(compareFitness(w, a, b)) + Math.sign(compareFitness(w, b, a))).toBe(0);
        if (compareFitness(w, a, b) >= 0 && compareFitness(w, b, c) >= 0) expect(compareFitness(w, a, c)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('ranks NaN below everything, whichever way is better', () => {
    expect(compareFitness([1], [Number.NaN], [Number.NEGATIVE_INFINITY])).toBeLessThan(0);
    expect(compareFitness([-1], [Number.NaN], [Number.POSITIVE_INFINITY])).toBeLessThan(0);
    expect(sameFitness([1, -1], [Number.NaN, 2], [Number.NaN, 2])).toBe(true);
  });

  it('knows dominance as a strict partial order that the lexicographic order respects', () => {
    fc.assert(
      fc.property(weights, fitness, fitness, fitness, (w, a, b, c) => {
        expect(dominates(w, a, a)).toBe(false);
        if (dominates(w, a, b)) {
          expect(dominates(w, b, a)).toBe(false);
          expect(compareFitness(w, a, b)).toBeGreaterThan(0);
          if (dominates(w, b, c)) expect(dominates(w, a, c)).toBe(true);
        }
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});
