import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { type Experiment, exportFormats, type LogbookRow, type Run } from '../../preload/contract.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { parseExperiment } from '../workbench/input.ts';
import { logbookText } from '../workbench/logbook-text.ts';
import { readJson } from '../workbench/read-text.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { createProgress } from './progress.ts';
import { dbFlag, fitnessText, print, printJson, type Session, wholeNumber, withWorkbench } from './session.ts';

interface RunFlags {
  readonly data?: string;
  readonly population?: number;
  readonly generations?: number;
  readonly seed?: number;
  readonly workers?: number;
  readonly export?: string;
  readonly db?: string;
  readonly json?: boolean;
}

export const runCommand = (session: Session): Command =>
  new Command('run')
    .description('evolve strategies: the default experiment on the S&P 500, or the one of a file')
    .argument('[experiment.json]', 'experiment file; its fields stand in the README')
    .option('--data <file>', 'CSV file with bars, or id or name of a data set')
    .option('--population <n>', 'strategies in a generation', wholeNumber(2))
    .option('--generations <n>', 'generations after the first', wholeNumber(0))
    .option('--seed <n>', 'seed of the random numbers', wholeNumber(0))
    .option('--workers <n>', 'worker threads (default: one a core); never changes the result', wholeNumber(1, 256))
    .option('--export <dir>', 'write the best strategies there as JSON, CSV and TypeScript')
    .option(...dbFlag)
    .option('--json', 'one JSON object a generation, and a last one for the run')
    .action((file: string | undefined, flags: RunFlags) => withWorkbench(session, flags, (workbench) => run(workbench, file, flags)));

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

  const progress = flags.json ? undefined : createProgress(experiment.generations, process.stderr);
  const rows: LogbookRow[] = [];
  const onGeneration = (row: LogbookRow, { rate, secondsLeft }: Run) => {
    rows.push(row);
    if (flags.json) printJson(row);
    progress?.update(row.generation, { rate, secondsLeft });
  };
  const started = await workbench.runs.start({ ...experiment, data: dataset.id }, { workers: flags.workers, onGeneration });
  const stop = () => void workbench.runs.stop(started.id);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const ended = await workbench.runs.ended(started.id);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  progress?.end();

  if (ended.state === 'failed') throw new ExpectedError(`Run ${ended.id} failed after generation ${ended.generation}: ${ended.error}`);
  if (ended.state === 'stopped') process.exitCode = 130;
  if (flags.json) printJson(summary(ended, rows));
  else report(workbench, ended, rows);
  if (flags.export !== undefined) {
    for (const format of exportFormats) {
      const path = workbench.writeExport(ended.id, format, experiment.hallOfFame, resolve(flags.export));
      if (!flags.json) print(`wrote ${path}`);
    }
  }
}

const summary = (run: Run, rows: readonly LogbookRow[]) => ({
  run: run.id,
  state: run.state,
  generations: run.generation,
  evaluations: run.evaluations,
  distinct: run.distinct,
  seconds: run.seconds,
  evaluationsPerSecond: run.evaluations / run.seconds,
  digest: rows.at(-1)?.digest ?? null,
  best: run.best,
});

function report(workbench: Workbench, run: Run, rows: readonly LogbookRow[]): void {
  const names = run.experiment.objectives.map((objective) => objective.metric);
  print(logbookText(run.experiment, rows));
  print('');
  for (const [i, { strategy, fitness }] of workbench.records.hallOfFame(run.id).entries()) {
    print(`${String(i + 1).padStart(3)}  ${fitnessText(names, fitness)}\n     ${strategy}`);
  }
  const count = (n: number) => n.toLocaleString('en');
  print('');
  print(
    `run ${run.id} ${run.state} on ${run.dataset.name} (${count(run.dataset.bars)} bars), seed ${run.experiment.seed}: ` +
      `${count(run.evaluations)} evaluations, ${count(run.distinct)} distinct strategies, ${run.seconds.toFixed(1)} s ` +
      `(${count(Math.round(run.evaluations / run.seconds))} evaluations/s)`,
  );
  print(`digest of the last population ${rows.at(-1)?.digest ?? 'none'}`);
  print(`organism show ${run.id}, organism export ${run.id} --format typescript --out DIR`);
}
