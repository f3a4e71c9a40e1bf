import { afterAll, describe, expect, it } from 'vitest';
import { needSurplus } from '../../main/evolution/catalogue.ts';
import { parseExperiment } from '../../main/workbench/input.ts';
import {
  algorithmNames,
  crossoverNames,
  type ExperimentInput,
  initialisationNames,
  languageMetrics,
  metrics,
  mutationNames,
  type Run,
  selectionNames,
} from '../../preload/contract.ts';
import { openBench, temporaryFolder } from './bench.ts';

const tiny = { population: 12, generations: 3, hallOfFame: 3, seed: 5, minHeldBars: 1 };

// One for all tests: threads take longer to start than most of these runs take.
const folder = temporaryFolder();
const bench = openBench(folder.path);
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** Runs what an experiment file holds, to its end. */
async function finished(file: ExperimentInput): Promise<Run> {
  const { workbench } = bench;
  const experiment = parseExperiment(JSON.parse(JSON.stringify({ ...tiny, ...file })));
  const { id } = await workbench.runs.start(experiment);
  const run = await workbench.runs.ended(id);
  expect(run).toMatchObject({ state: 'finished', error: null });
  return run;
}

const digests = async ({ id }: Run) => (await bench.ask('runs.logbook', { run: id })).map(({ digest }) => digest);

const fields: readonly (readonly [string, ExperimentInput])[] = [
  ...algorithmNames.map((algorithm) => {
    const islands = algorithm === 'islands' ? { islands: { count: 3, every: 1 } } : {};
    return [`algorithm ${algorithm}`, { algorithm, crossover: 0.5, mutation: 0.3, ...islands }] as const;
  }),
  ...selectionNames.map((name) => {
    const survival = { algorithm: 'muPlusLambda', survival: name, crossover: 0.5, mutation: 0.3 } as const;
    return [`selection ${name}`, needSurplus.has(name) ? survival : { selection: name }] as const;
  }),
  ...crossoverNames.map((name) => [`crossover ${name}`, { crossoverMethod: name }] as const),
  ...initialisationNames.map((name) => [`initialisation ${name}`, { initialisation: name }] as const),
  ...mutationNames.map((name) => [`mutation ${name}`, { mutations: { [name]: 1 }, mutation: 0.8 }] as const),
];

it.each(fields)('%s runs by its name', async (_, file) => {
  const run = await finished(file);
  expect(run.generation).toBe(3);
  expect(run.best!.fitness).toHaveLength(3);
});

const splits: readonly NonNullable<ExperimentInput['split']>[] = [
  { method: 'shares' },
  { method: 'shares', validation: 0.3, holdout: 0.1, trainingPeriods: 2 },
  { method: 'walkForward', runs: 3, outOfSample: 0.3, use: 3 },
  { method: 'walkForward', runs: 3, outOfSample: 0.3, mode: 'rolling', gap: 5, use: 1 },
  { method: 'kFold', folds: 4, use: 2 },
  { method: 'kFold', folds: 4, purge: 30, embargo: 10, use: 1 },
];

it.each(splits.map((split) => [JSON.stringify(split), split] as const))('the split %s is run, validated and opened', async (_, split) => {
  const { id, experiment } = await finished({ split });
  const { periods, validation, holdout } = experiment;
  expect(periods!.length).toBeGreaterThan(0);
  expect(validation).toHaveLength(1);
  expect(holdout).toHaveLength(1);
  const rows = await bench.ask('runs.validation', { run: id });
  expect(rows.map((row) => row.validation?.length)).toStrictEqual([3, 3, 3, 3]);
  expect((await bench.ask('runs.openHoldout', { run: id })).rows.map((row) => row.holdout.length)).toStrictEqual([3, 3, 3]);
});

describe('objectives and timeframes', () => {
  it('may be all there are, on the bars of the data and on weeks', async () => {
    const file: ExperimentInput = {
      ...{ timeframes: ['base', '1w'], window: 20, split: { method: 'shares' } },
      objectives: metrics.map((metric, i) => ({ metric, weight: i % 2 ? -1 : 1 })),
    };
    const { id, best } = await finished(file);
    expect(best!.fitness).toHaveLength(metrics.length);
    const rows = await bench.ask('runs.logbook', { run: id });
    expect(rows.every((row) => row.quartiles!.fitness.length === metrics.length && row.fitness.length === metrics.length)).toBe(true);
    expect(rows.every((row) => row.fitness[0]!.min > -999)).toBe(true);
    expect((await bench.workbench.verify(id)).difference).toBeNull();
  });

  it('give the mean over base bars and weeks', async () => {
    const rule = 'gt(close, sma(close, 10))';
    const seeded = (timeframes: string[]) =>
      finished({ timeframes, window: 20, seeds: [rule], generations: 0, periods: [{ start: 0, end: 5105 }] });
    const [base, weeks, both] = [await seeded(['base']), await seeded(['1w']), await seeded(['base', '1w'])];
    const fitness = await Promise.all(
      [base, weeks, both].map(async ({ id }) => (await bench.ask('runs.generation', { run: id, generation: 0 })).individuals[0]!.fitness),
    );
    const report = await bench.ask('strategies.inspect', { run: base.id, strategy: rule });
    expect(fitness[0]).toStrictEqual(report.fitness);
    expect(fitness[1]).not.toStrictEqual(fitness[0]);
    for (const i of languageMetrics.keys()) expect(fitness[2]![i]).toBeCloseTo((fitness[0]![i]! + fitness[1]![i]!) / 2, 12);
  });

  it('count the bars of a year by timeframe: a rule that always holds grows alike on days and months', async () => {
    const cagr = async (fields: ExperimentInput) => {
      const objectives = [{ metric: 'cagr', weight: 1 }] as const;
      const { id } = await finished({ ...fields, objectives: [...objectives], window: 4, seeds: ['gt(close, 0)'], generations: 0 });
      return (await bench.ask('runs.generation', { run: id, generation: 0 })).individuals[0]!.fitness[0]!;
    };
    const periods = [{ start: 0, end: 5105 }];
    const daily = await cagr({ periods });
    expect(await cagr({ periods, timeframes: ['1M'] })).toBeCloseTo(daily, 1);
    expect(await cagr({ periods, barsPerYear: 252 })).toBe(daily);
    expect((1 + (await cagr({ periods, barsPerYear: 504 }))) ** 0.5).toBeCloseTo(1 + daily, 9);
    const monthly = await cagr({ periods, timeframes: ['1M'], barsPerYear: 504 });
    expect((1 + monthly) ** 0.5).toBeCloseTo(1 + (await cagr({ periods, timeframes: ['1M'] })), 9);
  });

  it.each([
    [['1h'], /timeframes: bars of 1 day cannot be put together to 1h/],
    [['fortnight'], /timeframes: "fortnight" is no timeframe/],
    [['base', '1w', '1w'], /timeframes: 1w stands there twice/],
    [['1M'], /period 1 on bars of 1M .* has \d+ bars, and a window of 100 needs at least 102/],
  ])('%j is refused with what is wrong', async (timeframes, message) => {
    const before = await bench.ask('runs.list', {});
    const started = bench.ask('experiments.start', { experiment: { ...tiny, timeframes }, settings: {} });
    await expect(started).rejects.toMatchObject({ code: 'expected', message: expect.stringMatching(message) });
    expect(await bench.ask('runs.list', {})).toStrictEqual(before);
  });
});

describe('lexicase selection', () => {
  const file: ExperimentInput = { selection: 'automaticEpsilonLexicase', timeframes: ['base', '1w'], window: 20, generations: 6 };

  it('looks at every period and timeframe: with one alone, other strategies survive', async () => {
    const together = await finished({ ...file, periods: [{ start: 0, end: 5105 }], timeframes: ['base'] });
    const apart = await finished(file);
    expect((await digests(together))[1]).not.toBe((await digests(apart))[1]);
  });

  it('goes on after a stop to the same end, with any number of workers, and is verified', async () => {
    const { workbench } = bench;
    const whole = await finished(file);
    const { id } = await workbench.runs.start(parseExperiment({ ...tiny, ...file }), { workers: 1, maxSeconds: 1e-6 });
    let run = await workbench.runs.ended(id);
    for (let stretch = 0; run.state === 'stopped'; stretch++) {
      expect(run.generation).toBe(stretch);
      await workbench.runs.resume(id, { maxSeconds: 1e-6 });
      run = await workbench.runs.ended(id);
    }
    expect(run).toMatchObject({ state: 'finished', generation: 6, evaluations: whole.evaluations });
    expect(await digests(run)).toStrictEqual(await digests(whole));
    expect(await workbench.verify(id)).toMatchObject({ identical: 7, difference: null });
  });

  it('may begin in a fork', async () => {
    const { workbench } = bench;
    const { id } = await finished({});
    const fork = await workbench.runs.fork(id, 1, { selection: 'lexicase', generations: 5 });
    expect(await workbench.runs.ended(fork.id)).toMatchObject({ state: 'finished', generation: 5, error: null });
    expect(await workbench.verify(fork.id)).toMatchObject({ identical: 6, difference: null });
  });
});

describe('a wrong field', () => {
  it.each([
    [{ generation: 5 }, 'unknown field generation: did you mean generations?'],
    [{ cxpb: 0.5 }, 'unknown field cxpb'],
    [{ mutations: { flip: 1 } }, 'mutations: unknown field flip: it takes uniform, nodeReplacement, ephemeral'],
    [{ islands: { count: 3, topolgy: 'ring' } }, 'islands: unknown field topolgy: did you mean topology?'],
    [{ periods: [{ start: 0, end: 9, from: 1 }] }, 'periods[0]: unknown field from: it takes name, start, end'],
    [{ split: { method: 'shares', valdation: 0.1 } }, 'split: unknown field valdation: did you mean validation?'],
    [{ split: { method: 'halves' } }, 'split.method: has to be one of shares, walkForward, kFold'],
    [{ stop: { seconds: 0 } }, 'stop.seconds: has to be more than 0'],
    [{ split: { method: 'shares', holdout: 1 } }, 'split.holdout: has to be less than 1'],
    [{ mutations: {} }, 'mutations: give at least one mutation a lot'],
  ])('%o is told with its place and a remedy', (given, message) => {
    expect(() => parseExperiment(given)).toThrow(`The experiment: ${message}`);
  });

  it.each([
    [{ elitism: 13 }, 'elitism is 13, more than a population of 12'],
    [{ elitism: 5, algorithm: 'islands', islands: { count: 3 } }, 'elitism is 5, more than islands of 4'],
    [
      { algorithm: 'nsga3', referencePoints: { divisions: 100 }, objectives: metrics.map((metric) => ({ metric, weight: 1 })) },
      'reference points',
    ],
  ])('%o does not start', async (given, message) => {
    await expect(bench.workbench.runs.start(parseExperiment({ ...tiny, ...given }))).rejects.toThrow(message);
  });
});
