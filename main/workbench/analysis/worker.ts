/** What piscina loads in an analysis thread; in the product one self-contained CommonJS bundle. */
import type { Reply } from '../../../preload/contract.ts';
import { abortError } from '../../evaluation/failure.ts';
import { toFailure } from '../errors.ts';
import { type Checkpoint, createJobs, type JobName, type Jobs } from './jobs.ts';

export interface Task {
  readonly job: JobName;
  readonly input: Jobs[JobName]['input'];
  /** Anything but 0: nobody waits for it any more. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

const jobs = createJobs();

export default ({ job, input, stop }: Task): Reply<Jobs[JobName]['output']> => {
  const checkpoint: Checkpoint = () => {
    if (Atomics.load(stop, 0) !== 0) throw abortError();
  };
  try {
    checkpoint();
    // Name and input belong together by the type of `Jobs`, which TypeScript cannot follow through a union of names.
    const run = jobs[job] as (input: unknown, checkpoint: Checkpoint) => Jobs[JobName]['output'];
    return { ok: true, value: run(input, checkpoint) };
  } catch (error) {
    return { ok: false, error: toFailure(error) };
  }
};
