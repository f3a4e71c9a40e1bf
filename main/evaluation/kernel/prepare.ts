import { languageObjectives } from '../../backtest/objectives/registry.ts';
import type { Genome } from '../../strategy/genome.ts';
import { objectivesOf, type Problem, timeframesOf } from '../problem.ts';
import { answering, type CaseRows, judging, type Prepare, prepareScalar } from '../strategy-evaluator.ts';
import { KernelEvaluator } from './evaluator.ts';
import { claimRegion, type KernelBars } from './share.ts';

/** Makes, in a worker thread, the function that prepares problems: with the kernel where there is one for the problem. */
export function createKernelPrepare(): Prepare {
  // By the id of the data: a thread has one region for them, and two evaluators at work in it would spoil each other's
  // columns. So all problems on the same data share one, which goes when the last of them goes.
  const evaluators = new Map<number, WeakRef<KernelEvaluator>>();
  const regions = new Map<number, number | undefined>();

  function evaluatorOf(bars: KernelBars): KernelEvaluator | undefined {
    if (!regions.has(bars.id)) regions.set(bars.id, claimRegion(bars));
    const region = regions.get(bars.id);
    if (region === undefined) return undefined;
    const known = evaluators.get(bars.id)?.deref();
    if (known) return known;
    const evaluator = new KernelEvaluator(bars, region);
    evaluators.set(bars.id, new WeakRef(evaluator));
    return evaluator;
  }

  return (problem) => {
    const kernels = timeframesOf(problem).flatMap(({ kernelBars }) => (kernelBars && evaluatorOf(kernelBars)) ?? []);
    if (kernels.length < timeframesOf(problem).length) return prepareScalar(problem);
    const rows = rowsBy(kernels, problem);
    const answer = answering(problem);
    const expect = (genomes: readonly Genome[]) => {
      for (const kernel of new Set(kernels)) kernel.expect(genomes);
    };
    return Object.assign((genome: Genome) => answer(rows(genome)), { expect });
  };
}

/**
 * Makes what gives the values in every case: by the kernel's own backtest when nothing is asked for but objectives that
 * it computes, else from its decisions.
 */
function rowsBy(kernels: readonly KernelEvaluator[], problem: Problem): (genome: Genome) => CaseRows {
  const timeframes = timeframesOf(problem);
  const byDecisions = judging(problem, (genome, timeframe) => kernels[timeframe]!.decisions(genome));
  const places = objectivesOf(problem).map((chosen) => languageObjectives.findIndex(({ name }) => name === chosen.name));
  if (places.includes(-1)) return byDecisions;
  return (genome) => {
    const rows: number[][] = [];
    for (const [i, kernel] of kernels.entries()) {
      const values = kernel.values(genome, timeframes[i]!.periods, problem.minHeldBars);
      if (values === null) return null;
      for (const all of values) {
        const row = places.map((place) => all[place]!);
        if (!row.every(Number.isFinite)) return null;
        // A return that is not finite shows in one of the three; what did not come of one must not count here.
        if (!all.every(Number.isFinite)) return byDecisions(genome);
        rows.push(row);
      }
    }
    return rows;
  };
}
