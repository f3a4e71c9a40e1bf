import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { openStore } from '../../main/store/store.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { RunControl } from '../../main/workbench/run-control.ts';
import { carryOut } from '../../main/workbench/run-loop.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { bars, window } from './sp500.ts';

export interface RealRun {
  readonly seconds: number;
  /** Strategies that were evaluated, no two of them equal. */
  readonly strategies: readonly Genome[];
  /** Distinct strategies a second of the whole run, and of the time spent in evaluation. */
  readonly rate: number;
  readonly evaluationRate: number;
  /**
   * Parts of the whole time. `evaluation`: strategies are being evaluated; `waiting`: all the rest, in which selection,
   * variation or storage keep the workers waiting. Storage happens beside evaluation; `storage` is how long it takes.
   */
  readonly shares: { readonly evaluation: number; readonly waiting: number; readonly storage: number };
  /** Seconds of processor time that the main thread took, which depends less than the rest on what else the machine does. */
  readonly mainThread: number;
  /** Of the last generation: the same in every run of one seed. */
  readonly digest: string;
  /** How late the event loop of the main process came, in milliseconds: 99th percentile. */
  readonly eventLoopDelay: number;
}

/** A run as the workbench does it: population 1,000, 50 generations, S&P 500, three periods, stored in a database. */
export async function realRun(workers: number, seed: number): Promise<RealRun> {
  const folder = mkdtempSync(join(tmpdir(), 'organism-bench-'));
  const store = openStore(join(folder, 'bench.sqlite'));
  const workerFile = fileURLToPath(new URL('../../main/evaluation/worker.ts', import.meta.url));
  const pool = new EvaluationPool({ workerFile, workers });
  const experiment = experimentSchema.parse({ population: 1_000, generations: 50, window, seed });
  const strategies: Genome[] = [];
  let evaluation = 0;
  let storage = 0;

  // The same loop as in the product, with a clock around its two helpers.
  const timedPool = {
    evaluator: (...given: Parameters<EvaluationPool['evaluator']>) => {
      const evaluate = pool.evaluator(...given);
      return async (genomes: readonly Genome[], signal?: AbortSignal): Promise<Fitness[]> => {
        strategies.push(...genomes);
        const started = performance.now();
        const fitnesses = await evaluate(genomes, signal);
        evaluation += performance.now() - started;
        return fitnesses;
      };
    },
  } as unknown as EvaluationPool;
  const generations = {
    ...store.generations,
    append: async (...given: Parameters<typeof store.generations.append>) => {
      const started = performance.now();
      await store.generations.append(...given);
      storage += performance.now() - started;
    },
  };
  const timedStore = { ...store, generations } as typeof store;
  const dataset = { id: 'sp500', name: 'sp500', source: 'bench', bars: bars.length, from: 0, to: 1, hash: 'bench' };
  try {
    const data = await store.datasets.add(dataset, bars);
    const run = store.runs.create({
      ...{ experiment: store.experiments.add(`bench-${workers}-${seed}`, experiment), dataset: data.id },
      ...{ seed, engine: 'bench', startedAt: Date.now() },
    });
    const shared = shareBars(bars);
    // Threads start, and compile the kernel, once in the life of the program.
    await pool.evaluator({ bars: shared, periods: [{ start: 0, end: bars.length }], window })([]);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const processor = process.threadCpuUsage();
    const started = performance.now();
    await carryOut({
      ...{ store: timedStore, pool: timedPool, bars: shared, run, experiment, last: -1 },
      ...{
        control: new RunControl(
          () => {},
          () => {},
        ),
        onGeneration: () => {},
      },
    });
    const time = performance.now() - started;
    const mainThread = seconds(process.threadCpuUsage(processor));
    delay.disable();
    return {
      seconds: time / 1_000,
      strategies,
      rate: (strategies.length * 1_000) / time,
      evaluationRate: (strategies.length * 1_000) / evaluation,
      shares: { evaluation: evaluation / time, waiting: 1 - evaluation / time, storage: storage / time },
      mainThread,
      digest: store.generations.rows(run).at(-1)!.digest,
      eventLoopDelay: delay.percentile(99) / 1e6 - 5,
    };
  } finally {
    await pool.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;
