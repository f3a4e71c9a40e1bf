import { resolve } from 'node:path';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { messageOf } from '../../failure.ts';
import { closeAll } from '../closing.ts';
import type { ConnectionOptions } from '../connection.ts';
import { outputKey, type PoolNames } from '../names.ts';
import { OUTPUT_KEPT } from '../programs/program.ts';
import { queueWorker } from '../queue-worker.ts';
import { LARGEST_CAUSE, SMALL_OUTPUT, type TaskAnswer, taskMessage } from './messages.ts';
import { TaskError } from './task.ts';
import { TaskThreads } from './threads.ts';
import { pack } from './travel.ts';

export interface TaskServerOptions {
  readonly connection: ConnectionOptions;
  /** Knows whether the server is there. */
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly id: string;
  readonly slots: number;
  readonly taskWorkerFile: string;
  /** Without one there is nothing to serve. */
  readonly taskFolder?: string;
}

/** Carries out, on a host, the tasks that come over the cluster. */
export class TaskServer {
  readonly #redis: Redis;
  readonly #worker: Worker | undefined;
  readonly #threads: TaskThreads | undefined;
  readonly #underWay = new Map<string, AbortController>();

  constructor({ connection, redis, names, id, slots, taskWorkerFile, taskFolder }: TaskServerOptions) {
    this.#redis = redis;
    if (taskFolder === undefined) return;
    this.#threads = new TaskThreads({ workerFile: taskWorkerFile, folder: resolve(taskFolder), workers: slots });
    this.#worker = queueWorker(names.tasks, (data) => this.#carryOut(data), { connection, id, slots });
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
      const output = Buffer.from(bytes);
      if (output.length <= SMALL_OUTPUT) return { output: output.toString('base64') };
      const key = outputKey(id);
      await this.#redis.set(key, output, 'PX', OUTPUT_KEPT);
      return { key };
    } catch (error) {
      const prefix = `Task ${module} `;
      const message = messageOf(error);
      const reason = abort.signal.aborted
        ? 'called off'
        : error instanceof TaskError && error.reason === 'time limit'
          ? 'time limit'
          : 'threw';
      const cause = error instanceof TaskError && error.cause !== undefined ? pack(error.cause, 'the error').toString('base64') : '';
      return {
        error: message.startsWith(prefix) ? message.slice(prefix.length) : message,
        reason,
        ...(cause === '' || cause.length > LARGEST_CAUSE ? {} : { cause }),
      };
    } finally {
      this.#underWay.delete(id);
    }
  }

  async close(): Promise<void> {
    if (this.#worker) await closeAll(this.#redis, [this.#worker]);
    await this.#threads?.close();
  }
}
