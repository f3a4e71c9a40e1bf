import { describe, expect, it } from 'vitest';
import { type ExperimentInput, experimentSchema, type Run } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const periods = [
  { start: 0, end: 1_500 },
  { start: 1_500, end: 3_000 },
];
const validation = [{ start: 2_900, end: 4_000 }];
const holdout = [{ start: 3_900, end: 5_105 }];

const experimentWith = (fields: Partial<ExperimentInput>) => experimentSchema.parse({ ...small, ...fields });

async function finished({ ask, workbench }: Bench, fields: Partial<ExperimentInput>): Promise<Run> {
  const { id } = await ask('experiments.start', { experiment: experimentWith(fields), settings: {} });
  return workbench.runs.ended(id);
}

/** What the program itself says of strategies on some periods, for experiments that hold a bar at least. */
async function worth({ workbench }: Bench, strategies: readonly string[], on: typeof periods): Promise<(readonly number[])[]> {
  const answers = await workbench.evaluateStrategies({ data: 'sp500', strategies, periods: on, window: 100 });
  return answers.map((answer) => ('fitness' in answer ? answer.fitness : []));
}

describe('validation', () => {
  it('is that of the best of each generation, and leaves no trace in the search', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const plain = await finished(bench, { periods, minHeldBars: 1 });
    const run = await finished(bench, { periods, minHeldBars: 1, validation, holdout });

    const rows = await ask('runs.validation', { run: run.id });
    expect(rows.map(({ generation }) => generation)).toStrictEqual([0, 1, 2, 3, 4, 5]);
    for (const { generation, strategy, training } of rows) {
      const { champion } = await ask('runs.generation', { run: run.id, generation });
      expect({ strategy, fitness: training }).toStrictEqual({ strategy: champion.strategy, fitness: champion.fitness });
    }
    const strategies = rows.map(({ strategy }) => strategy);
    expect(rows.map((row) => row.validation)).toStrictEqual(await worth(bench, strategies, validation));

    const logbook = await ask('runs.logbook', { run: run.id });
    expect(logbook.map((row) => row.validation)).toStrictEqual(rows.map((row) => row.validation));
    const without = await ask('runs.logbook', { run: plain.id });
    expect(without.map((row) => row.validation)).toStrictEqual(rows.map(() => null));
    expect(logbook.map(({ digest }) => digest)).toStrictEqual(without.map(({ digest }) => digest));
    expect((await ask('runs.validation', { run: plain.id })).map((row) => ({ ...row, validation: 0 }))).toStrictEqual(
      rows.map((row) => ({ ...row, validation: 0 })),
    );
    expect((await bench.workbench.verify(run.id)).difference).toBeNull();
  });

  it('goes along into a fork', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const run = await finished(bench, { periods, validation });
    const fork = await bench.ask('runs.fork', { run: run.id, generation: 2, changes: { seed: 8 } });
    await bench.workbench.runs.ended(fork.id);
    const [rows, forked] = await Promise.all([run, fork].map(({ id }) => bench.ask('runs.validation', { run: id })));
    expect(forked!.slice(0, 3)).toStrictEqual(rows!.slice(0, 3));
    expect(forked!.every((row) => row.validation?.length === 3)).toBe(true);
    expect(forked).toHaveLength(6);
  });
});

describe('the holdout', () => {
  it('is opened once: later requests are counted and get what was found then', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finished(bench, { periods, validation, holdout, minHeldBars: 1 });
    expect(await ask('runs.holdout', { run: run.id })).toBeNull();

    const before = Date.now();
    const report = await ask('runs.openHoldout', { run: run.id });
    expect(report).toMatchObject({ openings: 1, generation: 5 });
    expect(report.openedAt).toBeGreaterThanOrEqual(before);
    expect(report.openedAt).toBeLessThanOrEqual(Date.now());
    const elites = await ask('runs.hallOfFame', { run: run.id });
    const strategies = elites.map(({ strategy }) => strategy);
    expect(report.rows).toStrictEqual(
      await Promise.all(
        elites.map(async ({ strategy, fitness: training }) => {
          const [[validated], [held]] = await Promise.all([worth(bench, [strategy], validation), worth(bench, [strategy], holdout)]);
          return { strategy, training, validation: validated, holdout: held };
        }),
      ),
    );
    expect(strategies).toHaveLength(4);

    expect(await ask('runs.holdout', { run: run.id })).toStrictEqual(report);
    expect(await ask('runs.openHoldout', { run: run.id })).toStrictEqual({ ...report, openings: 2 });
    expect(await ask('runs.openHoldout', { run: run.id })).toStrictEqual({ ...report, openings: 3 });
    await ask('runs.delete', { run: run.id });
  });

  it('is shut while a run goes on, and where there is none', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const { id } = await ask('experiments.start', { experiment: experimentWith({ periods, holdout, generations: 500 }), settings: {} });
    await ask('runs.pause', { run: id });
    await expect(ask('runs.openHoldout', { run: id })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringContaining('still being computed'),
    });
    await ask('runs.stop', { run: id });
    expect((await ask('runs.openHoldout', { run: id })).rows[0]!.validation).toBeNull();
    const none = await finished(bench, { periods });
    await expect(ask('runs.openHoldout', { run: none.id })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringContaining('has no holdout'),
    });
    expect(await ask('runs.holdout', { run: none.id })).toBeNull();
  });

  it('shows nothing of a strategy in the inspector before it was opened', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const day = (i: number) => new Date(i * 86_400_000).toISOString().slice(0, 10);
    const text = `date,open,high,low,close,volume\n${Array.from({ length: 400 }, (_, i) => `${day(i)},${100 + i},${100 + i},${100 + i},${100 + i},1`).join('\n')}`;
    await ask('datasets.import', { name: 'rising.csv', text });
    const run = await finished(bench, {
      ...{ data: 'rising', window: 10, periods: [{ start: 0, end: 200 }], holdout: [{ start: 190, end: 300 }], generations: 1 },
    });
    const inspect = () => ask('strategies.inspect', { run: run.id, strategy: 'gt(close, 0)' });
    const sealed = await inspect();
    expect(sealed.holdout).toBeNull();
    // The holdout judges what is earned from the close of bar 200 to that of bar 299.
    const { equity, drawdown, buyAndHold } = sealed.curve;
    expect(new Set(equity.slice(200, 300)).size).toBe(1);
    expect(new Set(drawdown.slice(200, 300)).size).toBe(1);
    expect(Math.max(...buyAndHold.slice(200, 300)) / Math.min(...buyAndHold.slice(200, 300))).toBeCloseTo(1, 12);
    expect(buyAndHold[200]).toBeCloseTo(3, 12);
    expect(buyAndHold[399]! / buyAndHold[299]!).toBeCloseTo(499 / 399, 12);
    for (const [from, to] of [
      [1, 200],
      [299, 399],
    ] as const)
      expect(equity[to]! / equity[from]!).toBeCloseTo((100 + to) / (100 + from), 12);

    await ask('runs.openHoldout', { run: run.id });
    const open = await inspect();
    expect(open.holdout).toMatchObject([{ start: 190, end: 300, heldBars: 99 }]);
    expect(open.curve.equity[399]! / open.curve.equity[1]!).toBeCloseTo(499 / 101, 12);
  });
});

describe('strategies that are tuned', () => {
  it('never become worse, and come out the same every time', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finished(bench, { periods, seed: 3 });
    const strategy = 'and(gt(close, sma(close, 20)), lt(rsi(close, 14), 70))';
    const tuned = await ask('strategies.tune', { run: run.id, strategy, steps: 4 });
    expect(tuned.after[0]).toBeGreaterThan(tuned.before[0]!);
    expect(tuned.evaluations).toBeGreaterThan(4 * 4);
    expect(tuned.strategy).toMatch(/^and\(gt\(close, sma\(close, \d+\)\), lt\(rsi\(close, \d+\), [\d.]+\)\)$/);
    expect(await ask('strategies.tune', { run: run.id, strategy, steps: 4 })).toStrictEqual(tuned);
    const report = await ask('strategies.inspect', { run: run.id, strategy: tuned.strategy });
    expect(report.fitness).toStrictEqual(tuned.after);
    const fixed = await ask('strategies.tune', { run: run.id, strategy: 'gt(close, open)' });
    expect(fixed).toMatchObject({ strategy: 'gt(close, open)', evaluations: 1, after: fixed.before });
    await expect(ask('strategies.tune', { run: run.id, strategy: 'gt(close' })).rejects.toMatchObject({ code: 'expected' });
  });
});

describe('a split', () => {
  const split = { method: 'walkForward', runs: 4, outOfSample: 0.25, use: 2 } as const;

  it('is shown as the periods that a run then gets', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const preview = await bench.ask('experiments.split', { data: 'sp500', window: 100, split });
    expect(preview.validation.map(({ name }) => name)).toStrictEqual(['validation of run 2']);
    const { experiment } = await finished(bench, { split, generations: 1 });
    const { periods: training, validation, holdout } = experiment;
    expect({ periods: training, validation, holdout }).toStrictEqual(preview);
    expect(experiment.split).toBeUndefined();
  });

  it('that asks for too much is refused with what would do', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await expect(bench.ask('experiments.split', { data: 'sp500', window: 100, split: { ...split, use: 5 } })).rejects.toMatchObject({
      ...{ code: 'expected', message: expect.stringContaining('take 1 to 4') },
    });
  });
});

it('a run with a time limit stops between two generations, and goes on to the same end', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const whole = await finished(bench, {});
  const { id } = await bench.ask('experiments.start', { experiment: small, settings: { maxSeconds: 1e-6 } });
  expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'stopped', generation: 0, error: null });
  await bench.ask('runs.resume', { run: id });
  const ended = await bench.workbench.runs.ended(id);
  expect(ended.state).toBe('finished');
  const digests = async (run: string) => (await bench.ask('runs.logbook', { run })).map(({ digest }) => digest);
  expect(await digests(id)).toStrictEqual(await digests(whole.id));
});

it('the catalogue tells all that an experiment can name', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const catalogue = await bench.ask('experiments.catalogue', {});
  for (const { description } of [...catalogue.algorithms, ...catalogue.selections, ...catalogue.crossovers, ...catalogue.mutations]) {
    expect(description).toMatch(/\w+.*\.$/);
  }
  expect(catalogue.objectives.find(({ name }) => name === 'maxDrawdown')).toMatchObject({ unit: 'fraction', better: 'minimise' });
  expect(catalogue.primitives).toHaveLength(29 + 6);
  expect(catalogue.primitives.find(({ name }) => name === 'rsi')).toStrictEqual({
    ...{ name: 'rsi', group: 'indicator', description: 'rsi(series, period) → series', unit: 'oscillator' },
  });
  const weights = Object.fromEntries(catalogue.primitives.map(({ name }) => [name, 2]));
  expect((await finished(bench, { primitiveWeights: weights, generations: 1 })).state).toBe('finished');
});
