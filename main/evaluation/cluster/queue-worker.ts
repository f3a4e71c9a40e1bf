import { Worker } from 'bullmq';
import type { ConnectionOptions } from './connection.ts';
import { PREFIX } from './names.ts';

export interface QueueWorkerOptions {
  readonly connection: ConnectionOptions;
  /** Of the host: what it takes from the queue carries it. */
  readonly id: string;
  /** Jobs that it does at the same time. */
  readonly slots: number;
}

/** What takes jobs from a queue, once it is told to run; the settings are those of distributed.md but for what is said here. */
export function queueWorker(
  queue: string,
  work: (data: unknown, id: string) => Promise<object>,
  { connection, id, slots }: QueueWorkerOptions,
): Worker {
  const worker = new Worker(queue, (job) => work(job.data, job.id ?? ''), {
    connection,
    prefix: PREFIX,
    name: id,
    autorun: false,
    concurrency: slots,
    lockDuration: 5_000,
    stalledInterval: 2_000,
    // Sending again is the coordinator's matter: it knows whether anybody still wants the result.
    maxStalledCount: 0,
    drainDelay: 5,
    runRetryDelay: 500,
  });
  // While the server is away every attempt to reconnect is an error; the host's own connection tells of it.
  worker.on('error', () => undefined);
  return worker;
}
