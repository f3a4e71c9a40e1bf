import type { Estimate, Experiment } from '../../preload/contract.ts';
import type { Problem } from '../evaluation/problem.ts';
import { timeframesOf } from '../evaluation/problem.ts';
import type { Store } from '../store/store.ts';
import { countTrees } from '../strategy/count-trees.ts';
import { evolve, History } from './evolve.ts';
import { checkExperiment } from './experiment.ts';
import type { Library } from './library.ts';
import { withPeriods } from './periods.ts';
import type { Pools } from './pools.ts';
import { problemOf } from './problem.ts';
import { evaluationOf } from './run-evaluation.ts';
import { primitiveSet } from './search-settings.ts';
import { settingsOf } from './stored-run.ts';
import { version } from './version.ts';

export interface EstimateParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
}

/** How many of the latest runs are looked at, and what one has to have computed to tell anything. */
const LOOKED_AT = 20;
const TOLD_BY = 5;
const ENOUGH = 500;

/** Runs on so many times more or fewer bars say little: part of the time does not depend on bars. */
const ALIKE = 4;

/** How long a measurement takes at the most, in milliseconds, after its first generation. */
const PATIENCE = 1_500;

/** Bars that a measurement judges in a generation, about. */
const MEASURED_BARS = 2_000_000;

/**
 * How large the search is and how long an evaluation takes on this machine: as in the latest runs of this version on
 * about as many bars, or as a few generations take that are computed now and kept nowhere.
 *
 * @param measure computes now, instead of looking at runs
 * @throws {ExpectedError} when the experiment cannot be run
 */
export async function estimate({ store, library, pools }: EstimateParts, given: Experiment, measure: boolean): Promise<Estimate> {
  const dataset = await library.get(given.data);
  const bars = await library.load(dataset.id);
  const experiment = { ...withPeriods(given, dataset.bars), data: dataset.id };
  checkExperiment(experiment, bars);
  const searchSpace = searchSpaceOf(experiment);
  const work = barsJudged(problemOf(experiment, bars));
  if (!measure) {
    const rates = store.runs
      .list()
      .slice(0, LOOKED_AT)
      .filter((run) => run.engine === version && run.evaluations >= ENOUGH && run.seconds > 0)
      .flatMap((run) => {
        const settings = settingsOf(store, run);
        // Other data would have to be loaded first; its bars are known without.
        const other = (settings.periods ?? [{ start: 0, end: store.datasets.find(run.dataset)?.bars ?? 0 }]).reduce(
          (all, { start, end }) => all + end - start,
          0,
        );
        const ratio = work / (other * (settings.timeframes?.length ?? 1));
        return ratio > 1 / ALIKE && ratio < ALIKE ? [(run.seconds / run.evaluations) * ratio] : [];
      })
      .slice(0, TOLD_BY);
    if (rates.length === 0) return { searchSpace, secondsPerEvaluation: null, basis: 'nothing', runs: 0 };
    const middle = rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)]!;
    return { searchSpace, secondsPerEvaluation: middle, basis: 'runs', runs: rates.length };
  }
  const lease = pools.lease();
  try {
    const population = Math.max(16, Math.min(experiment.population, 200, Math.round(MEASURED_BARS / work)));
    const { seeds: _, stop: __, ...rest } = experiment;
    const scale = population / experiment.population;
    const small = {
      ...rest,
      ...(rest.offspring === undefined ? {} : { offspring: Math.max(population, Math.round(rest.offspring * scale)) }),
      ...{ population, generations: 20, elitism: Math.min(rest.elitism ?? 0, population) },
    };
    const parts = { store, pool: lease.pool, bars, run: '0', experiment: small };
    const evaluation = evaluationOf(parts, () => {});
    const history = new History();
    let [evaluations, seconds, began] = [0, 0, performance.now()];
    for await (const generation of evolve(small, evaluation, history, new AbortController().signal)) {
      history.add(generation);
      const now = performance.now();
      // The first generation pays for starting threads and loading bars, which a run does once.
      if (generation.number > 0) {
        evaluations += generation.evaluations;
        seconds += (now - began) / 1_000;
      }
      began = now;
      if (generation.number > 0 && seconds * 1_000 > PATIENCE) break;
    }
    return { searchSpace, secondsPerEvaluation: evaluations === 0 ? null : seconds / evaluations, basis: 'measured', runs: 0 };
  } finally {
    await lease.release();
  }
}

let counted: { readonly key: string; readonly space: number } | undefined;

/** The same as long as what strategies are made of does not change: a form asks with every key. */
function searchSpaceOf(experiment: Experiment): number {
  const { primitives, window, primitiveWeights, maxSize } = experiment;
  const key = JSON.stringify([primitives, window, primitiveWeights, maxSize]);
  if (counted?.key !== key) counted = { key, space: countTrees(primitiveSet(experiment), maxSize) };
  return counted.space;
}

/** On how many bars a strategy is judged, over all timeframes. */
const barsJudged = (problem: Problem): number =>
  timeframesOf(problem).reduce((all, { periods }) => all + periods.reduce((sum, { start, end }) => sum + end - start, 0), 0);
