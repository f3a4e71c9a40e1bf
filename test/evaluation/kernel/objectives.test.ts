import { describe, expect, it } from 'vitest';
import { fitness } from '../../../main/backtest/fitness.ts';
import { type ChosenObjective, languageObjectives, objectiveNames } from '../../../main/backtest/objectives/registry.ts';
import { signals } from '../../../main/backtest/signals.ts';
import { createKernelPrepare } from '../../../main/evaluation/kernel/prepare.ts';
import { shareWithKernels } from '../../../main/evaluation/kernel/share.ts';
import { type JudgedBars, type Problem, timeframesOf, worstOf } from '../../../main/evaluation/problem.ts';
import { shareBars, viewBars } from '../../../main/evaluation/shared-bars.ts';
import { prepareScalar } from '../../../main/evaluation/strategy-evaluator.ts';
import { type Bars, barsOver } from '../../../main/market/bars.ts';
import { periodsOn, resample } from '../../../main/market/resample.ts';
import { equalPeriods } from '../../../main/market/splits.ts';
import { dimensioned } from '../../../main/strategy/dimensioned.ts';
import { free } from '../../../main/strategy/free.ts';
import { halfAndHalf } from '../../../main/strategy/generation/half-and-half.ts';
import type { Genome } from '../../../main/strategy/genome.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { print } from '../../../main/strategy/print.ts';
import { type Random, randomFor } from '../../../main/strategy/random.ts';
import { flatSpans, sp500 } from '../../backtest/reference.ts';
import { flatSpansProblem, genomesOf, sp500Problem } from '../problems.ts';
import { kernelModule } from './kernel-module.ts';
import { nastyBars } from './nasty-bars.ts';

/** The same problem with its bars where kernels work on them. */
function withKernels(problem: Problem): Problem {
  const shared = new Map<SharedArrayBuffer, ReturnType<typeof shareWithKernels>>();
  const timeframes = timeframesOf(problem).map((timeframe): JudgedBars => {
    const { bars } = timeframe;
    const kernelBars = shared.get(bars.buffer) ?? shareWithKernels(kernelModule, bars, problem.window, 2);
    shared.set(bars.buffer, kernelBars);
    return { ...timeframe, kernelBars };
  });
  return { ...problem, timeframes };
}

/** Base bars and weekly ones, each judged in its own periods. */
function dailyAndWeekly(bars: Bars, periods: number, window: number): JudgedBars[] {
  const weekly = resample(bars, '1w');
  const cut = equalPeriods(bars.length, periods);
  return [
    { bars: shareBars(bars), periods: cut },
    { bars: shareBars(weekly.bars), periods: periodsOn(weekly, cut, window), barsPerYear: 52 },
  ];
}

function strategies(random: Random, count: number, window: number): Genome[] {
  const sets = [dimensioned(window), free(window)];
  const limits = { maxHeight: 7, maxSize: 60, maxLookback: window - 1 };
  return Array.from({ length: count }, () => halfAndHalf(random, random.choice(sets), { min: 1, max: 5 }, limits));
}

/** Some objectives in any order, each for a random way. */
function someObjectives(random: Random, from: readonly ChosenObjective['name'][]): ChosenObjective[] {
  const left = [...from];
  return Array.from({ length: random.integer(1, from.length) }, () => {
    const name = left.splice(random.integer(0, left.length - 1), 1)[0]!;
    return random.float() < 0.5 ? { name } : { name, direction: random.choice(['max', 'min'] as const) };
  });
}

/** The strategies for which the kernel does not answer what the plain path does, to the last bit. */
function differences(problem: Problem, genomes: readonly Genome[], prepare = createKernelPrepare()) {
  const plain = prepareScalar(problem);
  const fast = prepare(withKernels(problem));
  fast.expect?.(genomes);
  return genomes.flatMap((genome) => {
    const expected = plain(genome);
    const got = fast(genome);
    const same = got.length === expected.length && expected.every((value, i) => value === got[i]);
    return same ? [] : [{ strategy: print(genome), expected, got }];
  });
}

const language = languageObjectives.map(({ name }) => name);

describe('the kernel and the plain path agree to the last bit', () => {
  it.each([
    { seed: 1, kind: 'everyday', names: objectiveNames },
    { seed: 2, kind: 'extreme', names: objectiveNames },
    { seed: 3, kind: 'everyday', names: language },
    { seed: 4, kind: 'extreme', names: language },
  ] as const)('on any objectives, $kind bars and their weeks ($seed)', ({ seed, kind, names }) => {
    const random = randomFor(seed, 0, 0, 'initialise');
    const window = 20;
    for (let round = 0; round < 10; round++) {
      const timeframes = dailyAndWeekly(nastyBars(random, random.integer(500, 900), kind), 2, window);
      const problem: Problem = {
        ...{ ...timeframes[0]!, window, objectives: someObjectives(random, names) },
        ...(random.float() < 0.3 ? {} : { timeframes }),
        ...(random.float() < 0.3 ? {} : { minHeldBars: random.integer(0, 12) }),
        ...(random.float() < 0.3 ? { barsPerYear: 365 } : {}),
        perCase: random.float() < 0.3,
        behaviour: round % 2 === 0,
      };
      expect(differences(problem, strategies(random, 40, window))).toEqual([]);
    }
  });

  it('on all objectives, the S&P 500 and its weeks', () => {
    const timeframes = dailyAndWeekly(sp500.bars, 3, sp500.window);
    const problem = { ...sp500Problem, timeframes, objectives: objectiveNames.map((name) => ({ name })) };
    expect(differences(problem, genomesOf(sp500, 60))).toEqual([]);
  });

  it('where a timeframe is given twice', () => {
    const { bars, periods, window } = flatSpansProblem;
    const timeframes = [
      { bars, periods: [{ start: 0, end: 1_000 }] },
      { bars, periods },
    ];
    for (const objectives of [languageObjectives, [{ name: 'cagr' } as const]]) {
      expect(differences({ bars, periods, window, timeframes, objectives }, genomesOf(flatSpans, 50))).toEqual([]);
    }
  });
});

describe('the objectives of the language', () => {
  it.each([
    { reference: sp500, problem: sp500Problem },
    { reference: flatSpans, problem: flatSpansProblem },
  ])('are, named or not, those of main/backtest/fitness.ts to the last bit on $reference.name', ({ reference, problem }) => {
    const prepare = createKernelPrepare();
    const kernel = withKernels(problem);
    const ways = [prepare(kernel), prepare({ ...kernel, objectives: languageObjectives })];
    const plain = prepareScalar(problem);
    const bars = viewBars(problem.bars);
    for (const [i, genome] of genomesOf(reference).entries()) {
      const expected = fitness(signals(genome, bars), bars.close, problem.periods, problem.window);
      for (const evaluate of ways) expect(evaluate(genome)).toEqual(expected);
      if (i < 100) expect(plain(genome)).toEqual(expected);
    }
  });

  it('do not depend on each other: a curve without bounds leaves the win rate alone', () => {
    // Each bar held gains 10³⁰⁰, a number; two of them do not.
    const bars = barsOver(new ArrayBuffer(60 * 48), 60);
    for (let t = 0; t < 60; t++) {
      bars.time[t] = t * 86_400_000;
      for (const name of ['open', 'high', 'low', 'close'] as const) bars[name][t] = t % 2 === 0 ? 1e-150 : 1e150;
    }
    const problem: Problem = { bars: shareBars(bars), periods: [{ start: 0, end: 60 }], window: 10, objectives: [{ name: 'winRate' }] };
    const genome = parse('gt(close, 1)', 10);
    expect(createKernelPrepare()(withKernels(problem))(genome)).toEqual([1]);
    expect(differences({ ...problem, objectives: languageObjectives }, [genome])).toEqual([]);
    expect(prepareScalar({ ...problem, objectives: languageObjectives })(genome)).toEqual(
      worstOf({ ...problem, objectives: languageObjectives }),
    );
  });
});

describe('a thread', () => {
  it('goes through more data sets than problems are kept for, and comes back to the first', () => {
    const prepare = createKernelPrepare();
    const random = randomFor(9, 0, 0, 'initialise');
    const problems = Array.from({ length: 6 }, () => {
      const bars = shareBars(nastyBars(random, 400, 'everyday'));
      return { bars, periods: equalPeriods(400, 2), window: 20 };
    }).map((problem) => ({ problem, plain: prepareScalar(problem), kernel: withKernels(problem) }));
    const first = prepare(problems[0]!.kernel);
    for (const { kernel } of problems) prepare(kernel);
    const again = prepare({ ...problems[0]!.kernel, minHeldBars: 5 });
    const genomes = strategies(random, 30, 20);
    const expected = genomes.map(problems[0]!.plain);
    for (let round = 0; round < 3; round++) {
      // Both work in the region that this thread has for these data, and both remember columns there.
      expect(genomes.map(first)).toEqual(expected);
      for (const genome of genomes.toReversed()) again(genome);
    }
  });
});
