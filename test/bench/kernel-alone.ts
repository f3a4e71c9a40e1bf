import { compileKernel } from '../../main/evaluation/kernel/build.ts';
import { KernelEvaluator } from '../../main/evaluation/kernel/evaluator.ts';
import { shareWithKernels } from '../../main/evaluation/kernel/share.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { prepareScalar } from '../../main/evaluation/strategy-evaluator.ts';
import { milliseconds } from './measure.ts';
import { bars, periods, strategies, window } from './sp500.ts';

/** Enough passes that the compiler of V8 has done its work. */
const WARM_UP = 20;

/**
 * Evaluations a second of the 400 reference strategies in this thread. `plain` computes every node of every strategy anew;
 * `shared` begins with nothing, and shares what is equal among the 400. `scalar` is main/backtest.
 */
export async function kernelAlone() {
  const shared = shareBars(bars);
  const kernelBars = shareWithKernels(new WebAssembly.Module(await compileKernel()), shared, window, 2);
  const plain = new KernelEvaluator(kernelBars, 0, { shortcuts: false });
  const caching = new KernelEvaluator(kernelBars, 1, { share: false });
  const scalar = prepareScalar({ bars: shared, periods, window });

  const plainPass = () => {
    for (const strategy of strategies) plain.evaluate(strategy, periods);
  };
  const sharedPass = () => {
    caching.forget();
    caching.expect(strategies);
    for (const strategy of strategies) caching.evaluate(strategy, periods);
  };
  const scalarPass = () => {
    for (const strategy of strategies) scalar(strategy);
  };
  for (let pass = 0; pass < WARM_UP; pass++) {
    plainPass();
    sharedPass();
  }
  scalarPass();
  const rate = (pass: () => void, repeats: number) => async () => {
    const time = await milliseconds(() => {
      for (let repeat = 0; repeat < repeats; repeat++) pass();
    });
    return (repeats * strategies.length * 1_000) / time;
  };
  return { plain: rate(plainPass, 10), shared: rate(sharedPass, 20), scalar: rate(scalarPass, 1) };
}
