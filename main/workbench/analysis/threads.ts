import { Piscina } from 'piscina';
import type { Reply } from '../../../preload/contract.ts';
import { abortError } from '../../evaluation/failure.ts';
import { settledWithin } from '../../evaluation/settled.ts';
import { outOfMemory, reviveFailure } from '../errors.ts';
import { createJobs, type JobName, type Jobs } from './jobs.ts';
import type { Task } from './worker.ts';

/** Does jobs about strategies. */
export interface Analysis {
  /** @throws an AbortError at once when the signal comes, {ExpectedError} for what the user can act on */
  run<J extends JobName>(job: J, input: Jobs[J]['input'], signal?: AbortSignal): Promise<Jobs[J]['output']>;
  /** What is under way is cancelled. Nothing keeps the process alive afterwards. */
  close(): Promise<void>;
}

/** Which thread does which job: who reads a report does not wait for a hundred strategies to be compared. */
const lanes: Readonly<Record<JobName, 'one' | 'many'>> = {
  inspect: 'one',
  curve: 'one',
  correlate: 'many',
  fold: 'many',
  exportFile: 'many',
  previewExport: 'many',
};

/** How long closing waits for a job to come to its next step, in milliseconds. */
const GRACE = 2_000;

/**
 * The threads beside the one that serves the window, each started when it is first needed. Jobs of a thread are done one
 * after the other. A job that is cancelled stops at its next step, by a flag in shared memory: threads are never ended
 * while they compute.
 *
 * @param workerFile worker.ts, or its bundle. Absent: in this thread, where nobody waits for anything else
 */
export function analysisThreads(workerFile: string | undefined): Analysis {
  if (workerFile === undefined) return analysisHere();
  const pools = new Map<string, Piscina<Task, Reply<unknown>>>();
  const underway = new Map<Promise<unknown>, Int32Array>();
  let closed = false;

  const poolOf = (lane: string) => {
    const known = pools.get(lane);
    if (known) return known;
    const made = new Piscina<Task, Reply<unknown>>({ filename: workerFile, minThreads: 1, maxThreads: 1, recordTiming: false });
    // A thread that dies takes its task with it, which says so itself.
    made.on('error', () => {});
    pools.set(lane, made);
    return made;
  };

  return {
    async run<J extends JobName>(job: J, input: Jobs[J]['input'], signal?: AbortSignal) {
      if (closed) throw new Error('the analysis threads are closed');
      if (signal?.aborted) throw abortError();
      const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const { promise: aborted, reject } = Promise.withResolvers<never>();
      const abort = () => {
        Atomics.store(stop, 0, 1);
        reject(abortError());
      };
      signal?.addEventListener('abort', abort, { once: true });
      const done = poolOf(lanes[job]).run({ job, input, stop });
      underway.set(done, stop);
      const forget = () => underway.delete(done);
      done.then(forget, forget);
      try {
        const reply = await Promise.race([done, aborted]);
        if (!reply.ok) throw reviveFailure(reply.error);
        return reply.value as Jobs[J]['output'];
      } catch (error) {
        // A thread that did not come to its next step in time is ended, and says only that.
        if (closed) throw abortError();
        throw outOfMemory(error, 'This strategy on this data set') ?? error;
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async close() {
      closed = true;
      for (const stop of underway.values()) Atomics.store(stop, 0, 1);
      await settledWithin(underway.keys(), GRACE);
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

function analysisHere(): Analysis {
  const jobs = createJobs();
  return {
    async run<J extends JobName>(job: J, input: Jobs[J]['input'], signal?: AbortSignal) {
      return jobs[job](input, () => {
        if (signal?.aborted) throw abortError();
      });
    },
    close: async () => {},
  };
}
