import { Command, InvalidArgumentError } from 'commander';
import type { Run } from '../../preload/contract.ts';
import { toFailure } from '../workbench/errors.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { type FollowFlags, followRun } from './follow-run.ts';
import { dbFlag, exportFlag, print, printJson, type Session } from './session.ts';
import { table } from './table.ts';

interface QueueFlags extends FollowFlags, ComputeFlags {
  readonly add?: string;
  readonly move?: { readonly run: string; readonly place: number };
  readonly remove?: string;
  readonly start?: boolean;
}

export const queueCommand = (session: Session): Command =>
  withComputeFlags(new Command('queue'))
    .description('the runs that wait for their turn: `organism run --queue` adds one, and so does the window')
    .option('--add <run>', 'put a run that was stopped, interrupted or failed at the end')
    .option('--move <run:place>', 'put a run at this place, from 1', move)
    .option('--remove <run>', 'take a run out; it stays among the runs')
    .option('--start', 'compute them one after the other, here, until none is left')
    .option(...exportFlag)
    .option(...dbFlag)
    .option('--json', 'one JSON object a run; with --start one a generation as well')
    .action((flags: QueueFlags, command: Command) => {
      if (flags.engine !== undefined && !flags.start) command.error('--engine says where to compute: add --start, or leave it out.');
      return withEngine(session, flags, (workbench) => queue(workbench, flags));
    });

function move(text: string): QueueFlags['move'] {
  const match = /^([^:]+):([1-9]\d{0,8})$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes run:place, such as 12:1 for the front.');
  return { run: match[1]!, place: Number(match[2]) };
}

async function queue(workbench: Workbench, flags: QueueFlags): Promise<void> {
  if (flags.add !== undefined) await workbench.queue.add(flags.add, flags.workers === undefined ? {} : { workers: flags.workers });
  if (flags.move) workbench.queue.move(flags.move.run, flags.move.place);
  if (flags.remove !== undefined) workbench.queue.remove(flags.remove);
  if (flags.start) await computeAll(workbench, flags);
  else list(workbench, flags);
}

/** One after the other; one that fails does not keep the others from their turn. A signal stops the run and the queue. */
async function computeAll(workbench: Workbench, flags: QueueFlags): Promise<void> {
  let failed = false;
  for (let [next] = workbench.queue.view().runs; next !== undefined; [next] = workbench.queue.view().runs) {
    const run = workbench.runs.get(next);
    if (!flags.json) print(`run ${run.id}: ${run.name}`);
    try {
      await followRun(workbench, flags, (options) => workbench.runs.resume(run.id, options));
    } catch (error) {
      failed = true;
      process.stderr.write(`organism: ${toFailure(error).message}\n`);
    }
    if (process.exitCode === 130) return;
  }
  if (failed) process.exitCode = 1;
  else if (!flags.json) print('The queue is empty.');
}

function list(workbench: Workbench, { json }: QueueFlags): void {
  const runs = workbench.queue.view().runs.map((id) => workbench.runs.get(id));
  if (json) for (const run of runs) printJson(run);
  else if (runs.length === 0) print('Nothing is queued. `organism run --queue` adds a run.');
  else for (const line of table([['place', 'run', 'generation', 'data', 'name'], ...runs.map(columns)])) print(line);
}

const columns = ({ id, place, generation, experiment, dataset, name }: Run): string[] => [
  String(place),
  id,
  `${Math.max(generation, 0)}/${experiment.generations}`,
  dataset.name,
  name,
];
