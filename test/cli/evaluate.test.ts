import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, root, sample, workplace } from './organism.ts';

const { folder, organism } = workplace();

interface ReferenceFile {
  readonly periods: readonly [number, number][];
  readonly cases: readonly { strategy: string; fitness: readonly number[] }[];
}
const reference = (name: string) => JSON.parse(readFileSync(join(root, 'test/reference', name), 'utf8')) as ReferenceFile;

const close = (got: number, wanted: number) => Math.abs(got - wanted) <= Math.max(1e-12, 1e-9 * Math.abs(wanted));

describe('organism evaluate', () => {
  it.each([
    ['sp500-2000.json', sample, 400],
    ['flat-spans.json', join(root, 'test/reference/flat-spans.csv'), 200],
  ])('matches every case of %s', (name, data, count) => {
    const { periods, cases } = reference(name);
    writeFileSync(join(folder, 'strategies.txt'), cases.map((c) => c.strategy).join('\n'));
    const flags = periods.flatMap(([start, end]) => ['--period', `${start}:${end}`]);
    const run = organism('evaluate', '--data', data, '--strategies', 'strategies.txt', ...flags, '--json');
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    const lines = jsonLines(run.stdout);
    expect(lines).toHaveLength(count);
    const wrong = cases.filter((c, i) => {
      const got = lines[i]?.fitness as number[];
      return !c.fitness.every((wanted, k) => close(got[k] ?? Number.NaN, wanted));
    });
    expect(wrong).toEqual([]);
  });

  it('answers a line that does not parse with its error, in its place, and ends with 1', () => {
    writeFileSync(join(folder, 'mixed.txt'), 'gt(close, open)\ngt(close)\nsma(close, 5)\nlt(close, sma(close, 20))\n');
    const run = organism('evaluate', '--data', sample, '--strategies', 'mixed.txt', '--period', '0:5105', '--json');
    expect(run.status).toBe(1);
    const lines = jsonLines(run.stdout);
    expect(lines.map((line) => ('fitness' in line ? 'fitness' : 'error'))).toEqual(['fitness', 'error', 'error', 'fitness']);
    expect(lines[1]).toMatchObject({ strategy: 'gt(close)', error: expect.stringMatching(/column \d+/) });
  });

  it('reads well without --json', () => {
    writeFileSync(join(folder, 'one.txt'), 'gt(close, open)\r\n');
    const run = organism('evaluate', '--data', sample, '--strategies', 'one.txt', '--period', '0:1700', '--period', '1700:3400');
    expect(run.status).toBe(0);
    expect(run.stdout).toContain('gt(close, open)');
    expect(run.stdout).toMatch(/sharpe/i);
  });

  it('respects --window', () => {
    writeFileSync(join(folder, 'long.txt'), 'gt(close, sma(close, 150))\n');
    const evaluate = (...args: string[]) =>
      organism('evaluate', '--data', sample, '--strategies', 'long.txt', '--period', '0:5105', '--json', ...args);
    expect(evaluate().status).toBe(1);
    expect(evaluate('--window', '200').status).toBe(0);
  });
});
