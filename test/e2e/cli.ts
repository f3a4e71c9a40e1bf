/** The command line beside the window: a second witness of what is stored and of how a strategy scores. */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Champion, ExperimentInput, IndividualView, LogbookRow, Run } from '../../preload/contract.ts';
import { root } from './build.ts';

const execute = promisify(execFile);
export const sample = join(root, 'resources/sp500-2000.csv');

/** The JSON lines that a command prints. @throws when it ends with an error */
export async function organism<T = unknown>(...args: string[]): Promise<T[]> {
  const { stdout } = await execute(process.execPath, [join(root, 'out/main/cli.cjs'), ...args, '--json'], { maxBuffer: 1 << 28 });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** What is stored of a run, read while the host has the database open. */
export async function stored(database: string, run: string): Promise<{ run: Run; rows: LogbookRow[]; hall: Champion[] }> {
  const [first, ...others] = await organism<object>('show', run, '--db', database);
  return {
    run: first as Run,
    rows: others.filter((line): line is LogbookRow => 'digest' in line),
    hall: others.filter((line): line is Champion & { rank: number } => 'rank' in line),
  };
}

export const individuals = (database: string, run: string, generation: number) =>
  organism<IndividualView>('show', run, '--generation', String(generation), '--db', database);

/** Best by Sharpe ratio, then drawdown, then win rate: the default objectives in their order. */
export const champion = (population: readonly IndividualView[]): IndividualView =>
  population.reduce((best, other) => {
    const [a, b] = [best, other].map(({ fitness: [sharpe, drawdown, wins] }) => [sharpe!, -drawdown!, wins!]) as [number[], number[]];
    const i = a.findIndex((value, index) => value !== b[index]);
    return i >= 0 && b[i]! > a[i]! ? other : best;
  });

/** [sharpe, maxDrawdown, winRate] of a strategy on the sample, averaged over these periods. */
export async function evaluate(strategy: string, ...periods: readonly string[]): Promise<number[]> {
  const file = join(mkdtempSync(join(tmpdir(), 'organism-e2e-')), 'strategies.txt');
  writeFileSync(file, `${strategy}\n`);
  const flags = periods.flatMap((period) => ['--period', period]);
  const [result] = await organism<{ fitness: number[] }>('evaluate', '--data', sample, '--strategies', file, ...flags);
  return result!.fitness;
}

/** The digests of every generation of an experiment that nothing disturbs, run without a window. */
export async function undisturbed(experiment: ExperimentInput): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'organism-e2e-'));
  const file = join(folder, 'experiment.json');
  writeFileSync(file, JSON.stringify(experiment));
  const lines = await organism<LogbookRow>('run', file, '--db', join(folder, 'organism.sqlite'));
  return lines.slice(0, -1).map((row) => row.digest);
}
