import type { Run } from '../../preload/contract.ts';
import { call } from '../client.ts';
import { draftFork, draftOf, useDraft } from './draft.ts';
import { go } from './navigation.ts';
import { queryClient, showRun } from './queries.ts';
import { toastError } from './toaster.ts';

export type Order = 'runs.pause' | 'runs.resume' | 'runs.stop';

/** Gives an order to a run and shows what it has become; what goes wrong is told. */
export async function order(command: Order, run: Run): Promise<void> {
  try {
    showRun(queryClient, await call(command, { run: run.id }));
  } catch (error) {
    toastError(error);
  }
}

/** Opens the form with the settings of a run. */
export function againFrom({ experiment, dataset }: Run): void {
  useDraft.setState({ draft: draftOf({ ...experiment, data: dataset.id }), before: null });
  go({ name: 'new' });
}

/** Opens the form for a fork of a run at one of its generations. */
export function forkFrom({ id, name, experiment, dataset }: Run, generation: number): void {
  draftFork({ run: id, name, generation, experiment: { ...experiment, data: dataset.id } });
  go({ name: 'new' });
}
