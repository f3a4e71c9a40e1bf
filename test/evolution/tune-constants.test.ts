import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../main/evolution/settings.ts';
import { tunable, tuneConstants, tuned } from '../../main/evolution/tune-constants.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import { free } from '../../main/strategy/free.ts';
import { equal, type Genome, lookback } from '../../main/strategy/genome.ts';
import { withinLimits } from '../../main/strategy/limits.ts';
import { parse } from '../../main/strategy/parse.ts';
import { nodeTypes } from '../../main/strategy/primitive-set.ts';
import { PERIOD } from '../../main/strategy/primitives.ts';
import { print } from '../../main/strategy/print.ts';
import { strategies } from '../strategy/arbitraries.ts';

const limits = { maxHeight: 10, maxSize: 64, maxLookback: 99 };
const sets = [dimensioned(100), free(100)];
const some = sets.map((set) => strategies(set, limits, 200).filter((g) => tunable(g).length > 0));

describe('tuned', () => {
  it.each(sets.map((set, i) => [set.name, set, some[i]!] as const))(
    'keeps shape, types and limits at any point, %s set',
    (_, set, genomes) => {
      const point = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 64, maxLength: 64 });
      fc.assert(
        fc.property(fc.constantFrom(...genomes), point, (g, x) => {
          const moved = tuned(set, g, limits, x);
          expect(withinLimits(moved, limits)).toBe(true);
          expect(equal(parse(print(moved)), moved)).toBe(true);
          expect(nodeTypes(set, moved)).toEqual(nodeTypes(set, g));
          const shape = ({ codes }: Genome) => [...codes].map((code) => Math.min(code, PERIOD));
          expect(shape(moved)).toEqual(shape(g));
        }),
        { seed: 12, numRuns: 1000 },
      );
    },
  );

  it('is the strategy itself, to the last bit, at the origin', () => {
    for (const [i, set] of sets.entries()) {
      for (const g of some[i]!) expect(equal(tuned(set, g, limits, Array(64).fill(0)), g)).toBe(true);
    }
    const odd = parse('gt(div(close, open), 1.00012345)');
    expect(equal(tuned(sets[0]!, odd, limits, [0]), odd)).toBe(true);
  });

  it('moves numbers and periods in proportion, up to where their type or the lookback ends', () => {
    const at = (text: string, ...point: number[]) => print(tuned(sets[0]!, parse(text), limits, point));
    expect(at('gt(sma(close, 20), ema(close, 50))', Math.log(2), -Math.log(2))).toBe('gt(sma(close, 40), ema(close, 25))');
    expect(at('gt(roc(close, 10), 0.02)', 0, 1)).toBe('gt(roc(close, 10), 0.07)');
    expect(at('lt(rsi(close, 14), 70)', 0, 5)).toBe('lt(rsi(close, 14), 95)');
    expect(at('gt(zscore(close, 20), 2)', -9, -9)).toBe('gt(zscore(close, 2), -3)');
    expect(at('gt(sma(close, 20), open)', 9)).toBe('gt(sma(close, 100), open)');
    // 99 bars are shared: the inner one comes first, and the other takes what is left.
    expect(at('gt(sma(delay(close, 10), 20), open)', 2, 5)).toBe('gt(sma(delay(close, 74), 26), open)');
    expect(lookback(parse('gt(sma(delay(close, 74), 26), open)'))).toBe(99);
  });
});

describe('tuning with CMA-ES', () => {
  const settings = { ...defaultSettings, limits };
  const start = parse('and(gt(sma(close, 20), ema(close, 50)), lt(rsi(close, 14), 70))');
  /** Best at periods 33, 12, 7 and a level of 42.5. */
  const score = (g: Genome): Fitness => {
    const periods = [...g.codes].filter((code) => code >= PERIOD).map((code) => code - PERIOD);
    const miss = periods.reduce((sum, period, i) => sum + Math.abs(Math.log(period / [33, 12, 7][i]!)), 0);
    return [-miss - Math.abs(g.constants[0]! - 42.5) / 10, 0, 0];
  };
  const evaluate = async (genomes: readonly Genome[]) => genomes.map(score);

  it('finds the numbers and periods that are best, and the same ones again', async () => {
    const found = await tuneConstants(settings, sets[0]!, start, evaluate, { steps: 60 });
    expect(print(found.genome)).toMatch(/^and\(gt\(sma\(close, 33\), ema\(close, 12\)\), lt\(rsi\(close, 7\), 42\.\d+\)\)$/);
    expect(found.fitness).toEqual(score(found.genome));
    expect(found.evaluations).toBe(1 + 60 * 8);
    expect(await tuneConstants(settings, sets[0]!, start, evaluate, { steps: 60 })).toEqual(found);
    const [first, second] = await Promise.all(
      [0, 1].map((index) => tuneConstants(settings, sets[0]!, start, evaluate, { steps: 2, index })),
    );
    expect(first!.genome).not.toEqual(second!.genome);
  });

  it('never ends with a worse one than it began with', async () => {
    const found = await tuneConstants(settings, sets[0]!, start, async (genomes) => genomes.map((g) => [equal(g, start) ? 1 : 0, 0, 0]));
    expect(equal(found.genome, start)).toBe(true);
  });

  it('has nothing to do without numbers and periods', async () => {
    const bare = parse('gt(close, open)');
    expect(await tuneConstants(settings, sets[0]!, bare, async () => [[1, 2, 3]])).toEqual({
      genome: bare,
      fitness: [1, 2, 3],
      evaluations: 1,
    });
  });
});
