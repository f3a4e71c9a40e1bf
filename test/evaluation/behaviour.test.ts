import { describe, expect, it } from 'vitest';
import { holdings } from '../../main/backtest/positions.ts';
import { signals } from '../../main/backtest/signals.ts';
import { behaviourEvaluation } from '../../main/evaluation/behaviour.ts';
import { decodeFitnesses, encodeFitnesses, problemFrom, problemMessage } from '../../main/evaluation/cluster/wire.ts';
import { memoised } from '../../main/evaluation/memo.ts';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { NO_BEHAVIOUR, type Problem, timeframesOf, worstOf } from '../../main/evaluation/problem.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { shareBars, viewBars } from '../../main/evaluation/shared-bars.ts';
import { periodsOn, resample } from '../../main/market/resample.ts';
import { dimensioned } from '../../main/strategy/dimensioned.ts';
import { halfAndHalf } from '../../main/strategy/generation/half-and-half.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { sp500 } from '../backtest/reference.ts';
import { strategyWith } from './faults.ts';
import { kernelModule } from './kernel/kernel-module.ts';
import { nastyBars } from './kernel/nasty-bars.ts';
import { faultyWorkerFile, sp500Problem, workerFile } from './problems.ts';

const weekly = resample(sp500.bars, '1w');
const problem: Problem = {
  ...sp500Problem,
  behaviour: true,
  timeframes: [sp500Problem, { bars: shareBars(weekly.bars), periods: periodsOn(weekly, sp500Problem.periods, sp500Problem.window) }],
};

/** Small ones, so that many of them do the same. */
const genomes = Array.from({ length: 250 }, (_, i) =>
  halfAndHalf(randomFor(3, 0, i, 'initialise'), dimensioned(100), { min: 1, max: 2 }, { maxHeight: 3, maxSize: 12, maxLookback: 99 }),
);

/** The held bars of every period of every timeframe, written out. */
function positionsOf(given: Problem, genome: Genome): string {
  return timeframesOf(given)
    .flatMap(({ bars, periods }) => {
      const decisions = signals(genome, viewBars(bars));
      return periods.map((period) => holdings(decisions, period, given.window).join(''));
    })
    .join();
}

async function byPool(given: Problem, strategies: readonly Genome[], workers = 2) {
  const pool = new EvaluationPool({ workerFile, workers, kernel: kernelModule });
  try {
    return await pool.evaluator(given)(strategies);
  } finally {
    await pool.close();
  }
}

describe('the behaviour of a strategy', () => {
  it('is equal for those that hold the same bars, and for no others', async () => {
    const answers = await serialEvaluator(problem)(genomes);
    const keys = answers.map((answer) => answer.at(-1)!);
    const positions = genomes.map((genome) => positionsOf(problem, genome));
    expect(new Set(positions).size).toBeLessThan(0.97 * genomes.length);
    expect(new Set(keys).size).toBe(new Set(positions).size);
    expect(new Set(keys.map((key, i) => `${key} ${positions[i]}`)).size).toBe(new Set(positions).size);
    expect(keys.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true);
  });

  it('leaves the fitness as it is', async () => {
    const answers = await serialEvaluator(problem)(genomes);
    expect(answers.map((answer) => answer.slice(0, -1))).toEqual(await serialEvaluator({ ...problem, behaviour: false })(genomes));
  });

  it('is the same from the kernel, on several threads, and with the values in every case', async () => {
    const expected = await serialEvaluator(problem)(genomes);
    expect(await byPool(problem, genomes)).toEqual(expected);
    const trades: Problem = { ...problem, objectives: [{ name: 'trades' }], perCase: true };
    const answers = await byPool(trades, genomes, 1);
    expect(answers.map((answer) => answer.at(-1))).toEqual(expected.map((answer) => answer.at(-1)));
    expect(answers[0]).toHaveLength(7);
  });

  it('is the same on data that is worked on in tiles', async () => {
    const bars = shareBars(nastyBars(randomFor(1, 0, 0, 'initialise'), 9_000, 'everyday'));
    const long: Problem = {
      bars,
      window: 100,
      behaviour: true,
      periods: [
        { start: 17, end: 4_321 },
        { start: 4_000, end: 9_000 },
      ],
    };
    expect(await byPool(long, genomes.slice(0, 60))).toEqual(await serialEvaluator(long)(genomes.slice(0, 60)));
  });

  it('is known of strategies that hold too few bars to be judged', async () => {
    const [rarely, never] = ['gt(close, 3386)', 'gt(close, 1000000)'].map((text) => parse(text, 100));
    const strict = { ...sp500Problem, minHeldBars: 20, behaviour: true };
    const [a, b] = await byPool(strict, [rarely!, never!]);
    expect(a!.slice(0, -1)).toEqual([-999, 1, 0]);
    expect(a!.at(-1)).not.toBe(b!.at(-1));
    expect(b!.at(-1)).not.toBe(NO_BEHAVIOUR);
  });

  it('is none where a strategy cannot be evaluated', async () => {
    const pool = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 1 });
    try {
      const [answer] = await pool.evaluator({ ...sp500Problem, behaviour: true })([parse(strategyWith('throw'), 100)]);
      expect(answer).toEqual([-999, 1, 0, NO_BEHAVIOUR]);
      expect(answer).toEqual(worstOf({ ...sp500Problem, behaviour: true }));
    } finally {
      await pool.close();
    }
  });

  it('travels to other hosts and back', async () => {
    const hashes = new Map(timeframesOf(problem).map(({ bars }, i) => [bars, String(i).repeat(64)]));
    const there = problemFrom(problemMessage(problem, hashes), new Map([...hashes].map(([bars, hash]) => [hash, bars])));
    const answers = await serialEvaluator(there)(genomes.slice(0, 5));
    expect(answers).toEqual(await serialEvaluator(problem)(genomes.slice(0, 5)));
    expect(decodeFitnesses({ done: 5, values: encodeFitnesses(answers) })).toEqual(answers);
  });

  it('is remembered of the strategies that were evaluated, met before or not', async () => {
    const twin = parse('and(gt(open, close), gt(high, low))', 100);
    const same = parse('and(gt(high, low), gt(open, close))', 100);
    const { evaluate, behaviourOf } = behaviourEvaluation(memoised(serialEvaluator(problem)));
    const [a] = await evaluate([twin]);
    const [b] = await evaluate([same]);
    expect(a).toHaveLength(3);
    expect(a).toEqual(b);
    expect(behaviourOf(twin)).toBe(behaviourOf(same));
    expect(() => behaviourOf(parse('gt(open, close)', 100))).toThrow('not been evaluated');
  });
});
