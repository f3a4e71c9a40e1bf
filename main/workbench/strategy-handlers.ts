import type { DatabankResults, StrategyRef } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import type { Analysis } from './analysis/threads.ts';
import { checkStrategy } from './check-strategy.ts';
import type { Databank } from './databank.ts';
import type { Exports } from './exports.ts';
import type { Handlers } from './handlers.ts';
import type { Library } from './library.ts';
import type { Similarity } from './similarity.ts';
import { sourceOf } from './sources.ts';

/** What the commands about strategies need: of a run or of the databank. */
export interface StrategyParts {
  readonly store: Store;
  readonly library: Library;
  readonly analysis: Analysis;
  readonly databank: Databank;
  readonly similarity: Similarity;
  readonly exports: Exports;
}

type StrategyHandlers = Pick<Handlers, keyof DatabankResults | 'strategies.inspect' | 'strategies.curve' | 'strategies.check'>;

export const strategyHandlers = ({ store, library, analysis, databank, similarity, exports }: StrategyParts): StrategyHandlers => {
  const inspected = async (ref: StrategyRef) => {
    const { strategy, experiment, dataset, sealed } = sourceOf(store, ref);
    return { strategy, experiment, sealed, data: { hash: dataset.hash, bars: await library.load(dataset.id) } };
  };
  return {
    'strategies.inspect': async (ref, signal) => analysis.run('inspect', await inspected(ref), signal),
    'strategies.curve': async ({ of, from, to }, signal) => analysis.run('curve', { ...(await inspected(of)), from, to }, signal),
    'strategies.check': ({ strategy, window }) => checkStrategy(strategy, window),
    'strategies.correlate': ({ strategies }, signal) => similarity.correlate(strategies, signal),

    'databank.list': () => {
      // What another process has finished comes a moment later, with `databank.changed`.
      databank.collect().catch(console.error);
      return databank.list();
    },
    'databank.pin': ({ strategy }) => databank.pin(strategy),
    'databank.change': ({ entries, change }) => databank.change(entries, change),
    'databank.remove': ({ entries }) => {
      databank.remove(entries);
      return null;
    },
    'databank.restore': ({ entries }) => {
      databank.restore(entries);
      return null;
    },
    'databank.fold': ({ entries, threshold }, signal) => similarity.fold(entries, threshold, signal),

    'exports.save': async (request) => {
      const path = await exports.save(request);
      return path === null ? null : { files: [path] };
    },
    'exports.preview': (request, signal) => exports.preview(request, signal),
  };
};
