import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { shareBars } from '../../../main/evaluation/shared-bars.ts';
import type { Bars } from '../../../main/market/bars.ts';
import { dataHash } from '../../../main/market/hash.ts';
import { randomFor } from '../../../main/strategy/random.ts';
import { createJobs } from '../../../main/workbench/analysis/jobs.ts';
import { analysisThreads } from '../../../main/workbench/analysis/threads.ts';
import { ExpectedError, toFailure } from '../../../main/workbench/errors.ts';
import type { WorkbenchOptions } from '../../../main/workbench/ports.ts';
import { type Bench, openBench, small, temporaryFolder } from '../bench.ts';

const root = join(import.meta.dirname, '../../..');
const workerFile = join(root, 'main/workbench/analysis/worker.ts');
const beside: Partial<WorkbenchOptions> = { analysisWorkerFile: workerFile };
const RULE = 'and(gt(rsi(close, 14), 40), lt(zscore(close, 50), ema(roc(close, 10), 20)))';

function syntheticBars(length: number): Bars {
  const random = randomFor(5, 0, 0, 'initialise');
  const column = () => new Float64Array(length);
  const bars = { length, time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  let price = 100;
  for (let t = 0; t < length; t++) {
    bars.time[t] = 1.5e12 + t * 60_000;
    bars.open[t] = price;
    price = Math.round(price * (100 + (random.float() - 0.5) * 0.4)) / 100 + (price < 50 ? 0.1 : 0);
    bars.close[t] = price;
    bars.high[t] = Math.max(bars.open[t]!, price) + 0.02;
    bars.low[t] = Math.min(bars.open[t]!, price) - 0.02;
  }
  return bars;
}

/** A run of one generation on so many bars. */
async function runOn({ workbench, ask }: Bench, length: number): Promise<string> {
  const bars = syntheticBars(length);
  const { id: data } = await workbench.datasets.keep('Long', 'long.csv', { ...shareBars(bars), hash: dataHash(bars) });
  const third = Math.floor(length / 3);
  const { id } = await ask('experiments.start', {
    experiment: {
      ...{ ...small, data, window: 100, population: 4, generations: 1, seed: 1 },
      periods: [{ start: 0, end: third }],
      validation: [{ start: third, end: 2 * third }],
    },
    settings: {},
  });
  expect(await workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
  return id;
}

describe('beside the thread that serves the window', () => {
  it('reports, correlations, folded entries and exports are what they are in it', async () => {
    const answers = [];
    for (const options of [beside, {}]) {
      using folder = temporaryFolder();
      await using bench = openBench(folder.path, options);
      const { ask } = bench;
      const run = await runOn(bench, 60_000);
      const strategies = (await ask('runs.hallOfFame', { run })).map(({ strategy }) => ({ run, strategy }));
      strategies.push({ run, strategy: RULE });
      for (const strategy of strategies) await ask('databank.pin', { strategy });
      // Not in the order of the list, which is that of the clock.
      const entries = (await ask('databank.list', {})).map(({ id }) => id).sort((a, b) => a - b);
      answers.push({
        report: await ask('strategies.inspect', { run, strategy: RULE }),
        correlations: await ask('strategies.correlate', { strategies }),
        folded: await ask('databank.fold', { entries, threshold: 0.5 }),
        csv: await ask('exports.preview', { run, format: 'csv', top: 3 }),
        trades: await ask('exports.preview', { strategies, format: 'trades' }),
      });
    }
    expect(answers[0]!.report.trades.count).toBeGreaterThan(100);
    expect(answers[0]).toStrictEqual(answers[1]);
  });

  it('a report on a million bars leaves the window its turns', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, beside);
    const { ask } = bench;
    const run = await runOn(bench, 1_000_000);
    // The first one starts the thread.
    await ask('strategies.inspect', { run, strategy: 'gt(close, open)' });
    let done = false;
    const report = ask('strategies.inspect', { run, strategy: RULE }).finally(() => {
      done = true;
    });
    let answered = 0;
    while (!done) {
      await setImmediate();
      const [first] = await ask('runs.list', {});
      expect(first!.id).toBe(run);
      if (!done) answered++;
    }
    expect((await report).trades.count).toBeGreaterThan(1_000);
    // Computed in this thread it would have left one or two.
    expect(answered).toBeGreaterThan(10);
  }, 120_000);

  it('what nobody waits for any more is answered as cancelled, and the next question as ever', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, beside);
    const { ask } = bench;
    const run = await runOn(bench, 200_000);
    const input = { run, strategy: RULE };
    const first = ask('strategies.inspect', input);
    const same = ask('strategies.inspect', { ...input });
    const cancelled = expect(same).rejects.toMatchObject({ code: 'cancelled' });
    expect(await ask('commands.cancel', { command: 'strategies.inspect', input })).toBeNull();
    await cancelled;
    // Who asked the same is not cancelled with it, and what is over cannot be cancelled.
    const { strategy } = await first;
    expect(strategy).toBe(RULE);
    await ask('commands.cancel', { command: 'strategies.inspect', input });
    expect((await ask('strategies.inspect', input)).strategy).toBe(RULE);
    await expect(ask('commands.cancel', { command: 'runs.delete' as 'exports.preview', input: {} })).rejects.toMatchObject({
      code: 'expected',
    });
  });

  it('closing does not wait for what is under way', async () => {
    using folder = temporaryFolder();
    const bench = openBench(folder.path, beside);
    const run = await runOn(bench, 200_000);
    const asked = [RULE, 'gt(close, open)'].map((strategy) =>
      expect(bench.ask('strategies.inspect', { run, strategy })).rejects.toMatchObject({ code: 'cancelled' }),
    );
    await setImmediate();
    await bench[Symbol.asyncDispose]();
    await Promise.all(asked);
  });

  it('errors keep their kind and their words', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, beside);
    const run = await runOn(bench, 2_000);
    await expect(bench.ask('strategies.inspect', { run, strategy: 'gt(close, price)' })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringMatching(/^column 11: .*price/),
    });
    const analysis = analysisThreads(workerFile);
    const broken = { hash: 'none', bars: { buffer: new SharedArrayBuffer(8), length: 1_000 } };
    const error: unknown = await analysis
      .run('inspect', { strategy: RULE, experiment: { ...small, periods: [] }, data: broken, sealed: false })
      .catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(ExpectedError);
    const failure = toFailure(error);
    expect(failure).toMatchObject({ code: 'bug', message: expect.stringMatching(/^Organism made a mistake: (?!Organism)/) });
    expect(failure.details.join('\n')).toContain('data.ts');
    await analysis.close();
  });
});

describe('a job that is told to stop', () => {
  const bars = syntheticBars(5_000);
  const data = { hash: dataHash(bars), bars: shareBars(bars) };
  const experiment = { ...small, window: 100, periods: [{ start: 0, end: 2_000 }] };
  const groups = [
    {
      ...{ data, name: 'Short' },
      members: [5, 10, 15, 20, 25].map((period, id) => ({
        ...{ id, strategy: `gt(close, sma(close, ${period}))`, sealed: false, experiment },
      })),
    },
  ];

  it.each([
    [
      'a report',
      (jobs: ReturnType<typeof createJobs>, step: () => void) => jobs.inspect({ strategy: RULE, experiment, data, sealed: false }, step),
      6,
    ],
    ['correlations', (jobs: ReturnType<typeof createJobs>, step: () => void) => jobs.correlate(groups, step), 5],
    ['folding', (jobs: ReturnType<typeof createJobs>, step: () => void) => jobs.fold({ groups, threshold: 0.9 }, step), 5],
  ] as const)('%s does so after any of its steps', (_, run, least) => {
    let steps = 0;
    run(createJobs(), () => steps++);
    expect(steps).toBeGreaterThanOrEqual(least);
    for (let last = 1; last <= steps; last++) {
      let at = 0;
      const stop = () => {
        if (++at === last) throw new DOMException('', 'AbortError');
      };
      expect(() => run(createJobs(), stop)).toThrow(expect.objectContaining({ name: 'AbortError' }));
      expect(at).toBe(last);
    }
  });
});
