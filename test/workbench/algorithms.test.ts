import { expect, it } from 'vitest';
import { type ExperimentInput, experimentSchema } from '../../preload/contract.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

const settings: Record<string, Partial<ExperimentInput>> = {
  muPlusLambda: { crossover: 0.6, mutation: 0.3, offspring: 30 },
  muCommaLambda: { crossover: 0.6, mutation: 0.3, offspring: 30 },
  steadyState: {},
  nsga2: {},
  nsga3: {},
  'nsga3 with memory': { referencePoints: { memory: true } },
  islands: { islands: { count: 2, every: 2 } },
  harmGp: { crossover: 0.6, mutation: 0.3 },
  'eaSimple until it stagnates': { stop: { stagnation: 3 }, generations: 200, elitism: 2 },
};

it.each(Object.keys(settings))('a run of %s goes on after a stop to the bit, and is verified', async (title) => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { runs } = bench.workbench;
  const experiment = experimentSchema.parse({ ...small, generations: 8, algorithm: title.split(' ')[0], ...settings[title] });
  const whole = await runs.start(experiment);
  const ended = await runs.ended(whole.id);
  expect(ended).toMatchObject({ state: 'finished', error: null });

  const reached = Promise.withResolvers<void>();
  const { id } = await runs.start(experiment, { onGeneration: ({ generation }) => generation === 3 && reached.resolve() });
  await reached.promise;
  const { state } = await runs.stop(id);
  if (state === 'stopped') await runs.resume(id);
  const resumed = await runs.ended(id);
  for (const name of ['state', 'generation', 'evaluations', 'distinct', 'best'] as const) expect(resumed[name]).toStrictEqual(ended[name]);
  const rows = async (run: string) => (await bench.ask('runs.logbook', { run })).map(({ seconds: _, ...row }) => row);
  expect(await rows(id)).toStrictEqual(await rows(whole.id));
  expect(await bench.workbench.verify(id)).toMatchObject({ identical: ended.generation + 1, difference: null });
});
