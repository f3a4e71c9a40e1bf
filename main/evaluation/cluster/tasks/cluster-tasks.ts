import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { abortError } from '../../failure.ts';
import type { ConnectionOptions } from '../connection.ts';
import { Courier } from '../courier.ts';
import type { PoolNames } from '../names.ts';
import type { Call } from '../presence.ts';
import type { TaskTransport } from './executor.ts';
import { type TaskAnswer, type TaskMessage, taskAnswer } from './messages.ts';
import { TaskError } from './task.ts';
import { unpack } from './travel.ts';

/** How many hosts a task may take down until it is given up. */
const LIVES = 3;
/** Bytes of the input: other work waits behind it. */
const LARGEST_INPUT = 48_000_000;
/** In a job it is base64, which makes a third more of it. */
const LARGEST_JOB = (LARGEST_INPUT / 3) * 4 + 10_000;
/** How often a task is carried out again because Redis has lost its output. */
const LOSSES = 3;

export interface ClusterTasksOptions {
  readonly connection: ConnectionOptions;
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly session: string;
  /** Of the hosts that have a tasks folder. */
  readonly slots: () => number;
}

type RunOptions = Parameters<TaskTransport['run']>[2];
type TaskOutput = Exclude<TaskAnswer, { error: string }>;

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

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
    const courier = await Courier.open({ ...options, queue: options.names.tasks, resendSlow: false, sizeLimit: LARGEST_JOB });
    return new ClusterTasks(options, courier);
  }

  get slots(): number {
    return this.#options.slots();
  }

  async run(module: string, input: Buffer, options: RunOptions): Promise<Uint8Array> {
    if (input.length > LARGEST_INPUT) {
      throw new TypeError(
        `The input of task ${module} has ${megabytes(input.length)}, and at most ${megabytes(LARGEST_INPUT)} go over the cluster: send less, or where it lies.`,
      );
    }
    const { redis } = this.#options;
    for (let losses = 0; losses < LOSSES; losses++) {
      const answer = await this.#ask(module, input, options);
      if ('output' in answer) return Buffer.from(answer.output, 'base64');
      const output = await redis.getBuffer(answer.key);
      // Else the server has lost its memory in between.
      if (!output) continue;
      await redis.unlink(answer.key);
      return output;
    }
    throw new TaskError(module, 'threw', `has an output that the server has lost ${LOSSES} times.`);
  }

  /** Has a host carry it out. */
  async #ask(module: string, input: Buffer, options: RunOptions): Promise<TaskOutput> {
    const signal = AbortSignal.any([options.signal, this.#closing.signal]);
    if (signal.aborted) throw abortError('the task was called off');
    const id = randomUUID();
    const { timeLimit } = options;
    const message: TaskMessage = { id, module, input: input.toString('base64'), ...(timeLimit === undefined ? {} : { timeLimit }) };
    const answer = Promise.withResolvers<TaskOutput>();
    let lives = LIVES;
    const callOff = this.#courier.send(message, {
      onResult: (result) => {
        const parsed = taskAnswer.safeParse(result);
        if (!parsed.success) answer.reject(new TaskError(module, 'threw', 'got an answer that cannot be understood.'));
        else if (!('error' in parsed.data)) answer.resolve(parsed.data);
        else if (parsed.data.reason === 'called off') answer.reject(abortError('the task was called off'));
        else {
          const { reason, error, cause } = parsed.data;
          const options = cause === undefined ? {} : { cause: unpack(Buffer.from(cause, 'base64')) };
          answer.reject(new TaskError(module, reason, error, options));
        }
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
