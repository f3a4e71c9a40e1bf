import { Worker } from 'bullmq';
import { messageOf } from '../../failure.ts';
import type { ConnectionOptions } from '../connection.ts';
import { type PoolNames, PREFIX } from '../names.ts';
import { LARGEST_ANSWER, type TaskAnswer, taskMessage } from './messages.ts';
import { TaskError } from './task.ts';
import { TaskThreads } from './threads.ts';

export interface TaskServerOptions {
  readonly connection: ConnectionOptions;
  readonly names: PoolNames;
  readonly id: string;
  readonly slots: number;
  readonly taskWorkerFile: string;
  /** Without one there is nothing to serve. */
  readonly taskFolder?: string;
}

/** Carries out, on a host, the tasks that come over the cluster. */
export class TaskServer {
  readonly #worker: Worker | undefined;
  readonly #threads: TaskThreads | undefined;
  readonly #underWay = new Map<string, AbortController>();

  constructor({ connection, names, id, slots, taskWorkerFile, taskFolder }: TaskServerOptions) {
    if (taskFolder === undefined) return;
    this.#threads = new TaskThreads({ workerFile: taskWorkerFile, folder: taskFolder, workers: slots });
    this.#worker = new Worker(names.tasks, (job) => this.#carryOut(job.data), {
      connection,
      prefix: PREFIX,
      name: id,
      autorun: false,
      concurrency: slots,
      lockDuration: 5_000,
      stalledInterval: 2_000,
      maxStalledCount: 0,
      drainDelay: 5,
      runRetryDelay: 500,
    });
    this.#worker.on('error', () => undefined);
  }

  run(): void {
    this.#worker?.run().catch(() => undefined);
  }

  cancel(id: string): void {
    this.#underWay.get(id)?.abort();
  }

  async #carryOut(data: unknown): Promise<TaskAnswer> {
    const { id, module, input, timeLimit } = taskMessage.parse(data);
    const abort = new AbortController();
    this.#underWay.set(id, abort);
    try {
      const bytes = await this.#threads!.run(module, Buffer.from(input, 'base64'), { signal: abort.signal, timeLimit });
      const output = Buffer.from(bytes).toString('base64');
      if (output.length <= LARGEST_ANSWER) return { output };
      return {
        error: `${module} returned more than ${LARGEST_ANSWER / 1e6} MB, which is more than goes over the cluster.`,
        reason: 'threw',
      };
    } catch (error) {
      const prefix = `Task ${module} `;
      const message = messageOf(error);
      const reason = abort.signal.aborted
        ? 'called off'
        : error instanceof TaskError && error.reason === 'time limit'
          ? 'time limit'
          : 'threw';
      return { error: message.startsWith(prefix) ? message.slice(prefix.length) : message, reason };
    } finally {
      this.#underWay.delete(id);
    }
  }

  async close(): Promise<void> {
    await this.#worker?.close();
    await this.#threads?.close();
  }
}
