import { describe, expect, it } from 'vitest';
import { algorithmNames, experimentSchema } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';
import { searches, searchOf } from './searches.ts';

it('there is a search for each algorithm', () => {
  expect(new Set(Object.keys(searches).map((name) => name.split(' ')[0]))).toStrictEqual(new Set(algorithmNames));
});

const rows = async ({ ask }: Bench, run: string) => (await ask('runs.logbook', { run })).map(({ seconds: _, ...row }) => row);

describe.each([
  ...Object.keys(searches).map((name) => [name, { generations: 8, ...searchOf(name) }] as const),
  ['eaSimple until it stagnates', { stop: { stagnation: 3 }, generations: 200, elitism: 2 }] as const,
])('a run of %s', (_, fields) => {
  const experiment = experimentSchema.parse({ ...small, ...fields });

  it('goes on after a pause and after a stop to the bit, and is verified', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { runs } = bench.workbench;
    const whole = await runs.start(experiment);
    const ended = await runs.ended(whole.id);
    expect(ended).toMatchObject({ state: 'finished', error: null });

    const [second, fifth] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const onGeneration = ({ generation }: { generation: number }) => {
      if (generation === 2) second.resolve();
      if (generation === 5) fifth.resolve();
    };
    const { id } = await runs.start(experiment, { onGeneration });
    await second.promise;
    const paused = await runs.pause(id);
    if (paused.state === 'paused') {
      expect(paused.generation).toBeGreaterThanOrEqual(2);
      await runs.resume(id);
    }
    await Promise.race([fifth.promise, runs.ended(id)]);
    if ((await runs.stop(id)).state === 'stopped') await runs.resume(id);
    const resumed = await runs.ended(id);
    for (const name of ['state', 'generation', 'evaluations', 'distinct', 'best'] as const) {
      expect(resumed[name], name).toStrictEqual(ended[name]);
    }
    expect(await rows(bench, id)).toStrictEqual(await rows(bench, whole.id));
    expect(await bench.workbench.verify(id)).toMatchObject({ identical: ended.generation + 1, difference: null });
  });
});
