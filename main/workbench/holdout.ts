import type { Experiment, HoldoutOpening, HoldoutReport } from '../../preload/contract.ts';
import { type Returns, returnsOf } from '../market/validation/split.ts';
import type { OpenedHoldout } from '../store/holdouts.ts';
import type { Store } from '../store/store.ts';
import { print } from '../strategy/print.ts';
import { ExpectedError } from './errors.ts';
import type { Library } from './library.ts';
import type { Pools } from './pools.ts';
import type { Runs } from './runs.ts';
import { judgeOn } from './validation.ts';

interface HoldoutParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
  readonly runs: Runs;
}

/**
 * The sealed periods of runs. Only `open` ever judges a strategy on them, and only once a run: whoever chooses among
 * strategies by what they did there has no data left that could tell luck from skill.
 */
export class Holdouts {
  readonly #parts: HoldoutParts;

  constructor(parts: HoldoutParts) {
    this.#parts = parts;
  }

  /** Null as long as it is sealed. @throws {ExpectedError} when there is no such run */
  report(run: string): HoldoutReport | null {
    const { store, runs } = this.#parts;
    return store.holdouts.find(runs.get(run).id) ?? null;
  }

  /**
   * Judges the hall of fame on the holdout and stores what comes out. Once that has been done it answers with what was
   * stored then. Every time is noted.
   *
   * @throws {ExpectedError} when the run has no holdout, has no strategy yet, or is still being computed
   */
  async open(run: string): Promise<HoldoutReport> {
    const { store, runs } = this.#parts;
    const opened = this.report(run) ?? (await this.#judge(run));
    const { name, dataset, experiment } = runs.get(run);
    const returns = returnsOfHoldout(experiment);
    store.holdouts.open({ run, name, openedAt: Date.now(), datasetHash: dataset.hash, returns }, opened);
    return store.holdouts.find(run)!;
  }

  /**
   * Which other runs on the same data had bars of this run's holdout opened, oldest first: until this one was opened, or
   * until now. Deleted runs count.
   *
   * @throws {ExpectedError} when there is no such run
   */
  openings(id: string): HoldoutOpening[] {
    const { store, runs } = this.#parts;
    const { experiment, dataset } = runs.get(id);
    const own = returnsOfHoldout(experiment);
    const until = store.holdouts.find(id)?.openedAt ?? Number.POSITIVE_INFINITY;
    const ancestors = this.#ancestors(id);
    const seen = store.holdouts.openedBars(dataset.hash).filter((one) => one.run !== id && one.openedAt <= until);
    return [...Map.groupBy(seen, ({ run }) => run)].flatMap(([run, parts]) => {
      const share = sharedPart(own, parts);
      const { name, openedAt } = parts[0]!;
      return share === 0 ? [] : [{ run, name, openedAt, share, ancestor: ancestors.has(run), deleted: !store.runs.find(run) }];
    });
  }

  #ancestors(id: string): Set<string> {
    const { store } = this.#parts;
    const found = new Set<string>();
    for (let fork = store.runs.find(id)?.fork; fork; fork = store.runs.find(fork.run)?.fork) found.add(fork.run);
    return found;
  }

  async #judge(run: string): Promise<OpenedHoldout> {
    const { store, library, pools, runs } = this.#parts;
    const { state, experiment, dataset, generation } = runs.get(run);
    const { holdout, validation } = experiment;
    if (!holdout) throw new ExpectedError(`Run ${run} has no holdout: give an experiment a \`split\`, or periods under \`holdout\`.`);
    if (state === 'running' || state === 'paused') {
      throw new ExpectedError(`Run ${run} is still being computed: wait for its end, or stop it, and then open the holdout.`);
    }
    const elites = store.hallsOfFame.latest(run);
    if (elites.length === 0) throw new ExpectedError(`Run ${run} has no strategy to judge yet: its first generation is not finished.`);
    const genomes = elites.map(({ genome }) => genome);
    const lease = pools.lease();
    try {
      const on = { pool: lease.pool, bars: await library.load(dataset.id), experiment };
      const validated = validation && (await judgeOn(on, validation)(genomes));
      const judged = await judgeOn(on, holdout)(genomes);
      const rows = elites.map(({ genome, fitness }, i) => ({
        ...{ strategy: print(genome), training: fitness, validation: validated?.[i] ?? null, holdout: judged[i]! },
      }));
      return { generation, rows };
    } finally {
      await lease.release();
    }
  }
}

const returnsOfHoldout = ({ holdout = [], window }: Experiment): Returns[] => holdout.map((period) => returnsOf(period, window));

/** How much of these returns lies in the others, from 0 to 1. What overlaps within one of them counts once. */
function sharedPart(own: readonly Returns[], others: readonly Returns[]): number {
  const within = new Set<number>();
  const shared = new Set<number>();
  for (const { first, last } of own) {
    for (let bar = first; bar < last; bar++) {
      within.add(bar);
      if (others.some((other) => other.first <= bar && bar < other.last)) shared.add(bar);
    }
  }
  return within.size === 0 ? 0 : shared.size / within.size;
}

/** Whether a run has a holdout that has not been opened. */
export const isSealed = (experiment: Experiment, report: HoldoutReport | null): boolean => !!experiment.holdout && report === null;
