import { Command } from 'commander';
import { ExpectedError } from '../workbench/errors.ts';
import { readJson } from '../workbench/read-text.ts';
import { unusedNote } from '../workbench/search-settings.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { type FollowFlags, followRun } from './follow-run.ts';
import { dbFlag, exportFlag, jsonFlag, type Session, wholeNumber } from './session.ts';

interface ForkFlags extends FollowFlags, ComputeFlags {
  readonly generation: number;
  readonly generations?: number;
  readonly seed?: number;
  readonly name?: string;
}

export const forkCommand = (session: Session): Command =>
  withComputeFlags(
    new Command('fork')
      .description('a new run that shares the first generations of another one and goes on with other settings')
      .argument('<run>', 'number of the run, from `organism runs`')
      .argument('[changes.json]', 'the settings to change, with the names of the experiment file')
      .requiredOption('--generation <g>', 'the last generation that they share', wholeNumber(0))
      .option('--generations <n>', 'generations after the first', wholeNumber(0))
      .option('--seed <n>', 'seed of the random numbers from there on', wholeNumber(0))
      .option('--name <name>', 'name of the new run'),
  )
    .option(...exportFlag)
    .option(...dbFlag)
    .option(...jsonFlag)
    .action((run: string, file: string | undefined, flags: ForkFlags) =>
      withEngine(session, flags, (workbench) => fork(workbench, run, file, flags)),
    );

async function fork(workbench: Workbench, run: string, file: string | undefined, flags: ForkFlags): Promise<void> {
  const { generations, seed, name } = flags;
  const json = file === undefined ? {} : readJson(file);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ExpectedError(`${file} has to hold a JSON object: { … }.`);
  const given = Object.entries({ generations, seed, name }).filter(([, value]) => value !== undefined);
  const changes = { ...json, ...Object.fromEntries(given) };
  await followRun(workbench, flags, async (options) => {
    const begun = await workbench.runs.fork(run, flags.generation, changes, options);
    const note = unusedNote(begun.experiment);
    if (note) process.stderr.write(`note: ${note}\n`);
    return begun;
  });
}
