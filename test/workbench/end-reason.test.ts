import { expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from './bench.ts';

it('a run that ends before its last generation says which rule it was', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  const { workbench } = bench;
  const reason = async (stop: object, generations = 40) => {
    const { id } = await workbench.runs.start({ ...small, generations, stop });
    const { generation, state } = await workbench.runs.ended(id);
    expect(state).toBe('finished');
    return [workbench.records.endReason(id), generation < generations];
  };
  expect(await reason({ evaluations: 50 })).toEqual(['50 evaluations', true]);
  expect(await reason({ target: [-900] })).toEqual(['the best strategy meets the target', true]);
  expect(await reason({ stagnation: 1 })).toEqual(['no progress in 1 generation', true]);
  expect(await reason({ seconds: 1e-6 })).toEqual(['0.000001 s of computing', true]);
  expect(await reason({ evaluations: 1_000_000 }, 2)).toEqual([null, false]);
  expect(() => workbench.records.endReason('99')).toThrow('There is no run 99');
});
