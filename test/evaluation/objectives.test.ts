import { afterAll, describe, expect, it } from 'vitest';
import type { ChosenObjective } from '../../main/backtest/objectives/registry.ts';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { type Problem, worstOf } from '../../main/evaluation/problem.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { periodsOn, resample } from '../../main/market/resample.ts';
import type { Evaluate } from '../../main/strategy/fitness.ts';
import { size } from '../../main/strategy/genome.ts';
import { parse } from '../../main/strategy/parse.ts';
import { sp500 } from '../backtest/reference.ts';
import { type Fault, strategyWith } from './faults.ts';
import { faultyWorkerFile, flatSpansProblem, genomesOf, sp500Problem, workerFile } from './problems.ts';

const pool = new EvaluationPool({ workerFile, workers: 2 });
const plainPool = new EvaluationPool({ workerFile, workers: 1, kernel: null });
const faultyPool = new EvaluationPool({ workerFile: faultyWorkerFile, workers: 1 });
afterAll(() => Promise.all([pool.close(), plainPool.close(), faultyPool.close()]));

const weekly = resample(sp500.bars, '1w');
const { bars, periods, window } = sp500Problem;
const week = { bars: shareBars(weekly.bars), periods: periodsOn(weekly, periods, window), barsPerYear: 52 };
const objectives: readonly ChosenObjective[] = [
  { name: 'trades', direction: 'min' },
  { name: 'cagr' },
  { name: 'size' },
  { name: 'sharpe' },
];
const genomes = genomesOf(sp500, 30);

describe('objectives that a problem names', () => {
  it('come in its order, from the pool as from the serial evaluator, with the kernel and without', async () => {
    const problem: Problem = { ...sp500Problem, objectives, timeframes: [{ bars, periods }, week] };
    const expected = await serialEvaluator(problem)(genomes);
    expect(await pool.evaluator(problem)(genomes)).toEqual(expected);
    expect(await plainPool.evaluator(problem)(genomes)).toEqual(expected);
    const judged = [...genomes.keys()].filter((i) => expected[i]![2] !== 1e9);
    expect(judged.length).toBeGreaterThan(10);
    for (const i of judged) expect(expected[i]![2]).toBe(size(genomes[i]!));
  });

  it('are annualised by the bars a year of their timeframe', async () => {
    const cagr = (barsPerYear: number) =>
      pool.evaluator({ ...sp500Problem, objectives: [{ name: 'sortino' }], barsPerYear })([parse('gt(close, sma(close, 20))')]);
    const [[daily], [quarter]] = [await cagr(252), await cagr(63)];
    expect(quarter![0]! * 2).toBeCloseTo(daily![0]!, 9);
  });
});

describe('several timeframes', () => {
  const always = parse('gt(close, 0)');

  it('have the mean over all their periods for a fitness', async () => {
    const on = async (problem: Problem) => (await pool.evaluator(problem)(genomes)) as number[][];
    const both = await on({ ...sp500Problem, timeframes: [{ bars, periods }, week] });
    const days = await on(sp500Problem);
    const weeks = await on({ ...week, window });
    const traded = [...genomes.keys()].filter((i) => days[i]![0] !== -999 && weeks[i]![0] !== -999);
    expect(traded.length).toBeGreaterThan(10);
    for (const i of traded) {
      for (let k = 0; k < 3; k++) expect(both[i]![k]).toBeCloseTo((days[i]![k]! + weeks[i]![k]!) / 2, 12);
    }
    for (const i of genomes.keys()) if (!traded.includes(i)) expect(both[i]).toEqual([-999, 1, 0]);
  });

  it('stand in place of the base bars, unless these are among them', async () => {
    expect(await pool.evaluator({ ...sp500Problem, timeframes: [week] })([always])).toEqual(
      await serialEvaluator({ ...week, window })([always]),
    );
  });

  it('name the period of theirs that does not fit', () => {
    const withWeek = (periods: Problem['periods']) => () =>
      pool.evaluator({
        ...sp500Problem,
        timeframes: [
          { bars, periods: sp500Problem.periods },
          { ...week, periods },
        ],
      });
    expect(withWeek([{ start: 0, end: 2_000 }])).toThrow('period 0:2000 of timeframe 2 lies outside the 1058 bars of the data set');
    expect(withWeek([{ start: 7, end: 50 }])).toThrow('period 7:50 of timeframe 2 is too short');
    expect(withWeek([])).toThrow('at least one period of timeframe 2');
    expect(() => pool.evaluator({ ...sp500Problem, timeframes: [] })).toThrow('at least one timeframe');
    expect(() => pool.evaluator({ ...sp500Problem, objectives: [] })).toThrow('at least one objective');
  });
});

describe('the worst fitness', () => {
  const idle = parse('gt(close, 1000000)');
  const busy = parse('gt(close, sma(close, 50))');

  it.each(['max', 'min'] as const)('is never the best, also where the Sharpe ratio is wanted to be %s', async (direction) => {
    for (const name of ['sharpe', 'calendarSharpe', 'trades', 'turnover', 'exposure', 'profitFactor'] as const) {
      const evaluate = pool.evaluator({ ...sp500Problem, objectives: [{ name, direction }] });
      const [[none], [some]] = (await evaluate([idle, busy])) as [[number], [number]];
      if (direction === 'max') expect(none, name).toBeLessThan(some);
      else expect(none, name).toBeGreaterThan(some);
    }
  });

  it('is that of the problem for strategies that throw or kill their worker', async () => {
    const problem: Problem = { ...flatSpansProblem, objectives: [{ name: 'sharpe', direction: 'min' }, { name: 'size' }] };
    const faulty = (fault: Fault) => parse(strategyWith(fault));
    const failing = (evaluate: Evaluate) => evaluate([busy, faulty('throw'), faulty('exit'), idle]);
    const [good, ...bad] = await failing(faultyPool.evaluator(problem));
    expect(good).toEqual((await serialEvaluator(problem)([busy]))[0]);
    expect(bad).toEqual([worstOf(problem), worstOf(problem), worstOf(problem)]);
    expect(worstOf(problem)).toEqual([999, 1e9]);
  });

  it('is that of the problem in the serial evaluator', async () => {
    const problem: Problem = { ...flatSpansProblem, objectives: [{ name: 'maxDrawdown', direction: 'max' }] };
    expect(await serialEvaluator(problem)([{ codes: Uint16Array.of(4), constants: new Float64Array() }])).toEqual([[-1]]);
  });
});
