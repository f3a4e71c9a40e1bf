import { type Prepare, prepareScalar } from '../strategy-evaluator.ts';
import { KernelEvaluator } from './evaluator.ts';
import { claimRegion, type KernelBars } from './share.ts';

/** Data sets for which a thread keeps an evaluator; more would hold on to memory of runs long gone. */
const KEPT = 4;

/** Makes, in a worker thread, the function that prepares problems: with the kernel where there is one for the problem. */
export function createKernelPrepare(): Prepare {
  // By the id of the data: all problems on the same data share an evaluator with its columns, and a thread has one region.
  const evaluators = new Map<number, KernelEvaluator>();
  const regions = new Map<number, number | undefined>();

  function evaluatorOf(bars: KernelBars): KernelEvaluator | undefined {
    if (!regions.has(bars.id)) regions.set(bars.id, claimRegion(bars));
    const region = regions.get(bars.id);
    if (region === undefined) return undefined;
    const evaluator = evaluators.get(bars.id) ?? new KernelEvaluator(bars, region);
    evaluators.delete(bars.id);
    evaluators.set(bars.id, evaluator);
    if (evaluators.size > KEPT) evaluators.delete(evaluators.keys().next().value!);
    return evaluator;
  }

  return (problem) => {
    const evaluator = problem.kernelBars && evaluatorOf(problem.kernelBars);
    if (!evaluator) return prepareScalar(problem);
    return Object.assign(
      (genome: Parameters<typeof evaluator.evaluate>[0]) => evaluator.evaluate(genome, problem.periods, problem.minHeldBars),
      {
        expect: (genomes: Parameters<typeof evaluator.expect>[0]) => evaluator.expect(genomes),
      },
    );
  };
}
