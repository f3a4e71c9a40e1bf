import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { EvaluationPool, type PoolOptions } from '../../main/evaluation/pool.ts';
import { serialEvaluator } from '../../main/evaluation/serial.ts';
import type { ChunkClock } from '../../main/evaluation/work-log.ts';
import { flatSpans, mismatches, sp500 } from '../backtest/reference.ts';
import { faultyWorkerFile, flatSpansProblem, genomesOf, sp500Problem, workerFile } from './problems.ts';

const pools: EvaluationPool[] = [];
function createPool(options: Omit<PoolOptions, 'workerFile'> & { workerFile?: string } = {}): EvaluationPool {
  const pool = new EvaluationPool({ workerFile, ...options });
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe('the pool', () => {
  it('gives all reference fitnesses, with two data sets in work at once', async () => {
    const pool = createPool({ workers: 2 });
    const [a, b] = await Promise.all([
      pool.evaluator(sp500Problem)(genomesOf(sp500)),
      pool.evaluator(flatSpansProblem)(genomesOf(flatSpans)),
    ]);
    expect(mismatches(sp500, a)).toEqual([]);
    expect(mismatches(flatSpans, b)).toEqual([]);
  });

  it.each([
    { workers: 1, chunkTime: 1000 },
    { workers: 2, chunkTime: 30 },
    { workers: 8, chunkTime: 5 },
    { workers: 3, chunkTime: 0 },
  ])('gives the fitnesses of the serial evaluator to the last bit: $workers workers, chunks of $chunkTime ms', async (options) => {
    const genomes = genomesOf(flatSpans, 100);
    const expected = await serialEvaluator(flatSpansProblem)(genomes);
    const evaluate = createPool(options).evaluator(flatSpansProblem);
    expect(await evaluate(genomes)).toEqual(expected);
    // Once more, with chunks of other sizes: what strategies cost is known by now.
    expect(await evaluate(genomes)).toEqual(expected);
  });

  it('has as many workers as asked for, by default one a core', () => {
    expect(createPool({ workers: 3 }).workers).toBe(3);
    expect(createPool().workers).toBeGreaterThanOrEqual(1);
  });

  it('gives way with its threads to the one that asks, which keeps its priority', async () => {
    const before = getPriority();
    const pool = createPool({ workers: 2 });
    await pool.evaluator(flatSpansProblem)(genomesOf(flatSpans, 20));
    expect(getPriority()).toBe(before);
    // Other systems have no priorities of threads.
    if (process.platform !== 'linux') return;
    const priorities = readdirSync('/proc/self/task').map((thread) => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      // Its 19th field; the second one is a name, which may hold anything, in brackets.
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
    });
    expect(priorities.filter((priority) => priority > before)).toHaveLength(before < 10 ? 2 : 0);
  });

  it('evaluates nothing when given nothing', async () => {
    expect(await createPool({ workers: 1 }).evaluator(flatSpansProblem)([])).toEqual([]);
  });

  it('goes through more problems than a worker keeps', async () => {
    const pool = createPool({ workers: 1 });
    const genomes = genomesOf(flatSpans, 5);
    const expected = await serialEvaluator(flatSpansProblem)(genomes);
    const evaluators = Array.from({ length: 7 }, () => pool.evaluator(flatSpansProblem));
    for (const evaluate of [...evaluators, ...evaluators]) expect(await evaluate(genomes)).toEqual(expected);
  });

  it('leaves the genomes as they were', async () => {
    const genomes = genomesOf(flatSpans, 20);
    const before = structuredClone(genomes);
    await createPool({ workers: 2 }).evaluator(flatSpansProblem)(genomes);
    expect(genomes).toEqual(before);
  });

  it('names a period that does not fit', () => {
    const pool = createPool({ workers: 1 });
    const withPeriod = (start: number, end: number) => () => pool.evaluator({ ...flatSpansProblem, periods: [{ start, end }] });
    expect(withPeriod(0, 3001)).toThrow('period 0:3001 lies outside the 3000 bars of the data set');
    expect(withPeriod(0, 101)).toThrow('period 0:101 is too short: with a window of 100 bars it needs at least 102');
    expect(() => pool.evaluator({ ...flatSpansProblem, periods: [] })).toThrow('at least one period');
  });
});

describe('an aborted evaluation', () => {
  it('rejects with an AbortError, and the pool stays usable', async () => {
    const evaluate = createPool({ workers: 2, chunkTime: 5 }).evaluator(sp500Problem);
    const controller = new AbortController();
    const aborted = evaluate(genomesOf(sp500), controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(mismatches({ ...sp500, cases: sp500.cases.slice(0, 20) }, await evaluate(genomesOf(sp500, 20)))).toEqual([]);
  });

  it('does not begin when the signal was aborted before', async () => {
    const evaluate = createPool({ workers: 1 }).evaluator(flatSpansProblem);
    await expect(evaluate(genomesOf(flatSpans, 1), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('closing', () => {
  it('rejects what is under way with an AbortError, and what comes later', async () => {
    const pool = createPool({ workers: 2 });
    const evaluate = pool.evaluator(sp500Problem);
    const running = evaluate(genomesOf(sp500));
    const closed = pool.close();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
    await expect(evaluate(genomesOf(sp500, 1))).rejects.toThrow('the evaluation pool is closed');
    await pool.close();
  });
});

describe('closing after an abort', () => {
  it('lets every worker finish the strategy that it has in hand', async () => {
    const looks: (() => ChunkClock | null)[] = [];
    const observer: PoolOptions['observer'] = {
      handedOut: (_, look) => {
        looks.push(look);
        return () => {};
      },
    };
    // The plain path takes milliseconds for each.
    const pool = createPool({ workers: 2, kernel: null, observer });
    const controller = new AbortController();
    const running = pool.evaluator(sp500Problem)(genomesOf(sp500), controller.signal);
    await expect.poll(() => looks.some((look) => look() !== null), { interval: 5, timeout: 60_000 }).toBe(true);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await pool.close();
    const begun = looks.flatMap((look) => look() ?? []);
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.filter(({ end }) => end === null)).toEqual([]);
  });
});

describe('a worker that cannot start', () => {
  it('fails the evaluation with a message that names the file', async () => {
    const pool = createPool({ workers: 2, workerFile: faultyWorkerFile.replace('faulty-worker', 'missing-worker') });
    await expect(pool.evaluator(flatSpansProblem)(genomesOf(flatSpans, 3))).rejects.toThrow(/missing-worker\.ts/);
  });
});
