/** A thread that does one job on a data set and ends; in the product one self-contained CommonJS bundle. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DataJobs, dataJobs } from './data-jobs.ts';
import { toFailure } from './errors.ts';

const { job, input } = workerData as { readonly job: keyof DataJobs; readonly input: unknown };

(dataJobs[job] as (input: unknown) => Promise<unknown>)(input).then(
  (value) => parentPort!.postMessage({ ok: true, value }),
  (error: unknown) => parentPort!.postMessage({ ok: false, error: toFailure(error) }),
);
