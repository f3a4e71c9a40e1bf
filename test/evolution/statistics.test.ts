import { describe, expect, it } from 'vitest';
import type { Individual } from '../../main/evolution/individual.ts';
import { populationStatistics, summarise } from '../../main/evolution/statistics.ts';
import { genome } from '../../main/strategy/genome.ts';
import { code, NUMBER } from '../../main/strategy/primitives.ts';
import { deap } from './reference.ts';

const leaf = genome([NUMBER], [1]);
const sum = genome([NUMBER, NUMBER, code('add')], [1, 2]);
const individual = (fitness: readonly number[], g = leaf): Individual => ({ genome: g, fitness, parents: [], operator: 'initialise' });

describe('statistics', () => {
  it.each(deap.statistics.map((c, i) => [i, c] as const))('agree with DEAP and numpy, case %i', (_, c) => {
    const objectives = c.values[0]!.map((__, i) => summarise(c.values.map((row) => row[i]!)));
    for (const name of ['avg', 'std', 'min', 'max'] as const) {
      for (const [i, summary] of objectives.entries()) {
        const expected = c.expected[name][i]!;
        expect(Math.abs(summary[name] - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(expected)));
      }
    }
  });

  it('leave out failed strategies from the fitness, and count them', () => {
    const population = [individual([1, 0.5, 0.25]), individual([-999, 1, 0], sum), individual([3, 0.5, 0.75])];
    expect(populationStatistics(population)).toEqual({
      failed: 1,
      fitness: [
        { min: 1, avg: 2, max: 3, std: 1 },
        { min: 0.5, avg: 0.5, max: 0.5, std: 0 },
        { min: 0.25, avg: 0.5, max: 0.75, std: 0.25 },
      ],
      size: { min: 1, avg: 5 / 3, max: 3, std: Math.sqrt(8 / 9) },
      height: { min: 0, avg: 1 / 3, max: 1, std: expect.closeTo(Math.sqrt(2) / 3, 12) },
    });
  });

  it('have no summary of the fitness when everybody failed', () => {
    const { failed, fitness } = populationStatistics([individual([-999, 1, 0]), individual([-999, 1, 0])]);
    expect({ failed, fitness }).toEqual({ failed: 2, fitness: [null, null, null] });
  });

  it('know a worst fitness in another order of objectives', () => {
    expect(populationStatistics([individual([0, -999]), individual([1, 2])], [0, -999]).failed).toBe(1);
  });

  it('keep the digits of large values, and refuse an empty list', () => {
    expect(summarise([1e9 + 1, 1e9 + 2, 1e9 + 3]).std).toBeCloseTo(Math.sqrt(2 / 3), 12);
    expect(() => summarise([])).toThrow(RangeError);
  });
});
