import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Experiment } from '../../preload/contract.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { parseExperiment } from '../workbench/input.ts';
import { readJson } from '../workbench/read-text.ts';
import { setNote, unusedNote } from '../workbench/search-settings.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { type FollowFlags, followRun } from './follow-run.ts';
import { dbFlag, exportFlag, jsonFlag, print, printJson, type Session, wholeNumber } from './session.ts';

interface RunFlags extends FollowFlags, ComputeFlags {
  readonly resume?: string;
  readonly preset?: string;
  readonly queue?: boolean;
  readonly data?: string;
  readonly population?: number;
  readonly generations?: number;
  readonly seed?: number;
}

export const runCommand = (session: Session): Command =>
  withComputeFlags(
    new Command('run')
      .description('evolve strategies: the default experiment on the S&P 500, or the one of a file')
      .argument('[experiment.json]', 'experiment file; its fields stand in the README')
      .option('--preset <preset>', 'start from this one instead of a file: see `organism presets`')
      .option('--data <file>', 'CSV or Parquet file with bars, or id or name of a data set')
      .option('--population <n>', 'strategies in a generation', wholeNumber(2))
      .option('--generations <n>', 'generations after the first', wholeNumber(0))
      .option('--seed <n>', 'seed of the random numbers', wholeNumber(0))
      .option('--resume <run>', 'go on with a run that was stopped, interrupted or failed, with the settings it has')
      .option('--queue', 'do not compute it now: put it at the end of the queue, see `organism queue`')
      .option('--max-seconds <s>', 'stop after the generation in which so many seconds of computing have passed', seconds),
  )
    .option(...exportFlag)
    .option(...dbFlag)
    .option(...jsonFlag)
    .action((file: string | undefined, flags: RunFlags) =>
      withEngine(session, flags, (workbench) =>
        flags.resume === undefined ? run(workbench, file, flags) : resume(workbench, flags.resume, file, flags),
      ),
    );

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e9)) throw new InvalidArgumentError('It takes a number of seconds above 0.');
  return value;
}

/** The experiment of a file, or the default one, with what the flags say instead. */
function readExperiment(workbench: Workbench, file: string | undefined, flags: RunFlags): Experiment {
  const { data, population, generations, seed, preset } = flags;
  if (preset !== undefined && file !== undefined) throw new ExpectedError(`Give a file or --preset, not both: leave out ${file}.`);
  const json =
    preset !== undefined ? workbench.presets.get(preset).experiment : file === undefined ? { name: 'Default experiment' } : readJson(file);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ExpectedError(`${file} has to hold a JSON object: { … }.`);
  const given = Object.entries({ data, population, generations, seed }).filter(([, value]) => value !== undefined);
  return parseExperiment({ ...json, ...Object.fromEntries(given) }, file ?? 'The experiment');
}

async function run(workbench: Workbench, file: string | undefined, flags: RunFlags): Promise<void> {
  const experiment = readExperiment(workbench, file, flags);
  // A path on the command line is relative to where one stands, one in the file to the file.
  const folder = file === undefined || flags.data !== undefined ? process.cwd() : dirname(resolve(file));
  const dataset = await workbench.datasets.resolve(experiment.data, folder);
  const settings = { ...experiment, data: dataset.id };
  // Not before it is known to be right: an error is the only thing to say then.
  const notes = () => {
    for (const note of [setNote(experiment), unusedNote(experiment)]) if (note) process.stderr.write(`note: ${note}\n`);
  };
  if (flags.queue) {
    await enqueue(workbench, settings, flags);
    notes();
  } else {
    await followRun(workbench, flags, async (options) => {
      const begun = await workbench.runs.start(settings, options);
      notes();
      return begun;
    });
  }
}

async function enqueue(
  workbench: Workbench,
  experiment: Experiment,
  { workers, maxSeconds, export: folder, json }: RunFlags,
): Promise<void> {
  if (folder !== undefined)
    throw new ExpectedError('A run in the queue has nothing to export yet: give --export to `organism queue --start`.');
  const settings = { ...(workers === undefined ? {} : { workers }), ...(maxSeconds === undefined ? {} : { maxSeconds }) };
  const queued = await workbench.queue.start(experiment, settings, 'queued');
  if (json) printJson(queued);
  else print(`run ${queued.id} is queued at place ${queued.place}: \`organism queue --start\` computes the queue, and so does the window`);
}

async function resume(workbench: Workbench, id: string, file: string | undefined, flags: RunFlags): Promise<void> {
  const given = (['preset', 'data', 'population', 'generations', 'seed'] as const).filter((name) => flags[name] !== undefined);
  if (flags.queue) throw new ExpectedError(`To queue a run that was stopped: \`organism queue --add ${id}\`.`);
  const extra = [...(file === undefined ? [] : [file]), ...given.map((name) => `--${name}`)];
  if (extra.length > 0) {
    throw new ExpectedError(
      `--resume goes on with the settings that run ${id} has: leave out ${extra.join(', ')}, ` +
        `or see \`organism fork --help\` to go on with others.`,
    );
  }
  const before = workbench.runs.get(id);
  if (before.engine !== undefined && before.engine !== workbench.info.version) {
    process.stderr.write(
      `note: run ${id} was computed by Organism ${before.engine} up to generation ${before.generation}; this is ${workbench.info.version}\n`,
    );
  }
  await followRun(workbench, flags, (options) => workbench.runs.resume(id, options));
}
