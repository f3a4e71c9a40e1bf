import { createDispatcher, type Dispatch } from '../../main/workbench/dispatcher.ts';
import { ExpectedError } from '../../main/workbench/errors.ts';
import { Underway } from '../../main/workbench/underway.ts';
import type { Workbench } from '../../main/workbench/workbench.ts';

/** The real dispatcher over handlers that answer at once: what travels is tested here, not what they compute. */
export function fakeProgram(): Dispatch {
  const handlers = {
    'app.info': async () => ({ name: 'organism', version: '0.0.0', host: 'browser', database: ':memory:', workers: 2 }),
    'datasets.bars': async ({ points }: { points: number }) => ({
      time: Float64Array.from({ length: points }, (_, i) => i * 86_400_000),
      close: Float64Array.from({ length: points }, (_, i) => [-0, Number.NaN, 0.1 + 0.2][i] ?? i),
    }),
    'datasets.import': async ({ name }: { name: string }) => {
      throw new ExpectedError(`${name} has no lines`, ['line 1: expected a header']);
    },
    'runs.list': async () => {
      throw new TypeError('a handler broke');
    },
    'runs.get': async ({ run }: { run: string }) => (run === 'uncloneable' ? { run: () => 1 } : null),
  };
  return createDispatcher({ handlers, underway: new Underway() } as unknown as Workbench);
}
