import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, sample, workplace } from './organism.ts';

const { folder, organism } = workplace();
const small = ['--population', '30', '--generations', '6', '--seed', '7'];

describe('organism run', () => {
  let printed = '';
  let last: Record<string, unknown> = {};

  beforeAll(() => {
    const run = organism('run', ...small, '--workers', '2', '--export', 'best');
    expect(run.stderr).not.toContain('Error');
    expect(run.status).toBe(0);
    printed = run.stdout;
  });

  it('prints the logbook, the best strategies with their fitness, and the id of the run', () => {
    expect(printed).toMatch(/^gen\s+nevals/m);
    expect(printed.match(/^\d+\s*\t\d+/gm)).toHaveLength(7);
    expect(printed).toMatch(/sharpe/);
    expect(printed).toMatch(/run 1\b/);
  });

  it('gives strategies whose fitness `evaluate` confirms', () => {
    const { strategies } = JSON.parse(readFileSync(join(folder, 'best/strategies.json'), 'utf8')) as {
      strategies: { text: string; fitness: { sharpe: number; maxDrawdown: number; winRate: number } }[];
    };
    writeFileSync(join(folder, 'best.txt'), strategies.map((s) => s.text).join('\n'));
    const periods = ['0:1701', '1701:3403', '3403:5105'].flatMap((p) => ['--period', p]);
    const confirmed = jsonLines(organism('evaluate', '--data', sample, '--strategies', 'best.txt', ...periods, '--json').stdout);
    expect(strategies.length).toBeGreaterThan(0);
    expect(confirmed.map((c) => c.fitness)).toEqual(
      strategies.map(({ fitness: { sharpe, maxDrawdown, winRate } }) => [sharpe, maxDrawdown, winRate]),
    );
    for (const { text } of strategies) expect(printed).toContain(text);
  });

  it('exports the best as JSON, CSV and TypeScript', () => {
    expect(readdirSync(join(folder, 'best')).sort()).toEqual(['hall-of-fame.csv', 'strategies.json', 'strategies.ts']);
  });

  it('prints one object a generation with --json, and a last one for the run', () => {
    const run = organism('run', ...small, '--workers', '1', '--json');
    expect(run.status).toBe(0);
    const lines = jsonLines(run.stdout);
    last = lines.pop() ?? {};
    expect(lines.map((line) => line.generation)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(last).toMatchObject({
      run: expect.any(String),
      evaluations: expect.any(Number),
      distinct: expect.any(Number),
      seconds: expect.any(Number),
    });
    expect(last.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(lines.reduce((sum, line) => sum + Number(line.evaluations), 0)).toBe(last.evaluations);
  });

  it('gives the same population with any number of workers, and another with another seed', () => {
    const digest = (...args: string[]) => jsonLines(organism('run', ...args, '--json').stdout).at(-1)?.digest;
    expect(digest(...small, '--workers', '3')).toBe(last.digest);
    expect(digest(...small, '--seed', '8')).not.toBe(last.digest);
  });

  it('takes an experiment file, with data relative to it, and flags before it', () => {
    writeFileSync(join(folder, 'bars.csv'), readFileSync(sample));
    writeFileSync(
      join(folder, 'experiment.json'),
      JSON.stringify({
        name: 'From a file',
        data: 'bars.csv',
        population: 10,
        generations: 50,
        periods: [{ start: 0, end: 3000 }],
        seed: 3,
      }),
    );
    const run = organism('run', 'experiment.json', '--generations', '2', '--json');
    expect(run.stderr).toBe('');
    expect(jsonLines(run.stdout)).toHaveLength(4);
    const id = String(jsonLines(run.stdout).at(-1)?.run);
    expect(organism('show', id).stdout).toContain('From a file');
  });
});

describe('mistakes get one line that says what to do, and a code other than 0', () => {
  const cases: [what: string, args: string[], message: RegExp][] = [
    ['an unknown flag', ['run', '--populaton', '5'], /--populaton.*--population/s],
    ['a flag that is no number', ['run', '--population', 'many'], /--population.*whole number/],
    ['a population too small', ['run', '--population', '1'], /population/],
    ['a missing experiment file', ['run', 'nowhere.json'], /nowhere\.json/],
    ['a missing data file', ['run', '--data', 'nowhere.csv'], /nowhere\.csv/],
    ['an unknown command', ['evolve'], /evolve.*organism --help/s],
    ['an unknown run', ['show', '99'], /99.*organism runs/],
    ['an unknown format', ['export', '1', '--format', 'xml', '--out', 'x'], /json.*csv.*typescript/],
    ['no folder for an export', ['export', '1', '--format', 'json'], /--out/],
    ['a period that is none', ['evaluate', '--data', sample, '--strategies', 'best.txt', '--period', '5-9'], /--period.*start:end/],
    ['a period outside of the data', ['evaluate', '--data', sample, '--strategies', 'best.txt', '--period', '0:9999'], /9,?999.*5,?105/],
    ['no strategies file', ['evaluate', '--data', sample, '--strategies', 'nowhere.txt', '--period', '0:1700'], /nowhere\.txt/],
  ];
  it.each(cases)('%s', (_, args, message) => {
    const { status, stderr, stdout } = organism(...args);
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('an experiment file with a wrong field names the field', () => {
    writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ population: 'many', crossover: 3, colour: 'red' }));
    const { status, stderr } = organism('run', 'wrong.json');
    expect(status).not.toBe(0);
    for (const word of ['wrong.json', 'population', 'crossover', 'colour']) expect(stderr).toContain(word);
  });

  it('an experiment file that is no JSON names the place', () => {
    writeFileSync(join(folder, 'broken.json'), '{"population": 5,,}');
    const { status, stderr } = organism('run', 'broken.json');
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/broken\.json.*(position|line)/s);
  });
});
