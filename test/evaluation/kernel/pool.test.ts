import { expect, it } from 'vitest';
import { EvaluationPool } from '../../../main/evaluation/pool.ts';
import { serialEvaluator } from '../../../main/evaluation/serial.ts';
import { flatSpans, sp500 } from '../../backtest/reference.ts';
import { flatSpansProblem, genomesOf, sp500Problem, workerFile } from '../problems.ts';
import { kernelModule } from './kernel-module.ts';

it.each([
  { workers: 1, kernel: null },
  { workers: 1, kernel: kernelModule },
  { workers: 3, kernel: kernelModule, chunkTime: 1 },
])('the pool gives the fitnesses of the plain path with the kernel and without ($workers workers)', async (options) => {
  const pool = new EvaluationPool({ workerFile, ...options });
  try {
    for (const [problem, reference] of [
      [flatSpansProblem, flatSpans],
      [sp500Problem, sp500],
    ] as const) {
      const genomes = genomesOf(reference, 60);
      const expected = await serialEvaluator(problem)(genomes);
      const evaluate = pool.evaluator(problem);
      expect(await evaluate(genomes)).toEqual(expected);
      // Again, from what the workers remember for themselves and for each other, and on the same data with other periods.
      for (let again = options.kernel ? 5 : 1; again > 0; again--) expect(await evaluate(genomes)).toEqual(expected);
      const halves = { ...problem, periods: [{ start: 0, end: 1_000 }] };
      expect(await pool.evaluator(halves)(genomes)).toEqual(await serialEvaluator(halves)(genomes));
    }
  } finally {
    await pool.close();
  }
});
