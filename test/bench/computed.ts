import { compileKernel } from '../../main/evaluation/kernel/build.ts';
import { KernelEvaluator } from '../../main/evaluation/kernel/evaluator.ts';
import { shareWithKernels } from '../../main/evaluation/kernel/share.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { bars, window } from './sp500.ts';

/** About as many strategies as a chunk of a real run has. */
const CHUNK = 40;

/**
 * How many columns and signals so many workers compute for these strategies, chunk after chunk, each by the next worker: a
 * count, on which nothing else that the machine does has an influence. Without workers: every node of every strategy.
 */
export async function computedBy(workers: number, strategies: readonly Genome[]): Promise<number> {
  const kernelBars = shareWithKernels(new WebAssembly.Module(await compileKernel()), shareBars(bars), window, Math.max(1, workers));
  const evaluators = Array.from({ length: Math.max(1, workers) }, (_, region) => {
    return new KernelEvaluator(kernelBars, region, { shortcuts: workers > 0 });
  });
  for (let start = 0, turn = 0; start < strategies.length; start += CHUNK, turn++) {
    const chunk = strategies.slice(start, start + CHUNK);
    const evaluator = evaluators[turn % evaluators.length]!;
    evaluator.expect(chunk);
    for (const strategy of chunk) evaluator.decisions(strategy);
  }
  return evaluators.reduce((sum, { computed }) => sum + computed, 0);
}
