import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { languageMetrics, type Metric } from '../../preload/contract.ts';
import { evaluateFile } from '../workbench/evaluate-file.ts';
import type { Evaluated } from '../workbench/evaluate-strategies.ts';
import { readText } from '../workbench/read-text.ts';
import { type ComputeFlags, withCluster, withComputeFlags, withEngine } from './engine.ts';
import { dbFlag, fitnessText, print, printJson, type Session, wholeNumber } from './session.ts';

interface EvaluateFlags extends ComputeFlags {
  readonly data?: string;
  readonly run?: string;
  readonly strategies: string;
  readonly period?: readonly { start: number; end: number }[];
  readonly window?: number;
  readonly json?: boolean;
}

export const evaluateCommand = (session: Session): Command =>
  withComputeFlags(new Command('evaluate'))
    .description('the fitness of given strategies, one a line')
    .requiredOption('--strategies <file>', 'text file with one strategy a line (- reads them from standard input)')
    .option('--data <file>', 'CSV or Parquet file with bars, or id or name of a data set')
    .option('--period <start:end>', 'bars [start, end) to average over; give it once for each period', period)
    .option('--window <n>', 'bars that a decision may look back on (default: 100)', wholeNumber(2, 65_000))
    .option('--run <run>', 'instead of the three above: evaluate as this run does, with its objectives, on its training periods')
    .option(...dbFlag)
    .option('--json', 'one JSON object a line, in the order of the strategies')
    .action((flags: EvaluateFlags, command: Command) => {
      checkFlags(flags, command);
      return evaluate(session, flags);
    });

function period(text: string, before: readonly { start: number; end: number }[] = []): EvaluateFlags['period'] {
  const match = /^(\d+):(\d+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes start:end, two bar numbers such as 0:1700.');
  return [...before, { start: Number(match[1]), end: Number(match[2]) }];
}

/** Either says on what to evaluate. */
function checkFlags(flags: EvaluateFlags, command: Command): void {
  const given = (['data', 'period', 'window'] as const).filter((name) => flags[name] !== undefined).map((name) => `--${name}`);
  if (flags.run !== undefined && given.length > 0) command.error(`--run says what to evaluate on: leave out ${given.join(', ')}`);
  const missing = (['data', 'period'] as const).find((name) => flags[name] === undefined);
  if (flags.run === undefined && missing) command.error(`required option '--${missing}' not specified, nor --run`);
}

/** What the strategies are worth, with the names of the numbers. */
interface Answer {
  readonly names: readonly Metric[];
  readonly results: readonly Evaluated[];
}

async function asRun(session: Session, run: string, strategies: readonly string[], flags: EvaluateFlags): Promise<Answer> {
  return withEngine(session, flags, async (workbench) => {
    const results = await workbench.evaluateAsRun(run, strategies, flags.workers);
    return { names: workbench.runs.get(run).experiment.objectives.map(({ metric }) => metric), results };
  });
}

async function onData(session: Session, strategies: readonly string[], flags: EvaluateFlags): Promise<Answer> {
  const { data = '', period: periods = [], window = 100, workers } = flags;
  const options = { strategies, periods, window, workers };
  // A file is evaluated as it is; only a data set that was imported needs the database.
  const results = existsSync(data)
    ? await withCluster(flags, (cluster) => evaluateFile(session.workerFile, data, { ...options, cluster }))
    : await withEngine(session, flags, async (workbench) => {
        const dataset = await workbench.datasets.resolve(data);
        return workbench.evaluateStrategies({ ...options, data: dataset.id });
      });
  return { names: languageMetrics, results };
}

async function evaluate(session: Session, flags: EvaluateFlags): Promise<void> {
  const text = readText(flags.strategies === '-' ? 0 : flags.strategies);
  const lines = text.split('\n').map((line) => line.trim());
  const numbers = lines.flatMap((line, i) => (line === '' ? [] : [i + 1]));
  const strategies = lines.filter((line) => line !== '');
  const { names, results } =
    flags.run === undefined ? await onData(session, strategies, flags) : await asRun(session, flags.run, strategies, flags);
  for (const [i, result] of results.entries()) {
    if (flags.json) printJson(result);
    else if ('fitness' in result) print(`${fitnessText(names, result.fitness)}  ${result.strategy}`);
    else process.stderr.write(`${flags.strategies}, line ${numbers[i]}: ${result.error}\n`);
    if ('failure' in result && !flags.json) process.stderr.write(`${flags.strategies}, line ${numbers[i]}: ${result.failure}\n`);
    if ('error' in result) process.exitCode = 1;
  }
}
