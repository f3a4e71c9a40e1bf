/**
 * Runs of the workbench, as many as are asked for with one pool, as the program has it; alone, `node real-run.ts WORKERS`
 * measures the first run of a process that has just started, and prints it as JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { EvaluationPool } from '../../main/evaluation/pool.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import type { ChunkClock } from '../../main/evaluation/work-log.ts';
import { openStore } from '../../main/store/store.ts';
import type { Fitness } from '../../main/strategy/fitness.ts';
import type { Genome } from '../../main/strategy/genome.ts';
import { RunControl } from '../../main/workbench/run-control.ts';
import { carryOut } from '../../main/workbench/run-loop.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { bars, strategies as reference, window } from './sp500.ts';

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
  /** How much of the time of evaluation a worker has a chunk in hand: the rest it waits for one. */
  readonly busy: number;
  /** Seconds of processor time that the main thread took, which depends less than the rest on what else the machine does. */
  readonly mainThread: number;
  /** Of the last generation: the same in every run of one seed. */
  readonly digest: string;
  /** How late the event loop of the main process came, in milliseconds: 99th percentile. */
  readonly eventLoopDelay: number;
}

/** A pool whose threads have started, and what measures runs with it. */
export interface RealRuns {
  /** @param around calls what is measured, without what happens once in the life of the program */
  readonly run: (seed: number, around?: (work: () => Promise<void>) => Promise<unknown>) => Promise<RealRun>;
  readonly close: () => Promise<void>;
}

/** Threads start, and compile the kernel, once in the life of the program; they are ready when this is fulfilled. */
export async function realRuns(workers: number): Promise<RealRuns> {
  const workerFile = fileURLToPath(new URL('../../main/evaluation/worker.ts', import.meta.url));
  const held = { busy: 0 };
  const observer = {
    handedOut: (_: number, look: () => ChunkClock | null) => () => {
      const clock = look();
      if (clock?.end) held.busy += clock.end - clock.start;
    },
  };
  const pool = new EvaluationPool({ workerFile, workers, observer });
  // Of other bars than those of the runs, so that nothing is known of them.
  const started = pool.evaluator({ bars: shareBars(bars), periods: [{ start: 0, end: bars.length }], window });
  for (let turn = 0; turn < 4 * workers; turn++) await started(reference.slice(turn, turn + 2 * workers));
  return { run: (seed, around = (work) => work()) => measure(pool, held, workers, seed, around), close: () => pool.close() };
}

/** A run as the workbench does it: population 1,000, 50 generations, S&P 500, three periods, stored in a database. */
async function measure(
  pool: EvaluationPool,
  held: { busy: number },
  workers: number,
  seed: number,
  around: (work: () => Promise<void>) => Promise<unknown>,
): Promise<RealRun> {
  const folder = mkdtempSync(join(tmpdir(), 'organism-bench-'));
  const store = openStore(join(folder, 'bench.sqlite'));
  const experiment = experimentSchema.parse({ population: 1_000, generations: 50, window, seed });
  const strategies: Genome[] = [];
  let evaluation = 0;
  let underWay = 0;
  let evaluationBegan = 0;
  let storage = 0;

  // The same loop as in the product, with a clock around its two helpers.
  const timedPool = {
    evaluator: (...given: Parameters<EvaluationPool['evaluator']>) => {
      const evaluate = pool.evaluator(...given);
      return async (genomes: readonly Genome[], signal?: AbortSignal): Promise<Fitness[]> => {
        strategies.push(...genomes);
        // Calls overlap.
        if (underWay++ === 0) evaluationBegan = performance.now();
        const fitnesses = await evaluate(genomes, signal);
        if (--underWay === 0) evaluation += performance.now() - evaluationBegan;
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
    // Bars of its own: columns that an earlier run has left would be found again.
    const shared = shareBars(bars);
    held.busy = 0;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const processor = process.threadCpuUsage();
    const started = performance.now();
    await around(() =>
      carryOut({
        ...{ store: timedStore, pool: timedPool, bars: shared, run, experiment, last: -1 },
        ...{
          control: new RunControl(
            () => {},
            () => {},
          ),
          onGeneration: () => {},
        },
      }),
    );
    const time = performance.now() - started;
    const mainThread = seconds(process.threadCpuUsage(processor));
    delay.disable();
    return {
      seconds: time / 1_000,
      strategies,
      rate: (strategies.length * 1_000) / time,
      evaluationRate: (strategies.length * 1_000) / evaluation,
      shares: { evaluation: evaluation / time, waiting: 1 - evaluation / time, storage: storage / time },
      busy: held.busy / (workers * evaluation),
      mainThread,
      digest: store.generations.rows(run).at(-1)!.digest,
      eventLoopDelay: delay.percentile(99) / 1e6 - 5,
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const seconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1e6;

if (import.meta.main) {
  const runs = await realRuns(Number(process.argv[2]));
  const { seconds, rate, strategies } = await runs.run(1);
  await runs.close();
  console.log(JSON.stringify({ seconds, rate, strategies: strategies.length }));
}
