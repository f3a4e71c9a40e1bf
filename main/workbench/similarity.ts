import type { CorrelationView, FoldView, StrategyRef } from '../../preload/contract.ts';
import type { Store } from '../store/store.ts';
import type { LikenessGroup } from './analysis/likeness.ts';
import type { Analysis } from './analysis/threads.ts';
import type { Library } from './library.ts';
import { type Source, sourceOf } from './sources.ts';

/** How alike strategies are by what they did: finds them, and has them compared beside this thread. */
export class Similarity {
  readonly #store: Store;
  readonly #library: Library;
  readonly #analysis: Analysis;

  constructor(store: Store, library: Library, analysis: Analysis) {
    this.#store = store;
    this.#library = library;
    this.#analysis = analysis;
  }

  /** @throws {ExpectedError} when one is not there, or a text is no strategy */
  async correlate(refs: readonly StrategyRef[], signal?: AbortSignal): Promise<CorrelationView> {
    const all = refs.map((ref, id) => ({ id, source: sourceOf(this.#store, ref) }));
    return this.#analysis.run('correlate', await this.#groups(all), signal);
  }

  /**
   * Puts each entry under the first one before it that is like it, see `Likeness.fold`.
   *
   * @param entries the order decides who stands for the others
   */
  async fold(entries: readonly number[], threshold: number, signal?: AbortSignal): Promise<FoldView> {
    const all = entries.map((entry) => ({ id: entry, source: sourceOf(this.#store, { entry }) }));
    const folded = await this.#analysis.run('fold', { groups: await this.#groups(all), threshold }, signal);
    const place = new Map(entries.map((entry, i) => [entry, i]));
    return { groups: folded.toSorted((a, b) => place.get(a.entry)! - place.get(b.entry)!) };
  }

  #groups(all: readonly { readonly id: number; readonly source: Source }[]): Promise<LikenessGroup[]> {
    const byData = Map.groupBy(all, ({ source }) => source.dataset.hash);
    return Promise.all(
      [...byData.values()].map(async (members): Promise<LikenessGroup> => {
        const { dataset } = members[0]!.source;
        return {
          data: { hash: dataset.hash, bars: await this.#library.load(dataset.id) },
          name: dataset.name,
          members: members.map(({ id, source: { strategy, experiment, sealed } }) => ({
            ...{
              id,
              strategy,
              sealed,
              experiment: { window: experiment.window, ...(experiment.holdout ? { holdout: experiment.holdout } : {}) },
            },
          })),
        };
      }),
    );
  }
}
