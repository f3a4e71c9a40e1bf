import { expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from './bench.ts';

it('knows the size of the search at once, and the time from what is measured or from runs', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { ask } = bench;
  const nothing = await ask('experiments.estimate', { experiment: small });
  expect(nothing).toMatchObject({ basis: 'nothing', secondsPerEvaluation: null });
  expect(nothing.searchSpace).toBeGreaterThan(20);
  const measured = await ask('experiments.estimate', { experiment: small, measure: true });
  expect(measured).toMatchObject({ basis: 'measured', searchSpace: nothing.searchSpace });
  expect(measured.secondsPerEvaluation).toBeGreaterThan(0);
  expect(await ask('runs.list', {})).toEqual([]);

  await ask('experiments.start', { experiment: { ...small, population: 200, generations: 5 }, settings: {} });
  const run = await bench.workbench.runs.ended('1');
  const known = await ask('experiments.estimate', { experiment: small });
  expect(known).toMatchObject({ basis: 'runs', runs: 1 });
  expect(known.secondsPerEvaluation).toBeCloseTo(run.seconds / run.evaluations, 9);
});

it('measures every algorithm, and says what is wrong with what could not be run', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  for (const search of [
    { algorithm: 'nsga2' },
    { algorithm: 'islands', islands: { count: 4 } },
    { algorithm: 'muCommaLambda', offspring: 60, crossover: 0.5 },
    { algorithm: 'steadyState' },
  ] as const) {
    const measured = await bench.ask('experiments.estimate', { experiment: { ...small, ...search }, measure: true });
    expect(measured.secondsPerEvaluation).toBeGreaterThan(0);
  }
  await expect(bench.ask('experiments.estimate', { experiment: { ...small, maxHeight: 2 } })).rejects.toMatchObject({ code: 'expected' });
});
