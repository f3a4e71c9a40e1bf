import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { abortError, messageOf } from '../../failure.ts';
import { Executor, type TaskTransport } from './executor.ts';
import { TaskError } from './task.ts';
import { unpack } from './travel.ts';
import type { ThreadReply, ThreadTask } from './worker.ts';

export interface ThreadsOptions {
  /** `worker.ts` as it is in plain Node, its bundle in the product. */
  readonly workerFile: string;
  /** Where the task modules are. */
  readonly folder: string;
  /** As many as there are cores when absent. */
  readonly workers?: number;
}

/** Carries tasks out on threads of this process; one that is called off or takes too long loses its thread. */
export class TaskThreads implements TaskTransport {
  readonly slots: number;
  readonly #folder: string;
  readonly #piscina: Piscina<ThreadTask, ThreadReply>;
  readonly #closing = new AbortController();

  constructor({ workerFile, folder, workers = availableParallelism() }: ThreadsOptions) {
    this.slots = workers;
    this.#folder = folder;
    this.#piscina = new Piscina({ filename: workerFile, minThreads: 0, maxThreads: workers, idleTimeout: 10_000, recordTiming: false });
    this.#piscina.on('error', () => undefined);
  }

  async run(module: string, input: Buffer, options: { signal: AbortSignal; timeLimit: number | undefined }): Promise<Uint8Array> {
    const tooLong = new AbortController();
    const signal = AbortSignal.any([options.signal, tooLong.signal, this.#closing.signal]);
    if (signal.aborted) throw abortError('the task was called off');
    let timer: NodeJS.Timeout | undefined;
    // The time that a task waits for a thread is not its own: the thread says when it begins.
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const { timeLimit } = options;
    if (timeLimit !== undefined) {
      const started = Atomics.waitAsync(begun, 0, 0);
      void Promise.resolve(started.value).then(() => {
        timer = setTimeout(() => tooLong.abort(), timeLimit);
      });
    }
    try {
      const reply = await this.#piscina.run({ folder: this.#folder, module, input, begun }, { signal });
      if (reply.ok) return reply.output;
      throw new TaskError(module, 'threw', reply.message, reply.cause ? { cause: unpack(reply.cause) } : {});
    } catch (error) {
      if (tooLong.signal.aborted) throw new TaskError(module, 'time limit', `took longer than ${timeLimit! / 1_000} s.`);
      if (signal.aborted) throw abortError('the task was called off');
      throw error instanceof TaskError ? error : new TaskError(module, 'threw', `took its thread down: ${messageOf(error)}`);
    } finally {
      clearTimeout(timer);
      Atomics.store(begun, 0, 2);
      Atomics.notify(begun, 0);
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#piscina.destroy();
  }
}

/** Tasks on threads of this process. */
export const localExecutor = (options: ThreadsOptions): Executor => new Executor(new TaskThreads(options));
