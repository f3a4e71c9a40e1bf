import { describe, expect, it } from 'vitest';
import { fitness } from '../../../main/backtest/fitness.ts';
import { signals } from '../../../main/backtest/signals.ts';
import { KernelEvaluator } from '../../../main/evaluation/kernel/evaluator.ts';
import { WAYS } from '../../../main/evaluation/kernel/layout.ts';
import { type KernelBars, shareWithKernels } from '../../../main/evaluation/kernel/share.ts';
import { shareBars } from '../../../main/evaluation/shared-bars.ts';
import { equalPeriods } from '../../../main/market/splits.ts';
import { free } from '../../../main/strategy/free.ts';
import { halfAndHalf } from '../../../main/strategy/generation/half-and-half.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { randomFor } from '../../../main/strategy/random.ts';
import { kernelModule } from './kernel-module.ts';
import { nastyBars } from './nasty-bars.ts';

const WINDOW = 100;
const set = free(WINDOW);
const limits = { maxHeight: 8, maxSize: 80, maxLookback: WINDOW - 1 };
const random = randomFor(1, 0, 0, 'initialise');
const bars = nastyBars(random, 900, 'everyday');
const periods = equalPeriods(bars.length, 2);
const fresh = () => shareWithKernels(kernelModule, shareBars(bars), WINDOW, 4);
const genomes = Array.from({ length: 60 }, () => halfAndHalf(random, set, { min: 2, max: 6 }, limits));
const expected = genomes.map((genome) => fitness(signals(genome, bars), bars.close, periods, WINDOW));

/** With room for so many sets of shared columns only. */
const small = (shared: KernelBars, sets: number): KernelBars => ({
  ...shared,
  layout: { ...shared.layout, shared: { ...shared.layout.shared, count: sets * WAYS } },
});
const pass = (evaluator: KernelEvaluator) => {
  evaluator.forget();
  const before = evaluator.computed;
  evaluator.expect(genomes);
  const fitnesses = genomes.map((genome) => evaluator.evaluate(genome, periods));
  return { fitnesses, computed: evaluator.computed - before };
};

describe('columns that workers remember for each other', () => {
  it('are computed twice, whoever needs them, and then no more', () => {
    const shared = fresh();
    const [one, two, three] = [0, 1, 2].map((region) => new KernelEvaluator(shared, region)) as [
      KernelEvaluator,
      KernelEvaluator,
      KernelEvaluator,
    ];
    const first = pass(one).computed;
    // What comes for the first time is not worth a place.
    expect(pass(two).computed).toBe(first);
    const third = pass(three).computed;
    expect(third).toBeLessThan(first / 2);
    expect(pass(one).computed).toBeLessThanOrEqual(third);
  });

  it('are not shared by an evaluator that is told not to', () => {
    const shared = fresh();
    const [one, two] = [0, 1].map((region) => new KernelEvaluator(shared, region, { share: false }));
    const first = pass(one!).computed;
    for (let i = 0; i < 3; i++) expect(pass(two!).computed).toBe(first);
  });

  it.each([1, 3, 1_000])('have the values of the plain path, also where they make room for each other all the time (%d sets)', (sets) => {
    const shared = sets < 1_000 ? small(fresh(), sets) : fresh();
    const evaluators = [0, 1, 2].map((region) => new KernelEvaluator(shared, region));
    for (let round = 0; round < 4; round++) {
      for (const evaluator of evaluators) expect(pass(evaluator).fitnesses).toEqual(expected);
      // In turns, so that one finds what the other has just left.
      const turns = genomes.map((genome, i) => evaluators[(i + round) % 3]!.evaluate(genome, periods));
      expect(turns).toEqual(expected);
    }
  });

  it('stay as they are where a thread was terminated that read or wrote them', () => {
    const shared = small(fresh(), 1);
    const states = new Int32Array(shared.memory.buffer, shared.layout.shared.states, WAYS);
    const evaluator = new KernelEvaluator(shared, 0);
    const same = ['gt(sma(open, 20), high)', 'gt(std(close, 9), 1)'].map((text) => parse(text, WINDOW));
    for (let i = 0; i < 3; i++) {
      for (const genome of same) evaluator.evaluate(genome, periods);
      evaluator.forget();
    }
    const filled = [...states.keys()].filter((place) => states[place]! > 0);
    expect(filled.length).toBe(2);
    // The first has a reader that never comes back, all others are being written for good.
    for (const place of states.keys()) states[place] = place === filled[0] ? 2 : -1;
    const before = [...states];
    for (let i = 0; i < 3; i++) expect(pass(evaluator).fitnesses).toEqual(expected);
    expect([...states]).toEqual(before);
  });
});
