import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { jsonLines, launcher, root, sample, workplace } from './organism.ts';

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

describe('organism evaluate --run', () => {
  it('evaluates as the run did: objectives, periods, timeframes, bars to be held', () => {
    const experiment = {
      ...{ population: 12, generations: 2, hallOfFame: 4, window: 20, timeframes: ['1w', 'base'] },
      periods: [{ start: 100, end: 3_000 }],
      objectives: [
        { metric: 'calmar', weight: 1 },
        { metric: 'trades', weight: -1 },
      ],
    };
    writeFileSync(join(folder, 'two.json'), JSON.stringify(experiment));
    const run = organism('run', 'two.json', '--json');
    expect(run.stderr).toBe('');
    const { individuals } = JSON.parse(
      `{"individuals":[${organism('show', '1', '--generation', '0', '--json').stdout.trim().split('\n').join(',')}]}`,
    ) as { individuals: { strategy: string; fitness: number[] }[] };
    writeFileSync(join(folder, 'all.txt'), individuals.map(({ strategy }) => strategy).join('\n'));
    const again = organism('evaluate', '--run', '1', '--strategies', 'all.txt', '--json');
    expect(jsonLines(again.stdout)).toStrictEqual(individuals.map(({ strategy, fitness }) => ({ strategy, fitness })));
    expect(organism('evaluate', '--run', '1', '--strategies', 'all.txt').stdout).toMatch(/^calmar -?\d+\.\d{6} {2}trades \d/m);
  });

  it.each([
    [['--run', '1', '--period', '0:1'], 2, /--run says what to evaluate on: leave out --period/],
    [['--period', '0:1'], 2, /required option '--data' not specified, nor --run/],
    [['--run', '77'], 1, /There is no run 77/],
  ])('%j is refused', (flags, status, message) => {
    const answer = organism('evaluate', '--strategies', 'all.txt', ...flags);
    expect(answer.status).toBe(status);
    expect(answer.stderr).toMatch(message);
  });

  it('a line of the failures can be pasted into a shell, wherever one stands and whatever the database is called', () => {
    const odd = join(folder, "it's a folder", 'my runs.sqlite');
    mkdirSync(join(odd, '..'), { recursive: true });
    copyFileSync(sample, join(folder, 'My bars, 2000.csv'));
    const made = organism('run', '--data', 'My bars, 2000.csv', '--population', '6', '--generations', '0', '--db', odd);
    expect(made.status).toBe(0);
    const strategy = 'and(gt(close, sma(close, 20)), lt(rsi(close, 14), 7e1))';
    const db = new Database(odd);
    db.prepare("INSERT INTO failures (run, strategy, reason, generation, quarantined) VALUES (1, ?, 'timeout, twice: …', 0, 1)").run(
      strategy,
    );
    db.close();
    const shown = organism('show', '1', '--db', odd);
    const line = shown.stdout
      .split('\n')
      .find((text) => text.includes('organism evaluate'))!
      .trim();
    expect(line).toBe(`echo '${strategy}' | organism evaluate --run 1 --strategies - --db '${odd.replace("'", "'\\''")}'`);
    const elsewhere = mkdtempSync(join(tmpdir(), 'organism-cli-'));
    // Something that is called as the data set is.
    mkdirSync(join(elsewhere, 'my-bars-2000'));
    const script = `organism() { '${process.execPath}' '${launcher}' "$@"; }\n${line}`;
    const pasted = spawnSync('sh', ['-c', script], { cwd: elsewhere, encoding: 'utf8' });
    expect(pasted.stderr).toBe('');
    expect(pasted.stdout).toMatch(/^sharpe -?\d.* {2}and\(gt\(close, sma\(close, 20\)\), lt\(rsi\(close, 14\), 7e1\)\)$/m);
    rmSync(elsewhere, { recursive: true });
  });
});
