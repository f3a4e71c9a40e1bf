import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Period } from '../../main/market/bars.ts';
import { pricesFile } from './sp500.ts';

const folder = import.meta.dirname;
const output = join(folder, '../../out/bench');

const periodArguments = (periods: readonly Period[]) => periods.map(({ start, end }) => `${start}:${end}`);

function fileOf(texts: readonly string[], name: string): string {
  mkdirSync(output, { recursive: true });
  const file = join(output, name);
  writeFileSync(file, `${texts.join('\n')}\n`);
  return file;
}

/**
 * Compiles native.c, and returns the function that has it evaluate strategies on the S&P 500: evaluations a second, as it
 * says itself. Undefined where there is no C compiler.
 */
export function compileNative() {
  mkdirSync(output, { recursive: true });
  const binary = join(output, 'native');
  const flags = ['-O3', '-march=native', '-fno-math-errno', '-fno-trapping-math', '-w'];
  const { status } = spawnSync('gcc', [...flags, '-o', binary, join(folder, 'native.c'), '-lm', '-lpthread']);
  if (status !== 0) return undefined;
  return (texts: readonly string[], periods: readonly Period[], threads: number, repeats: number): number => {
    const file = fileOf(texts, `strategies-${texts.length}.txt`);
    const { stderr } = spawnSync(binary, [pricesFile, file, `${threads}`, `${repeats}`, ...periodArguments(periods)], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return Number(/(\d+) evaluations\/s/.exec(stderr)![1]);
  };
}

/** What peers.py does a second, by windows and by columns; undefined where Python with DEAP, numpy and pandas is not present. */
export function runPeers(texts: readonly string[], periods: readonly Period[]): { windows: number; columns: number } | undefined {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', 'import deap, numpy, pandas']).status !== 0) return undefined;
  const file = fileOf(texts, 'strategies-peers.txt');
  const text = execFileSync(python, [join(folder, 'peers.py'), pricesFile, file, ...periodArguments(periods)], { encoding: 'utf8' });
  const rate = (name: string) => Number(new RegExp(`${name}, 2 processes: ([\\d.]+)`).exec(text)![1]);
  return { windows: rate('pandas windows'), columns: rate('whole columns') };
}
