import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { abortError } from '../../failure.ts';
import type { ConnectionOptions } from '../connection.ts';
import { Courier } from '../courier.ts';
import type { PoolNames } from '../names.ts';
import type { Call } from '../presence.ts';
import type { TaskTransport } from './executor.ts';
import { type TaskMessage, taskAnswer } from './messages.ts';
import { TaskError } from './task.ts';

/** How many hosts a task may take down until it is given up. */
const LIVES = 3;
/** Bytes of base64 of the input; there is no limit in Redis, but other work waits behind it. */
const LARGEST_INPUT = 16_000_000;

export interface ClusterTasksOptions {
  readonly connection: ConnectionOptions;
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly session: string;
  /** Of the hosts that have a tasks folder. */
  readonly slots: () => number;
}

/** Sends tasks to the hosts of a cluster. Each is carried out once, or again if its host died with it. */
export class ClusterTasks implements TaskTransport {
  readonly #options: ClusterTasksOptions;
  readonly #courier: Courier;
  readonly #closing = new AbortController();

  private constructor(options: ClusterTasksOptions, courier: Courier) {
    this.#options = options;
    this.#courier = courier;
  }

  static async connect(options: ClusterTasksOptions): Promise<ClusterTasks> {
    const courier = await Courier.open({ ...options, queue: options.names.tasks, resendSlow: false, sizeLimit: LARGEST_INPUT + 10_000 });
    return new ClusterTasks(options, courier);
  }

  get slots(): number {
    return this.#options.slots();
  }

  async run(module: string, input: Buffer, options: { signal: AbortSignal; timeLimit: number | undefined }): Promise<Uint8Array> {
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    if (signal.aborted) throw abortError('the task was called off');
    const id = randomUUID();
    const { timeLimit } = options;
    const message: TaskMessage = { id, module, input: input.toString('base64'), ...(timeLimit === undefined ? {} : { timeLimit }) };
    if (message.input.length > LARGEST_INPUT)
      throw new TypeError(
        `The input of task ${module} is larger than ${LARGEST_INPUT / 1e6} MB, which is more than goes over the cluster.`,
      );
    const answer = Promise.withResolvers<Uint8Array>();
    let lives = LIVES;
    const callOff = this.#courier.send(message, {
      onResult: (result) => {
        const parsed = taskAnswer.safeParse(result);
        if (!parsed.success) answer.reject(new TaskError(module, 'threw', 'got an answer that cannot be understood.'));
        else if ('output' in parsed.data) answer.resolve(Buffer.from(parsed.data.output, 'base64'));
        else if (parsed.data.reason === 'called off') answer.reject(abortError('the task was called off'));
        else answer.reject(new TaskError(module, parsed.data.reason, parsed.data.error));
      },
      onHostLost: (host) => {
        if (--lives > 0) return true;
        answer.reject(new TaskError(module, 'host lost', `was given up: ${LIVES} workers died with it, the last one was ${host}.`));
        return false;
      },
      onFailed: async (reason) => {
        answer.reject(new TaskError(module, 'threw', reason));
        return false;
      },
    });
    const abort = () => {
      callOff();
      void this.#options.redis.publish(this.#options.names.channel, JSON.stringify({ cancel: id } satisfies Call)).catch(() => undefined);
      answer.reject(abortError('the task was called off'));
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      return await answer.promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#courier.close();
  }
}
