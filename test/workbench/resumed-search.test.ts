import { afterAll, describe, expect, it } from 'vitest';
import { parseExperiment } from '../../main/workbench/input.ts';
import { type ExperimentInput, islandAlgorithmNames, type Run } from '../../preload/contract.ts';
import { openBench, temporaryFolder } from './bench.ts';

const tiny = { population: 24, generations: 5, hallOfFame: 4, seed: 5, minHeldBars: 1, crossover: 0.5, mutation: 0.3 };
const experimentOf = (file: ExperimentInput) => parseExperiment(JSON.parse(JSON.stringify({ ...tiny, ...file })));

// One for all tests: threads take longer to start than most of these runs take.
const folder = temporaryFolder();
const bench = openBench(folder.path);
const { workbench } = bench;
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function finished(file: ExperimentInput): Promise<Run> {
  const { id } = await workbench.runs.start(experimentOf(file));
  const run = await workbench.runs.ended(id);
  expect(run).toMatchObject({ state: 'finished', error: null });
  return run;
}

/** All that rows say but how long they took. */
const rowsOf = async ({ id }: Run) => (await bench.ask('runs.logbook', { run: id })).map(({ seconds: _, ...row }) => row);

const searches: readonly (readonly [string, ExperimentInput])[] = [
  ['the default', {}],
  ['without twins by behaviour', { deduplicate: 'behaviour' }],
  ['without twins by structure', { deduplicate: 'structure', algorithm: 'muPlusLambda' }],
  ['without twins by behaviour, with lexicase', { deduplicate: 'behaviour', selection: 'lexicase' }],
  ...islandAlgorithmNames.map((algorithm) => {
    const islands = { count: 2, every: 2, migrants: 2, algorithm };
    return [`${algorithm} on islands`, { algorithm: 'islands', islands, referencePoints: { memory: true }, harm: { model: 50 } }] as const;
  }),
  [
    'steady state on islands without twins',
    { algorithm: 'islands', islands: { count: 2, algorithm: 'steadyState' }, deduplicate: 'genome' },
  ],
];

describe.each(searches)('%s', (_, file) => {
  it('goes on after every stop to the same end, on one worker as on two, and is verified', async () => {
    const whole = await finished(file);
    const { id } = await workbench.runs.start(experimentOf(file), { workers: 1, maxSeconds: 1e-6 });
    let run = await workbench.runs.ended(id);
    for (let stretch = 0; run.state === 'stopped'; stretch++) {
      expect(run.generation).toBe(stretch);
      await workbench.runs.resume(id, { maxSeconds: 1e-6 });
      run = await workbench.runs.ended(id);
    }
    expect(run).toMatchObject({ state: 'finished', generation: 5, evaluations: whole.evaluations });
    expect(await rowsOf(run)).toStrictEqual(await rowsOf(whole));
    expect(await workbench.verify(id)).toMatchObject({ identical: 6, difference: null });
  });
});

describe('deduplication by behaviour', () => {
  it('leaves nobody who trades like another, in the population and the hall of fame', async () => {
    const file: ExperimentInput = { population: 60, generations: 8, maxSize: 12, hallOfFame: 20 };
    const [free, strict] = [await finished(file), await finished({ ...file, deduplicate: 'behaviour' })];
    const shares = async (run: Run) => (await rowsOf(run)).map((row) => row.diversity!.behaviour!);
    expect(Math.min(...(await shares(free)))).toBeLessThan(0.75);
    expect(Math.min(...(await shares(strict)))).toBeGreaterThan(0.97);
    for (const row of await rowsOf(strict)) expect(row.diversity!.structure).toBeGreaterThanOrEqual(row.diversity!.behaviour!);
    const hall = await bench.ask('runs.hallOfFame', { run: strict.id });
    // On three periods nobody else has the same Sharpe ratio to the last bit.
    expect(new Set(hall.map(({ fitness }) => fitness.join())).size).toBe(20);
  });
});

it.each([
  [{ algorithm: 'islands' }, 'islands.count is missing'],
  [{ algorithm: 'islands', islands: { count: 8, migrants: 3 } }, 'cannot take in 3 each'],
  [{ algorithm: 'islands', islands: { count: 4, algorithm: 'muCommaLambda' }, offspring: 20 }, 'only children survive'],
  [{ algorithm: 'islands', islands: { count: 4, algorithm: 'harmGp' }, crossover: 0.9, mutation: 0.2 }, 'exclude each other'],
  [{ algorithm: 'islands', islands: { count: 4, algorithm: 'steadyState' }, offspring: 3 }, 'less than one child for each'],
] as const)('%j is refused with what is wrong', async (file, message) => {
  const started = bench.ask('experiments.start', { experiment: { ...tiny, ...file }, settings: {} });
  await expect(started).rejects.toMatchObject({ code: 'expected', message: expect.stringContaining(message) });
});
