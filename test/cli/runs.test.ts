import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jsonLines, launcher, root, workplace } from './organism.ts';

const small = ['--population', '20', '--generations', '4'];

describe('stored runs', () => {
  const { folder, organism } = workplace();

  it('are listed, shown, exported and kept apart by database', () => {
    expect(organism('runs').stdout).toContain('organism run');
    expect(organism('run', ...small).status).toBe(0);
    expect(organism('runs').stdout).toMatch(/^\s*1\s.*finished/m);
    expect(jsonLines(organism('runs', '--json').stdout)).toMatchObject([{ id: '1', state: 'finished' }]);

    const shown = organism('show', '1').stdout;
    expect(shown.match(/^\d+\s*\t\d+/gm)).toHaveLength(5);

    const generation = organism('show', '1', '--generation', '2').stdout;
    expect(generation.trimEnd().split('\n').length).toBeGreaterThanOrEqual(20);

    expect(organism('export', '1', '--top', '3', '--format', 'json', '--out', 'out').status).toBe(0);
    const exported = JSON.parse(readFileSync(join(folder, 'out/strategies.json'), 'utf8')) as { strategies: unknown[] };
    expect(exported.strategies).toHaveLength(3);

    expect(organism('runs', '--db', 'other.sqlite').stdout).not.toContain('finished');
  });

  it('give every distinct strategy, one a line and nothing else, and each parses', () => {
    const { stdout } = organism('show', '1', '--generation', 'all', '--strategies');
    const strategies = stdout.trimEnd().split('\n');
    expect(new Set(strategies).size).toBe(strategies.length);
    expect(strategies.length).toBeGreaterThan(20);
    writeFileSync(join(folder, 'all.txt'), stdout);
    expect(
      organism('evaluate', '--data', join(root, 'resources/sp500-2000.csv'), '--strategies', 'all.txt', '--period', '0:5105').status,
    ).toBe(0);
    const one = organism('show', '1', '--generation', '4', '--strategies').stdout.trimEnd().split('\n');
    expect(one.every((s) => strategies.includes(s))).toBe(true);
  });

  it('are labelled, in words or as JSON', () => {
    expect(organism('label', '1', '--name', 'First', '--tag', 'keeper').stdout).toBe('1: First; tags keeper\n');
    const labelled = jsonLines(organism('label', '1', '--note', 'Trades often', '--json').stdout);
    expect(labelled).toMatchObject([{ id: '1', name: 'First', tags: ['keeper'], note: 'Trades often' }]);
    expect(labelled).toEqual(jsonLines(organism('runs', '--tag', 'keeper', '--json').stdout));
  });

  it('show says what is wrong with a generation that is not there', () => {
    const { status, stderr } = organism('show', '1', '--generation', '9');
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/generation 9.*4/);
  });
});

describe('organism import', () => {
  const { folder, organism } = workplace();

  it('keeps a data set under a name that runs can use', () => {
    const source = readFileSync(join(root, 'test/reference/flat-spans.csv'), 'utf8');
    writeFileSync(join(folder, 'my bars.csv'), source.replaceAll(',', ';'));
    const { status, stdout } = organism('import', 'my bars.csv');
    expect(status).toBe(0);
    expect(stdout).toContain('my bars');
    expect(organism('run', '--data', 'my bars', ...small, '--json').status).toBe(0);
  });

  it('names the line of every mistake', () => {
    const lines = readFileSync(join(root, 'test/reference/flat-spans.csv'), 'utf8').split('\n');
    lines[10] = '2008-01-14,42.2,x,42.0,42.19,142143.0';
    writeFileSync(join(folder, 'bad.csv'), lines.join('\n'));
    const { status, stderr } = organism('import', 'bad.csv');
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/line 11.*high.*x/);
  });
});

describe('kill -9 in the middle of a run', () => {
  it('loses no generation that was announced', async () => {
    const { folder, environment, organism } = workplace();
    const child = spawn(process.execPath, [launcher, 'run', '--population', '60', '--generations', '5000', '--json'], {
      cwd: folder,
      env: environment,
    });
    let announced = '';
    child.stdout.setEncoding('utf8');
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (text: string) => {
        announced += text;
        if (announced.split('\n').length > 12) child.kill('SIGKILL');
      });
      child.on('exit', () => resolve());
    });
    const seen = announced
      .slice(0, announced.lastIndexOf('\n'))
      .split('\n')
      .map((line) => JSON.parse(line) as { generation: number; digest: string });
    const [run] = jsonLines(organism('runs', '--json').stdout);
    expect(run).toMatchObject({ id: '1', state: 'interrupted' });
    expect(Number(run?.generation)).toBeGreaterThanOrEqual(seen.at(-1)?.generation ?? 0);
    const stored = jsonLines(organism('show', '1', '--json').stdout).filter((line) => 'digest' in line);
    for (const { generation, digest } of seen) expect(stored.find((line) => line.generation === generation)?.digest).toBe(digest);
  });
});

describe('organism import, where a file says too little', () => {
  const { folder, organism } = workplace();
  const bars = 'Date,Open,High,Low,Fixing\n01/02/2020,1,2,1,2\n02/02/2020,2,3,2,3\n03/02/2020,null,null,null,null\n04/02/2020,3,4,3,4\n';

  it('names the options that help, and they do', () => {
    writeFileSync(join(folder, 'few.csv'), bars);
    expect(organism('import', 'few.csv').stderr).toContain('column close=');
    const close = ['--column', 'close=Fixing'];
    expect(organism('import', 'few.csv', ...close).stderr).toMatch(/date-format, dmy or mdy|empty-rows drop/);
    const { status, stdout } = organism('import', 'few.csv', ...close, '--date-format', 'dmy', '--empty-rows', 'drop');
    expect(status).toBe(0);
    expect(stdout).toMatch(/3 bars from 2020-02-01 to 2020-02-04.*1 without prices/s);
  });

  it('refuses an option that makes no sense', () => {
    expect(organism('import', 'few.csv', '--column', 'shut=Settle').stderr).toMatch(/role=header.*close/);
    expect(organism('import', 'few.csv', '--date-format', 'dym').stderr).toMatch(/dmy, mdy, ymd/);
  });
});
