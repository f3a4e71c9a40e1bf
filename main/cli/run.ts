import { dirname, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Experiment } from '../../preload/contract.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { parseExperiment } from '../workbench/input.ts';
import { readJson } from '../workbench/read-text.ts';
import type { Workbench } from '../workbench/workbench.ts';
import {
  type ClusterFlags,
  caFlag,
  clusterSettings,
  engineFlag,
  hostfileFlag,
  minWorkersFlag,
  passwordFlag,
  poolFlag,
  withHosts,
} from './engine.ts';
import { type FollowFlags, followRun } from './follow-run.ts';
import { dbFlag, exportFlag, jsonFlag, type Session, wholeNumber, withWorkbench, workersFlag } from './session.ts';

interface RunFlags extends FollowFlags, ClusterFlags {
  readonly resume?: string;
  readonly data?: string;
  readonly population?: number;
  readonly generations?: number;
  readonly seed?: number;
}

export const runCommand = (session: Session): Command =>
  new Command('run')
    .description('evolve strategies: the default experiment on the S&P 500, or the one of a file')
    .argument('[experiment.json]', 'experiment file; its fields stand in the README')
    .option('--data <file>', 'CSV file with bars, or id or name of a data set')
    .option('--population <n>', 'strategies in a generation', wholeNumber(2))
    .option('--generations <n>', 'generations after the first', wholeNumber(0))
    .option('--seed <n>', 'seed of the random numbers', wholeNumber(0))
    .option('--resume <run>', 'go on with a run that was stopped, interrupted or failed, with the settings it has')
    .option('--max-seconds <s>', 'stop after the generation in which so many seconds of computing have passed', seconds)
    .option(...workersFlag)
    .option(...engineFlag)
    .option(...minWorkersFlag)
    .option(...hostfileFlag)
    .option(...poolFlag)
    .option(...passwordFlag)
    .option(...caFlag)
    .option(...exportFlag)
    .option(...dbFlag)
    .option(...jsonFlag)
    .action((file: string | undefined, flags: RunFlags) =>
      withHosts(flags, () =>
        withWorkbench(session, { ...flags, cluster: clusterSettings(flags) }, (workbench) =>
          flags.resume === undefined ? run(workbench, file, flags) : resume(workbench, flags.resume, file, flags),
        ),
      ),
    );

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1e9)) throw new InvalidArgumentError('It takes a number of seconds above 0.');
  return value;
}

/** The experiment of a file, or the default one, with what the flags say instead. */
function readExperiment(file: string | undefined, flags: RunFlags): Experiment {
  const { data, population, generations, seed } = flags;
  const json = file === undefined ? { name: 'Default experiment' } : readJson(file);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new ExpectedError(`${file} has to hold a JSON object: { … }.`);
  const given = Object.entries({ data, population, generations, seed }).filter(([, value]) => value !== undefined);
  return parseExperiment({ ...json, ...Object.fromEntries(given) }, file ?? 'The experiment');
}

async function run(workbench: Workbench, file: string | undefined, flags: RunFlags): Promise<void> {
  const experiment = readExperiment(file, flags);
  // A path on the command line is relative to where one stands, one in the file to the file.
  const folder = file === undefined || flags.data !== undefined ? process.cwd() : dirname(resolve(file));
  const dataset = await workbench.datasets.resolve(experiment.data, folder);
  await followRun(workbench, flags, (options) => workbench.runs.start({ ...experiment, data: dataset.id }, options));
}

async function resume(workbench: Workbench, id: string, file: string | undefined, flags: RunFlags): Promise<void> {
  const given = (['data', 'population', 'generations', 'seed'] as const).filter((name) => flags[name] !== undefined);
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
