import { describe, expect, it } from 'vitest';
import { type ExperimentInput, experimentSchema, metrics, type StrategyReport } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const two: Partial<ExperimentInput> = {
  window: 20,
  generations: 3,
  timeframes: ['1w', 'base'],
  periods: [
    { name: 'calm', start: 0, end: 1_500 },
    { start: 1_500, end: 3_000 },
  ],
  validation: [{ start: 2_980, end: 4_000 }],
  holdout: [{ start: 3_980, end: 5_105 }],
  objectives: [
    { metric: 'calmar', weight: 1 },
    { metric: 'turnover', weight: -1 },
    { metric: 'size', weight: -1 },
  ],
};

async function finished({ workbench }: Bench, fields: Partial<ExperimentInput>): Promise<string> {
  const { id } = await workbench.runs.start(experimentSchema.parse({ ...small, ...fields }));
  expect(await workbench.runs.ended(id)).toMatchObject({ state: 'finished', error: null });
  return id;
}

const places = (report: StrategyReport) => report.cases.map(({ role, timeframe, period }) => [role, timeframe, period]);

describe('what the inspector is told of a strategy', () => {
  it('is what the search saw, case by case, with every metric', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const run = await finished(bench, two);
    const hall = await bench.ask('runs.hallOfFame', { run });
    expect(hall.length).toBeGreaterThan(0);
    for (const { strategy, fitness } of hall) {
      const report = await bench.ask('strategies.inspect', { run, strategy });
      expect(report.judged).toBe(true);
      expect(report.objectives).toStrictEqual([
        { metric: 'calmar', weight: 1, value: fitness[0] },
        { metric: 'turnover', weight: -1, value: fitness[1] },
        { metric: 'size', weight: -1, value: report.size },
      ]);
      const training = report.cases.filter(({ role }) => role === 'training');
      expect(training).toHaveLength(4);
      for (const { metric, value } of report.objectives) {
        const sum = training.reduce((total, one) => total + one.metrics[metric], 0);
        expect(value).toBeCloseTo(sum / 4, 12);
      }
      for (const one of report.cases) {
        for (const metric of metrics) expect(one.metrics[metric], metric).toEqual(expect.any(Number));
        expect([one.metrics.sharpe, one.metrics.maxDrawdown, one.metrics.winRate]).toStrictEqual([
          one.sharpe,
          one.maxDrawdown,
          one.winRate,
        ]);
        expect(one.minHeldBars).toBe(one.timeframe === '1w' ? 10 : 20);
      }
    }
  });

  it('names training, validation and the holdout when it is open, on each timeframe', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const run = await finished(bench, two);
    const inspect = () => bench.ask('strategies.inspect', { run, strategy: 'gt(close, sma(close, 10))' });
    const sealed = [
      ['training', '1w', 'calm'],
      ['training', '1w', 'period 2'],
      ['training', 'base', 'calm'],
      ['training', 'base', 'period 2'],
      ['validation', '1w', 'validation period 1'],
      ['validation', 'base', 'validation period 1'],
    ];
    expect(places(await inspect())).toStrictEqual(sealed);
    await bench.ask('runs.openHoldout', { run });
    const report = await inspect();
    expect(places(report)).toStrictEqual([...sealed, ['holdout', '1w', 'holdout period 1'], ['holdout', 'base', 'holdout period 1']]);
    expect(report.periods.map(({ start, end }) => [start, end])).toStrictEqual([
      [0, 1_500],
      [1_500, 3_000],
    ]);
  });

  it('says where a strategy holds too few bars, and that it has the worst fitness for that', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const rule = 'and(gt(close, sma(close, 10)), lt(close, 790))';
    const run = await finished(bench, { ...two, seeds: [rule] });
    const report = await bench.ask('strategies.inspect', { run, strategy: rule });
    const { individuals } = await bench.ask('runs.generation', { run, generation: 0 });
    expect(report.objectives.map(({ value }) => value)).toStrictEqual(individuals[0]!.fitness);
    expect(report.judged).toBe(false);
    const few = report.cases.filter(({ judged }) => !judged);
    expect(few.length).toBeGreaterThan(0);
    for (const { heldBars, minHeldBars } of few) expect(heldBars).toBeLessThan(minHeldBars);
    for (const { heldBars, minHeldBars, judged } of report.cases) if (judged) expect(heldBars).toBeGreaterThanOrEqual(minHeldBars);
  });
});

it.each([
  [100, 21],
  [20, 10],
  [4, 4],
])('who has to hold %i days has to hold %i weeks', async (days, weeks) => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const found: [number, boolean][] = [];
  for (const level of [780, 740, 700, 690, 850, 900]) {
    const rule = `lt(close, ${level})`;
    const run = await finished(bench, {
      ...{ window: 2, generations: 0, seeds: [rule], minHeldBars: days, objectives: [{ metric: 'trades', weight: 1 }] },
      ...{ timeframes: ['1w'], periods: [{ start: 0, end: 5_105 }] },
    });
    const report = await bench.ask('strategies.inspect', { run, strategy: rule });
    const { individuals } = await bench.ask('runs.generation', { run, generation: 0 });
    expect(report.judged).toBe(individuals[0]!.fitness[0] !== -1);
    expect(report.cases[0]!.minHeldBars).toBe(weeks);
    found.push([report.cases[0]!.heldBars, report.judged]);
  }
  expect(new Set(found.map(([, judged]) => judged)).size).toBe(2);
  for (const [held, judged] of found) expect(judged).toBe(held >= weeks);
});
