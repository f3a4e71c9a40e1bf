import { languageObjectives } from '../../backtest/objectives/registry.ts';
import type { Genome } from '../../strategy/genome.ts';
import type { Positions } from '../behaviour.ts';
import { objectivesOf, type Problem, timeframesOf } from '../problem.ts';
import { answering, type CaseRows, judging, type Prepare, positionsOf, prepareScalar } from '../strategy-evaluator.ts';
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
    const positions = positionsOf(problem);
    const rows = rowsBy(kernels, problem, positions);
    const answer = answering(problem, positions);
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
function rowsBy(kernels: readonly KernelEvaluator[], problem: Problem, positions?: Positions): (genome: Genome) => CaseRows {
  const timeframes = timeframesOf(problem);
  const byDecisions = judging(problem, (genome, timeframe) => kernels[timeframe]!.decisions(genome), positions);
  const places = objectivesOf(problem).map((chosen) => languageObjectives.findIndex(({ name }) => name === chosen.name));
  if (places.includes(-1)) return byDecisions;
  return (genome) => {
    const rows: number[][] = [];
    let judged = true;
    for (const [i, kernel] of kernels.entries()) {
      const { periods, minHeldBars = problem.minHeldBars } = timeframes[i]!;
      const look = positions && ((bits: Uint32Array) => positions.addBits(i, bits));
      const values = kernel.values(genome, periods, minHeldBars, look);
      for (const all of values ?? []) {
        const row = places.map((place) => all[place]!);
        rows.push(row);
        if (!row.every(Number.isFinite)) judged = false;
        // A return that is not finite shows in one of the three; what did not come of one must not count here.
        else if (!all.every(Number.isFinite)) return byDecisions(genome);
      }
      if (values === null) judged = false;
      // Positions are told of all timeframes.
      if (!judged && !positions) return null;
    }
    return judged ? rows : null;
  };
}
