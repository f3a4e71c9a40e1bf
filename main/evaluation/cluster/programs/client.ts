import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { abortError } from '../../failure.ts';
import type { ConnectionOptions } from '../connection.ts';
import { Courier } from '../courier.ts';
import { ClusterError } from '../errors.ts';
import type { PoolNames } from '../names.ts';
import type { Call } from '../presence.ts';
import { pack, unpack } from '../tasks/travel.ts';
import type { ProblemMessage } from '../wire.ts';
import { type ProgramAnswer, type ProgramMessage, programAnswer } from './program.ts';

/** How many hosts a program may take down until it is given up. */
const LIVES = 2;
/** Bytes of base64 of the input. */
const LARGEST_INPUT = 64_000_000;

export interface ProgramClientOptions {
  readonly connection: ConnectionOptions;
  readonly redis: Redis;
  readonly names: PoolNames;
  readonly session: string;
}

/** Sends programs to the hosts of a cluster: the coordinator's side. */
export class ProgramClient {
  readonly #options: ProgramClientOptions;
  readonly #courier: Courier;
  readonly #closing = new AbortController();

  private constructor(options: ProgramClientOptions, courier: Courier) {
    this.#options = options;
    this.#courier = courier;
  }

  static async connect(options: ProgramClientOptions): Promise<ProgramClient> {
    const courier = await Courier.open({ ...options, queue: options.names.programs, resendSlow: false, sizeLimit: LARGEST_INPUT + 10_000 });
    return new ProgramClient(options, courier);
  }

  /** @throws {ClusterError} when no host can compute it, an AbortError when it is called off */
  async run(program: string, problem: ProblemMessage, input: unknown, signal?: AbortSignal): Promise<unknown> {
    const both = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    if (both.aborted) throw abortError();
    const message: ProgramMessage = { id: randomUUID(), program, problem, input: pack(input, 'the input').toString('base64') };
    if (message.input.length > LARGEST_INPUT) throw new ClusterError(`The input of ${program} is too large to travel.`);
    const { redis, names } = this.#options;
    const answer = Promise.withResolvers<ProgramAnswer>();
    let lives = LIVES;
    const callOff = this.#courier.send(message, {
      onResult: (result) => answer.resolve(programAnswer.parse(result)),
      onHostLost: (host) => {
        if (--lives > 0) return true;
        answer.reject(new ClusterError(`${program} was given up: ${LIVES} workers died with it, the last one was ${host}.`));
        return false;
      },
      onFailed: async (reason) => {
        answer.reject(new ClusterError(`A worker could not compute ${program}: ${reason}`));
        return false;
      },
    });
    const abort = () => {
      callOff();
      void redis.publish(names.channel, JSON.stringify({ cancel: message.id } satisfies Call)).catch(() => undefined);
      answer.reject(abortError());
    };
    both.addEventListener('abort', abort, { once: true });
    try {
      const parsed = await answer.promise;
      if ('error' in parsed) throw new ClusterError(`A worker could not compute ${program}: ${parsed.error}`);
      const output = await redis.getBuffer(parsed.key);
      // A server that lost its memory in between.
      if (!output) throw new ClusterError(`What a worker computed of ${program} is no longer there.`);
      await redis.unlink(parsed.key);
      return unpack(output);
    } finally {
      both.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#courier.close();
  }
}
