import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { experimentHash } from '../../main/workbench/experiment.ts';
import { RateMeter } from '../../main/workbench/rate-meter.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

describe('strategies given as text', () => {
  it('are answered in their order, with their fitness or why they are none, by any number of workers', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const strategies = ['gt(close, sma(close, 20))', 'gt(close)', 'not(gt(close, close))', 'gt(sma(close, 120), close)'];
    const options = { data: 'sp500', strategies, periods: [{ start: 0, end: 5105 }], window: 100 };
    const answers = await bench.workbench.evaluateStrategies(options);
    expect(answers.map((a) => a.strategy)).toStrictEqual(strategies);
    expect(answers[0]).toMatchObject({ fitness: [expect.any(Number), expect.any(Number), expect.any(Number)] });
    expect(answers[1]).toMatchObject({ error: expect.stringMatching(/^column \d+: /) });
    expect(answers[2]).toMatchObject({ fitness: [expect.any(Number), expect.any(Number), expect.any(Number)] });
    expect(answers[3]).toMatchObject({ error: expect.stringMatching(/^column \d+: /) });
    expect(await bench.workbench.evaluateStrategies({ ...options, workers: 1 })).toStrictEqual(answers);
    await expect(bench.workbench.evaluateStrategies({ ...options, periods: [{ start: 0, end: 50 }] })).rejects.toThrow(/window of 100/);
  });

  it('confirm the fitness of a run', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { id, dataset } = await bench.workbench.runs.start(small);
    await bench.workbench.runs.ended(id);
    const distinct = [...bench.workbench.records.strategies(id, 'all')];
    expect(new Set(distinct).size).toBe(distinct.length);
    expect(distinct).toHaveLength(bench.workbench.runs.get(id).distinct);
    const fifth = [...bench.workbench.records.strategies(id, 5)];
    expect(distinct).toEqual(expect.arrayContaining(fifth));

    const elites = bench.workbench.records.hallOfFame(id);
    const periods = [0, 1, 2].map((i) => ({ start: Math.floor((i * dataset.bars) / 3), end: Math.floor(((i + 1) * dataset.bars) / 3) }));
    const answers = await bench.workbench.evaluateStrategies({
      data: dataset.id,
      strategies: elites.map((e) => e.strategy),
      periods,
      window: 100,
    });
    expect(answers).toStrictEqual(elites);
  });
});

describe('a data set', () => {
  it('is found by id, by name, or by the path of a file', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { datasets } = bench.workbench;
    const rows = Array.from({ length: 5 }, (_, i) => `2020-01-0${i + 1},1,2,0.5,${i + 1},10`);
    writeFileSync(
      join(folder.path, 'SP500.csv'),
      ['date,open,high,low,close,volume', ...rows.map((r) => r.replace(',2,', ',9,'))].join('\n'),
    );
    expect((await datasets.resolve('sp500')).bars).toBe(5105);
    expect((await datasets.resolve('S&P 500')).id).toBe('sp500');
    const own = await datasets.resolve('SP500.csv', folder.path);
    expect(own).toMatchObject({ id: 'sp500-2', name: 'SP500', source: 'SP500.csv', bars: 5 });
    expect(await datasets.resolve('SP500.csv', folder.path)).toStrictEqual(own);
    expect(await datasets.resolve('SP500')).toStrictEqual(own);
  });
});

describe('the hash of an experiment', () => {
  const dataset = { id: 'd', name: 'D', source: 's', hash: 'h', bars: 3_000, from: 0, to: 1 };

  it('depends on what decides the result, and on nothing else', () => {
    const hash = experimentHash(small, dataset);
    expect(experimentHash({ ...small, name: 'Other', data: 'd' }, { ...dataset, id: 'e' })).toBe(hash);
    expect(experimentHash(Object.fromEntries(Object.entries(small).reverse()) as typeof small, dataset)).toBe(hash);
    const thirds = [0, 1, 2].map((i) => ({ end: (i + 1) * 1_000, start: i * 1_000 }));
    expect(experimentHash({ ...small, periods: thirds }, dataset)).toBe(hash);
    for (const change of [{ seed: 8 }, { window: 99 }, { primitives: 'free' as const }, { periods: thirds.slice(1) }]) {
      expect(experimentHash({ ...small, ...change }, dataset)).not.toBe(hash);
    }
    expect(experimentHash(small, { ...dataset, hash: 'i' })).not.toBe(hash);
  });
});

describe('the rate', () => {
  it('is that of the last seconds, and says how long the rest takes', () => {
    const meter = new RateMeter();
    expect(meter.read(100)).toStrictEqual({ rate: null, secondsLeft: null });
    for (let second = 0; second <= 60; second++) meter.add(second * 1_000, second < 30 ? second * 10 : 300 + (second - 30) * 100, second);
    expect(meter.read(100)).toStrictEqual({ rate: 100, secondsLeft: 40 });
    meter.add(200_000, 3_300 + 14_000, 61);
    expect(meter.read(100).rate).toBe(100);
    meter.reset();
    expect(meter.read(100).rate).toBeNull();
  });
});
