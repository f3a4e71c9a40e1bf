import { abortError } from '../../failure.ts';
import { checkName, type Task } from './task.ts';
import { pack, unpack } from './travel.ts';

export interface TaskOptions {
  /** Calls it off. */
  readonly signal?: AbortSignal;
  /** Milliseconds that one task may take from the moment in which a worker begins it; without, as long as it wants. */
  readonly timeLimit?: number;
}

export interface MapOptions extends TaskOptions {
  /** Called after each item, in whatever order they are done. */
  readonly onProgress?: (progress: { readonly done: number; readonly failed: number; readonly total: number }) => void;
}

/** What carries tasks out: threads of this process, or the hosts of a cluster. */
export interface TaskTransport {
  /** How many tasks are carried out at the same time, as far as is known now. */
  readonly slots: number;
  /** @param input, and what comes back: packed values @throws {TaskError} or an AbortError */
  run(
    module: string,
    input: Buffer,
    options: { readonly signal: AbortSignal; readonly timeLimit: number | undefined },
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A task that was submitted: as a future of Python's concurrent.futures. */
export interface Submission<Output> {
  readonly result: Promise<Output>;
  readonly state: 'pending' | 'done' | 'failed' | 'cancelled';
  cancel(): void;
}

export type Outcome<Output> = { readonly index: number } & (
  | { readonly status: 'fulfilled'; readonly value: Output }
  | { readonly status: 'rejected'; readonly reason: unknown }
);

/**
 * A task over many items. It begins at once; iterating over it gives the results in the order of the items. Who leaves a
 * loop over results before its end calls off the rest.
 */
export interface Mapping<Output> extends AsyncIterable<Output> {
  /** All results in the order of the items. Rejects with the first error, and calls off the rest. */
  all(): Promise<Output[]>;
  /** What became of each item, in the order in which they are done; an error ends nothing. */
  asCompleted(): AsyncIterable<Outcome<Output>>;
  cancel(): void;
}

/** Items that are out for each slot, so that a long list is not in the queue as a whole. */
const OUT_PER_SLOT = 4;

/** The longest time limit, which is that of timers, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

/** Evaluates whatever a task module computes, on the workers of this machine or of a cluster. */
export class Executor {
  readonly #transport: TaskTransport;

  constructor(transport: TaskTransport) {
    this.#transport = transport;
  }

  /** @throws TypeError at once when the task is a function or the input cannot travel, RangeError when the time limit is none */
  submit<Input, Output>(task: Task<Input, Output>, input: Input, { signal, timeLimit }: TaskOptions = {}): Submission<Output> {
    const module = checkTask(task);
    checkTimeLimit(timeLimit);
    const packed = pack(input, 'the input');
    const own = new AbortController();
    const both = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
    let state: Submission<Output>['state'] = 'pending';
    const result = this.#transport.run(module, packed, { signal: both, timeLimit }).then(
      (bytes) => {
        state = 'done';
        return unpack(bytes) as Output;
      },
      (error: unknown) => {
        state = both.aborted ? 'cancelled' : 'failed';
        throw both.aborted ? abortError('the task was called off') : error;
      },
    );
    // Whoever does not ask for the result is not told of its error either.
    result.catch(() => undefined);
    return {
      result,
      cancel: () => own.abort(),
      get state() {
        return state;
      },
    };
  }

  /** @throws as `submit`; but an item that cannot travel is an error of that item */
  map<Input, Output>(task: Task<Input, Output>, items: Iterable<Input>, options: MapOptions = {}): Mapping<Output> {
    checkTask(task);
    checkTimeLimit(options.timeLimit);
    const list = [...items];
    const own = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, own.signal]) : own.signal;
    const outcomes = list.map(() => Promise.withResolvers<Outcome<Output>>());
    const order: Outcome<Output>[] = [];
    let next = 0;
    let out = 0;
    let failed = 0;
    let arrived = Promise.withResolvers<void>();
    // What `onProgress` threw: it ends the mapping, as if it had been thrown where the results are read.
    let broken: { readonly error: unknown } | undefined;

    const settle = (outcome: Outcome<Output>) => {
      out--;
      if (outcome.status === 'rejected') failed++;
      order.push(outcome);
      outcomes[outcome.index]!.resolve(outcome);
      arrived.resolve();
      arrived = Promise.withResolvers();
      try {
        if (!broken) options.onProgress?.({ done: order.length, failed, total: list.length });
      } catch (error) {
        broken = { error };
        own.abort();
      }
      pump();
    };
    const begin = async (index: number): Promise<Outcome<Output>> => {
      try {
        if (signal.aborted) throw abortError('the task was called off');
        const { timeLimit } = options;
        return {
          index,
          status: 'fulfilled',
          value: await this.submit(task, list[index]!, { signal, ...(timeLimit === undefined ? {} : { timeLimit }) }).result,
        };
      } catch (reason) {
        return { index, status: 'rejected', reason };
      }
    };
    const pump = () => {
      while (next < list.length && out < OUT_PER_SLOT * Math.max(1, this.#transport.slots)) {
        out++;
        void begin(next++).then(settle);
      }
    };
    pump();

    async function* inOrder() {
      try {
        for (const { promise } of outcomes) {
          const outcome = await promise;
          if (broken) throw broken.error;
          if (outcome.status === 'rejected') throw outcome.reason;
          yield outcome.value;
        }
      } finally {
        // Who leaves the loop wants no more; when all are done there is nothing to call off.
        own.abort();
      }
    }
    async function* asCompleted() {
      try {
        for (let i = 0; i < list.length; i++) {
          while (order.length <= i) await arrived.promise;
          if (broken) throw broken.error;
          yield order[i]!;
        }
      } finally {
        own.abort();
      }
    }
    return {
      [Symbol.asyncIterator]: inOrder,
      asCompleted,
      all: async () => {
        // The first error that comes, not the one that stands first.
        for await (const outcome of asCompleted()) {
          if (outcome.status === 'rejected') throw outcome.reason;
        }
        return order.toSorted((a, b) => a.index - b.index).map((outcome) => (outcome as { value: Output }).value);
      },
      cancel: () => own.abort(),
    };
  }

  /** What is under way is called off. */
  close(): Promise<void> {
    return this.#transport.close();
  }
}

function checkTask(task: Task<never, unknown>): string {
  return checkName(typeof task === 'object' && task !== null ? task.module : task);
}

function checkTimeLimit(timeLimit: number | undefined): void {
  if (timeLimit === undefined || (timeLimit > 0 && timeLimit <= LONGEST)) return;
  throw new RangeError(`timeLimit is a number of milliseconds above 0 and up to ${LONGEST} (24 days), not ${timeLimit}.`);
}
