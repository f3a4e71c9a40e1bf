import { describe, expect, it } from 'vitest';
import { fitness } from '../../../main/backtest/fitness.ts';
import { signals } from '../../../main/backtest/signals.ts';
import { KernelEvaluator } from '../../../main/evaluation/kernel/evaluator.ts';
import { shareWithKernels } from '../../../main/evaluation/kernel/share.ts';
import { shareBars } from '../../../main/evaluation/shared-bars.ts';
import type { Bars } from '../../../main/market/bars.ts';
import { equalPeriods } from '../../../main/market/splits.ts';
import { dimensioned } from '../../../main/strategy/dimensioned.ts';
import { free } from '../../../main/strategy/free.ts';
import { halfAndHalf } from '../../../main/strategy/generation/half-and-half.ts';
import type { Genome } from '../../../main/strategy/genome.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { print } from '../../../main/strategy/print.ts';
import { type Random, randomFor } from '../../../main/strategy/random.ts';
import { flatSpans, mismatches, sp500 } from '../../backtest/reference.ts';
import { kernelModule } from './kernel-module.ts';
import { nastyBars } from './nasty-bars.ts';

const WINDOW = 100;
const limits = { maxHeight: 8, maxSize: 80, maxLookback: WINDOW - 1 };
const sets = [dimensioned(WINDOW), free(WINDOW)];

const strategies = (random: Random, count: number): Genome[] =>
  Array.from({ length: count }, () => halfAndHalf(random, random.choice(sets), { min: 1, max: 6 }, limits));

function problemOf(bars: Bars, periods = 2) {
  return { periods: equalPeriods(bars.length, periods), shared: shareWithKernels(kernelModule, shareBars(bars), WINDOW, 2) };
}

/** The strategies whose decisions from bar `from` on, or whose fitness, differ in a bit from those of the plain path. */
function differences(
  bars: Bars,
  evaluator: KernelEvaluator,
  genomes: readonly Genome[],
  periods: ReturnType<typeof equalPeriods>,
  from = 0,
) {
  return genomes.flatMap((genome) => {
    const expected = signals(genome, bars);
    const decisions = evaluator.decisions(genome);
    const at = expected.findIndex((signal, t) => t >= from && signal !== decisions[t]);
    const plain = fitness(expected, bars.close, periods, WINDOW);
    const fast = evaluator.evaluate(genome, periods);
    return at < 0 && plain.every((value, i) => value === fast[i]) ? [] : [{ strategy: print(genome), at, plain, fast }];
  });
}

describe('the kernel on the reference cases', () => {
  it.each([sp500, flatSpans])('matches on $name, with and without shortcuts', (reference) => {
    const shared = shareWithKernels(kernelModule, shareBars(reference.bars), reference.window, 2);
    const genomes = reference.cases.map(({ genome }) => genome);
    for (const [region, shortcuts] of [true, false].entries()) {
      const evaluator = new KernelEvaluator(shared, region, { shortcuts });
      evaluator.expect(genomes);
      expect(
        mismatches(
          reference,
          genomes.map((genome) => evaluator.evaluate(genome, reference.periods)),
        ),
      ).toEqual([]);
    }
  });
});

describe('strategies that hold too few bars', () => {
  it('get the worst fitness from the kernel as from the plain path, the others keep theirs', () => {
    const random = randomFor(7, 0, 0, 'initialise');
    const bars = nastyBars(random, 800, 'everyday');
    const { shared, periods } = problemOf(bars);
    const evaluator = new KernelEvaluator(shared, 0);
    const genomes = strategies(random, 200);
    const few = genomes.map((genome) => fitness(signals(genome, bars), bars.close, periods, WINDOW, 60));
    expect(genomes.map((genome) => evaluator.evaluate(genome, periods, 60))).toEqual(few);
    expect(few).not.toEqual(genomes.map((genome) => evaluator.evaluate(genome, periods)));
  });
});

describe('the kernel and the plain path agree to the last bit', () => {
  it.each([
    { seed: 1, kind: 'everyday', shortcuts: true },
    { seed: 2, kind: 'everyday', shortcuts: false },
    { seed: 3, kind: 'extreme', shortcuts: true },
    { seed: 4, kind: 'extreme', shortcuts: false },
  ] as const)('on random strategies and $kind bars (shortcuts: $shortcuts)', ({ seed, kind, shortcuts }) => {
    const random = randomFor(seed, 0, 0, 'initialise');
    for (let set = 0; set < 8; set++) {
      const bars = nastyBars(random, random.integer(300, 900), kind);
      const { shared, periods } = problemOf(bars);
      const evaluator = new KernelEvaluator(shared, set % 2, { shortcuts });
      for (let generation = 0; generation < 3; generation++) {
        const genomes = strategies(random, 50);
        if (generation > 0) evaluator.expect(genomes);
        expect(differences(bars, evaluator, genomes, periods)).toEqual([]);
      }
    }
  });

  it('on data that is worked on in tiles', () => {
    const random = randomFor(5, 0, 0, 'initialise');
    for (const kind of ['everyday', 'extreme'] as const) {
      const bars = nastyBars(random, 9_000 + random.integer(0, 8_000), kind);
      const { shared, periods } = problemOf(bars, 3);
      const evaluator = new KernelEvaluator(shared, 0);
      // A signal that is read never depends on bars before the first window.
      const endless = ['gt(close, ema(close, 30))', 'lt(ema(sub(high, ema(low, 40)), 20), atr(5))', 'gt(ema(rsi(close, 14), 9), 50)'];
      const genomes = [...strategies(random, 60), ...endless.map((text) => parse(text, WINDOW))];
      expect(differences(bars, evaluator, genomes, periods, WINDOW - 1)).toEqual([]);
      // Several together, also where one among them is malformed.
      const together = new KernelEvaluator(shared, 1);
      together.expect([genomes[0]!, { codes: Uint16Array.of(1, 2), constants: new Float64Array() }, ...genomes.slice(1)]);
      expect(differences(bars, together, genomes, periods, WINDOW - 1)).toEqual([]);
      expect(together.computed).toBeLessThan(evaluator.computed);
    }
  });

  const functions = [
    ...['sma', 'wma', 'ema', 'std', 'zscore', 'highest', 'lowest', 'roc', 'delay', 'delta', 'rsi'].flatMap((name) =>
      [2, 3, 4, 5, 20, 64, 90].map((n) => `${name}(mul(close, volume), ${n})`),
    ),
    ...['atr(7)', 'neg(close)', 'abs(sub(open, close))', 'min(open, volume)', 'max(volume, open)', 'div(close, volume)', 'add(low, 3)'],
    'ifElse(gt(close, open), volume, 7)',
  ];
  it.each(functions)('on %s', (text) => {
    const random = randomFor(6, 0, 0, 'initialise');
    for (const kind of ['everyday', 'extreme'] as const) {
      const bars = nastyBars(random, 700, kind);
      const { shared, periods } = problemOf(bars);
      const evaluator = new KernelEvaluator(shared, 0);
      // Comparing with its own past and with levels of every magnitude shows the bits of a value.
      const genomes = [
        ...[1, 2, 3].map((n) => `gt(${text}, delay(${text}, ${n + 1}))`),
        ...['-1e200', '-1', '0', '1e-9', '0.5', '1', '50', '100', '1e9', '1e300'].map((level) => `lt(${text}, ${level})`),
        `crossAbove(${text}, close)`,
        `crossBelow(${text}, 10)`,
      ].map((strategy) => parse(strategy, WINDOW));
      expect(differences(bars, evaluator, genomes, periods)).toEqual([]);
    }
  });
});
