import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDispatcher } from '../../main/workbench/dispatcher.ts';
import type { WorkbenchOptions } from '../../main/workbench/ports.ts';
import { createWorkbench, type Workbench } from '../../main/workbench/workbench.ts';
import {
  type CommandInput,
  type CommandName,
  type EventName,
  type Events,
  experimentSchema,
  type Results,
} from '../../preload/contract.ts';

const root = join(import.meta.dirname, '../..');

/** A folder that goes when the test ends. */
export function temporaryFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'organism-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export interface Bench extends AsyncDisposable {
  readonly workbench: Workbench;
  readonly dispatch: ReturnType<typeof createDispatcher>;
  /** The value of a command; a failure is thrown as it stands. */
  ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<Results[C]>;
  /** What was told, with the time of each. */
  readonly events: { readonly name: EventName; readonly payload: unknown; readonly time: number }[];
}

/** A workbench with two workers and its database in the folder, closed when the test ends. */
export function openBench(folder: string, options: Partial<WorkbenchOptions> = {}): Bench {
  const events: Bench['events'] = [];
  const workbench = createWorkbench({
    databaseFile: join(folder, 'organism.sqlite'),
    workerFile: join(root, 'main/evaluation/worker.ts'),
    resourcesFolder: join(root, 'resources'),
    workers: 2,
    emit: <E extends EventName>(name: E, payload: Events[E]) => events.push({ name, payload, time: performance.now() }),
    ...options,
  });
  const dispatch = createDispatcher(workbench);
  return {
    workbench,
    dispatch,
    events,
    async ask<C extends CommandName>(command: C, input: CommandInput<C>) {
      const reply = await dispatch(command, input);
      if (!reply.ok) throw reply.error;
      return reply.value as Results[C];
    },
    [Symbol.asyncDispose]: () => workbench.close(),
  };
}

/** Small enough for a test, large enough to cross over, mutate and meet strategies twice. */
export const small = experimentSchema.parse({ name: 'Small', population: 20, generations: 5, hallOfFame: 4, seed: 7 });
