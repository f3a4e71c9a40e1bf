import { afterAll, describe, expect, it } from 'vitest';
import { caseEvaluation, perCase, repeated } from '../../main/evaluation/cases.ts';
import { memoised } from '../../main/evaluation/memo.ts';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { caseCount, type Problem, worstOf } from '../../main/evaluation/problem.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import type { Individual } from '../../main/evolution/individual.ts';
import { lexicase } from '../../main/evolution/selection/lexicase.ts';
import { periodsOn, resample } from '../../main/market/resample.ts';
import { parse } from '../../main/strategy/parse.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { sp500 } from '../backtest/reference.ts';
import { genomesOf, sp500Problem, workerFile } from './problems.ts';

const weekly = resample(sp500.bars, '1w');
const { bars, periods, window } = sp500Problem;
const problem: Problem = {
  ...sp500Problem,
  objectives: [{ name: 'sharpe' }, { name: 'trades', direction: 'min' }],
  timeframes: [
    { bars, periods },
    { bars: shareBars(weekly.bars), periods: periodsOn(weekly, periods, window), barsPerYear: 52 },
  ],
};
const genomes = genomesOf(sp500, 25);
const pool = new EvaluationPool({ workerFile, workers: 2 });
afterAll(() => pool.close());

const byPool = () => caseEvaluation(problem, memoised(pool.evaluator(perCase(problem))));

describe('the values in every case', () => {
  it('come beside a fitness that is that of the problem to the last bit', async () => {
    const { evaluate } = byPool();
    expect(await evaluate(genomes)).toEqual(await pool.evaluator(problem)(genomes));
  });

  it('are those of each period of each timeframe by itself, in their order', async () => {
    const { evaluate, casesOf } = byPool();
    await evaluate(genomes);
    const alone = await Promise.all(
      problem.timeframes!.flatMap((timeframe) =>
        timeframe.periods.map((period) => serialEvaluator({ ...problem, timeframes: [{ ...timeframe, periods: [period] }] })(genomes)),
      ),
    );
    expect(caseCount(problem)).toBe(alone.length);
    for (const [i, genome] of genomes.entries()) {
      const values = casesOf(genome);
      if (values[0] === -999) expect(values).toEqual(worstOf(perCase(problem)));
      else expect(values).toEqual(alone.flatMap((fitnesses) => fitnesses[i]!));
    }
  });

  it('are the worst in all cases where a strategy cannot be judged in one of them', async () => {
    const idle = parse('gt(close, 1000000)');
    const { evaluate, casesOf } = byPool();
    expect(await evaluate([idle])).toEqual([worstOf(problem)]);
    expect(casesOf(idle)).toEqual(repeated([-999, 1e9], caseCount(problem)));
  });

  it('are known for the same strategy written another way, and for no strategy that was never evaluated', async () => {
    const { evaluate, casesOf } = byPool();
    await evaluate([parse('and(gt(close, open), gt(close, sma(close, 9)))')]);
    expect(casesOf(parse('and(gt(close, sma(close, 9)), lt(open, close))'))).toHaveLength(12);
    expect(() => casesOf(parse('gt(close, open)'))).toThrow('has not been evaluated');
  });

  it('are what lexicase selection looks at', async () => {
    const { evaluate, casesOf } = byPool();
    const fitnesses = await evaluate(genomes);
    const population = genomes.map((genome, i): Individual => ({ genome, fitness: fitnesses[i]!, parents: [], operator: 'initialise' }));
    const weights = repeated([1, -1], caseCount(problem));
    const select = lexicase({ weights, of: ({ genome }) => casesOf(genome) });
    const chosen = select((place) => randomFor(1, 0, place, 'select'), population, 40);
    // Whoever is chosen is the best in some case.
    const bestIn = weights.map((weight, i) => Math.max(...genomes.map((genome) => weight * casesOf(genome)[i]!)));
    for (const { genome } of chosen) {
      expect(casesOf(genome).some((value, i) => value * weights[i]! === bestIn[i])).toBe(true);
    }
    expect(new Set(chosen).size).toBeGreaterThan(1);
  });
});
