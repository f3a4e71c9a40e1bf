import type { CommandInput, Queue, Run } from '../../preload/contract.ts';
import { call } from '../client.ts';
import { query, queryClient } from './queries.ts';
import { toastError } from './toaster.ts';

export const queueQuery = query('queue.get', {});

export type QueueOrder = 'queue.add' | 'queue.move' | 'queue.remove' | 'queue.go' | 'queue.hold';

/** Changes the queue and shows what it has become; what goes wrong is told. */
export async function orderQueue<O extends QueueOrder>(order: O, input: CommandInput<O>): Promise<void> {
  try {
    queryClient.setQueryData<Queue>(queueQuery.queryKey, await call(order, input));
  } catch (error) {
    toastError(error);
  }
}

/** The queue as it was last told. */
export const knownQueue = (): Queue => queryClient.getQueryData<Queue>(queueQuery.queryKey) ?? { going: false, runs: [] };

/** The run that those in the queue wait for: the first that is computed. */
export const computedRun = (runs: readonly Run[]): Run | undefined => runs.find(({ state }) => state === 'running');
