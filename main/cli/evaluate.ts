import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { languageMetrics } from '../../preload/contract.ts';
import { evaluateFile } from '../workbench/evaluate-file.ts';
import { readText } from '../workbench/read-text.ts';
import { dbFlag, fitnessText, print, printJson, type Session, wholeNumber, withWorkbench } from './session.ts';

interface EvaluateFlags {
  readonly data: string;
  readonly strategies: string;
  readonly period: readonly { start: number; end: number }[];
  readonly window: number;
  readonly workers?: number;
  readonly db?: string;
  readonly json?: boolean;
}

export const evaluateCommand = (session: Session): Command =>
  new Command('evaluate')
    .description('the fitness of given strategies, one a line')
    .requiredOption('--data <file>', 'CSV file with bars, or id or name of a data set')
    .requiredOption('--strategies <file>', 'text file with one strategy a line (- reads them from standard input)')
    .requiredOption('--period <start:end>', 'bars [start, end) to average over; give it once for each period', period)
    .option('--window <n>', 'bars that a decision may look back on', wholeNumber(2, 65_000), 100)
    .option('--workers <n>', 'worker threads (default: one a core); never changes the result', wholeNumber(1, 256))
    .option(...dbFlag)
    .option('--json', 'one JSON object a line, in the order of the strategies')
    .action((flags: EvaluateFlags) => evaluate(session, flags));

function period(text: string, before: EvaluateFlags['period'] = []): EvaluateFlags['period'] {
  const match = /^(\d+):(\d+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes start:end, two bar numbers such as 0:1700.');
  return [...before, { start: Number(match[1]), end: Number(match[2]) }];
}

async function evaluate(session: Session, flags: EvaluateFlags): Promise<void> {
  const { data, period: periods, window, workers } = flags;
  const text = readText(flags.strategies === '-' ? 0 : flags.strategies);
  const lines = text.split('\n').map((line) => line.trim());
  const numbers = lines.flatMap((line, i) => (line === '' ? [] : [i + 1]));
  const options = { strategies: lines.filter((line) => line !== ''), periods, window, workers };
  // A file is evaluated as it is; only a data set that was imported needs the database.
  const results = existsSync(data)
    ? await evaluateFile(session.workerFile, data, options)
    : await withWorkbench(session, flags, async (workbench) => {
        const dataset = await workbench.datasets.resolve(data);
        return workbench.evaluateStrategies({ ...options, data: dataset.id });
      });
  for (const [i, result] of results.entries()) {
    if (flags.json) printJson(result);
    else if ('fitness' in result) print(`${fitnessText(languageMetrics, result.fitness)}  ${result.strategy}`);
    else process.stderr.write(`${flags.strategies}, line ${numbers[i]}: ${result.error}\n`);
    if ('failure' in result && !flags.json) process.stderr.write(`${flags.strategies}, line ${numbers[i]}: ${result.failure}\n`);
    if ('error' in result) process.exitCode = 1;
  }
}
