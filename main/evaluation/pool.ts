import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import type { Evaluate } from '../strategy/fitness.ts';
import { EvaluationCall } from './call.ts';
import type { Chunk, ChunkReply } from './chunk.ts';
import { CostModel, planChunks } from './chunking.ts';
import type { EvaluationEngine } from './engine.ts';
import { abortError, type OnFailure } from './failure.ts';
import { loadKernel } from './kernel/load.ts';
import { type KernelBars, shareWithKernels } from './kernel/share.ts';
import { checkProblem, type Problem, timeframesOf } from './problem.ts';
import { settledWithin } from './settled.ts';
import type { SharedBars } from './shared-bars.ts';
import { Watchdog } from './watchdog.ts';
import type { WorkObserver } from './work-log.ts';

export interface PoolOptions {
  /** The worker: `worker.ts` as it is in plain Node, its CommonJS bundle in the product. */
  readonly workerFile: string;
  /** Threads; as many as there are cores when absent. */
  readonly workers?: number;
  /** Milliseconds that one strategy may take before it is given up; 10 s when absent. */
  readonly timeLimit?: number;
  /** Milliseconds of work in one message to a worker; 30 when absent. */
  readonly chunkTime?: number;
  /** Megabytes of JavaScript heap for each worker (bars are not in it); Node's default when absent. */
  readonly heapLimit?: number;
  /** Divides strategies into chunks, as `planChunks` does, which does it when absent. */
  readonly plan?: typeof planChunks;
  /** The compiled kernel; the one that was built when absent, none (the plain path) when null. */
  readonly kernel?: WebAssembly.Module | null;
  /** Told which worker has which chunk when. */
  readonly observer?: Pick<WorkObserver, 'handedOut'>;
}

/** How long closing waits for workers to finish their strategy by themselves, in milliseconds: a thread that is ended while it computes may take the process with it. */
const GRACE = 2_000;

/**
 * The threads that evaluate strategies: made once, and used for all generations, runs and data sets. None of its settings
 * ever changes a fitness.
 *
 * Threads are stopped by a flag in shared memory; one is terminated only when it hangs, or when it does not stop on
 * closing. A strategy that throws, hangs or kills its thread gets the worst fitness and is reported; what its chunk had
 * finished is kept, the rest is evaluated again on a fresh thread.
 */
export class EvaluationPool implements EvaluationEngine {
  readonly workers: number;
  readonly #piscina: Piscina<Chunk, ChunkReply>;
  readonly #watchdog: Watchdog;
  readonly #timeLimit: number;
  readonly #chunkTime: number;
  readonly #plan: typeof planChunks;
  readonly #calls = new Set<EvaluationCall>();
  readonly #kernel: WebAssembly.Module | undefined;
  /** The bars of problems laid out for the kernel, by window, for as long as somebody has those bars. */
  readonly #kernelBars = new WeakMap<SharedArrayBuffer, Map<number, KernelBars>>();
  readonly #observer: PoolOptions['observer'];
  /** The thread of each worker; a thread that is lost is replaced by one with another id. */
  readonly #threads: number[] = [];
  readonly #losses = { count: 0 };
  #problems = 0;
  #closed: Promise<void> | undefined;

  constructor({
    workerFile,
    workers = availableParallelism(),
    timeLimit = 10_000,
    chunkTime = 30,
    heapLimit,
    plan = planChunks,
    kernel,
    observer,
  }: PoolOptions) {
    this.workers = workers;
    this.#timeLimit = timeLimit;
    this.#chunkTime = chunkTime;
    this.#plan = plan;
    this.#observer = observer;
    this.#watchdog = new Watchdog(timeLimit);
    this.#kernel = kernel === undefined ? loadKernel() : (kernel ?? undefined);
    this.#piscina = new Piscina({
      filename: workerFile,
      minThreads: workers,
      maxThreads: workers,
      // Tasks are all that a worker ever gets, so that it may sleep in Atomics.wait between them.
      atomics: 'sync',
      // The next chunk lies ready while one is in hand, so that no thread waits for this one to have time for it.
      concurrentTasksPerWorker: 2,
      // Chunks are queued with the longest strategies first, and are to be taken in that order.
      stricterFIFO: true,
      recordTiming: false,
      ...(heapLimit === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapLimit } }),
    });
    // Comes when a thread dies without a task: harmless while others live, but without any no task would ever be answered.
    this.#piscina.on('error', (error: Error) => {
      if (this.#piscina.threads.length > 0) return;
      for (const call of this.#calls) call.abandon(new Error(`no evaluation worker can be started from ${workerFile}: ${error.message}`));
    });
  }

  /**
   * Evaluates on this problem. Several evaluators may be in use at a time.
   *
   * @param onFailure told about each strategy that gets the worst fitness because it could not be evaluated
   * @throws RangeError when the periods do not fit the bars, or the bars do not fit into memory
   */
  evaluator(given: Problem, onFailure?: OnFailure): Evaluate {
    checkProblem(given);
    const problem = this.#kernel ? this.#withKernelBars(this.#kernel, given) : given;
    const problemId = this.#problems++;
    const costs = new CostModel(timeframesOf(problem).reduce((sum, { bars }) => sum + bars.length, 0));
    const together = Math.max(1, ...timeframesOf(problem).map(({ kernelBars }) => kernelBars?.layout.region.decisionCount ?? 1));
    return async (genomes, signal) => {
      if (this.#closed) throw new Error('the evaluation pool is closed');
      if (signal?.aborted) throw abortError();
      const call = new EvaluationCall(genomes, {
        problem,
        problemId,
        costs,
        workers: this.workers,
        chunkTime: this.#chunkTime,
        together,
        plan: this.#plan,
        timeLimit: this.#timeLimit,
        watchdog: this.#watchdog,
        run: (chunk, options) => this.#piscina.run(chunk, options),
        terminate: (thread) => void this.#piscina.threads.find(({ threadId }) => threadId === thread)?.terminate(),
        losses: this.#losses,
        onFailure,
        observer: this.#observer,
        workerOf: (thread) => this.#workerOf(thread),
      });
      const abort = () => call.abandon(abortError());
      signal?.addEventListener('abort', abort, { once: true });
      this.#calls.add(call);
      try {
        return await call.run();
      } finally {
        // A call that was given up keeps threads busy for a moment, and closing has to wait for that.
        void call.settled().then(() => this.#calls.delete(call));
        signal?.removeEventListener('abort', abort);
      }
    };
  }

  #workerOf(thread: number): number {
    const known = this.#threads.indexOf(thread);
    if (known >= 0) return known;
    const alive = new Set(this.#piscina.threads.map(({ threadId }) => threadId));
    const free = this.#threads.findIndex((other) => !alive.has(other));
    const worker = free >= 0 ? free : this.#threads.length;
    this.#threads[worker] = thread;
    return worker;
  }

  #withKernelBars(kernel: WebAssembly.Module, problem: Problem): Problem {
    const timeframes = timeframesOf(problem).map((timeframe) => ({
      ...timeframe,
      kernelBars: this.#kernelBarsOf(kernel, timeframe.bars, problem.window),
    }));
    return { ...problem, timeframes };
  }

  #kernelBarsOf(kernel: WebAssembly.Module, bars: SharedBars, window: number): KernelBars {
    const byWindow = this.#kernelBars.get(bars.buffer) ?? new Map<number, KernelBars>();
    this.#kernelBars.set(bars.buffer, byWindow);
    const shared = byWindow.get(window) ?? shareWithKernels(kernel, bars, window, this.workers);
    byWindow.set(window, shared);
    return shared;
  }

  /** Ends all threads; what is under way rejects with an AbortError. Nothing keeps the process alive afterwards. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const calls = [...this.#calls];
    for (const call of calls) call.abandon(abortError('the evaluation pool was closed'));
    const settled = calls.map((call) => call.settled());
    if (this.#piscina.threads.length > 0) await settledWithin(settled, GRACE);
    await this.#piscina.destroy();
  }
}
