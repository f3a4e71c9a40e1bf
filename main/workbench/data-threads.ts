import { Worker } from 'node:worker_threads';
import type { Reply } from '../../preload/contract.ts';
import { type DataJobs, dataJobs } from './data-jobs.ts';
import { outOfMemory, reviveFailure } from './errors.ts';

/**
 * The jobs on data sets, each in a thread of its own, so that window and runs go on meanwhile. Bars travel in memory that
 * threads share; a thread ends by itself, and what it needed goes with it.
 *
 * @param workerFile data-worker.ts, or its bundle. Absent: in this thread, where nobody waits for anything else
 */
export function dataThreads(workerFile: string | undefined): DataJobs {
  if (workerFile === undefined) return dataJobs;
  const inThread = <T>(job: keyof DataJobs, input: unknown) =>
    new Promise<T>((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: { job, input } });
      worker.on('message', (reply: Reply<T>) => {
        if (reply.ok) resolve(reply.value);
        else reject(reviveFailure(reply.error));
      });
      worker.on('error', (error) => reject(outOfMemory(error, 'The file') ?? error));
      worker.on('exit', () => reject(new Error(`the thread that should ${job} bars ended early`)));
    });
  return {
    examine: (input) => inThread('examine', input),
    pack: (bars) => inThread('pack', bars),
    unpack: (columns) => inThread('unpack', columns),
  };
}
