import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ExpectedError, toFailure } from '../../main/workbench/errors.ts';
import { parseExperiment } from '../../main/workbench/input.ts';
import { openBench, small, temporaryFolder } from './bench.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an input that is wrong is answered with the field and what it expects', () => {
  it.each([
    [
      'experiments.start',
      { experiment: { population: 1 }, settings: {} },
      'experiments.start: experiment.population: has to be at least 2',
    ],
    ['experiments.start', { experiment: {} }, 'experiments.start: settings: is missing, expected object'],
    [
      'experiments.start',
      { experiment: { objectives: [{ metric: 'profit', weight: 1 }] }, settings: {} },
      'experiments.start: experiment.objectives[0].metric: has to be one of sharpe, maxDrawdown, winRate, calendarSharpe, sortino, calmar, cagr, profitFactor, exposure, turnover, trades, size',
    ],
    ['experiments.start', { experiment: { popsize: 3 }, settings: {} }, 'experiments.start: experiment: unknown field popsize'],
    ['runs.get', { run: 7 }, 'runs.get: run: expected string, not 7'],
    ['runs.get', { run: '' }, 'runs.get: run: has to be at least 1 character'],
    ['app.info', null, 'app.info: expected object, not null'],
  ])('%s %j', async (command, input, message) => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    expect(await bench.dispatch(command, input)).toMatchObject({ ok: false, error: { code: 'expected', message } });
  });

  it('and each problem has a line', () => {
    const wrong = { crossover: 2, mutation: 'often', periods: [{ start: 5, end: 5 }] };
    expect(() => parseExperiment(wrong, 'my.json')).toThrow(/^my\.json has 3 problems: /);
    try {
      parseExperiment(wrong, 'my.json');
    } catch (error) {
      expect(toFailure(error).details).toStrictEqual([
        'periods[0]: start has to be before end',
        'crossover: has to be at most 1',
        'mutation: expected number, not "often"',
      ]);
    }
  });
});

describe('what the user can act on', () => {
  it.each([
    ['an unknown run', 'runs.get', { run: '12' }, 'There is no run 12 (`organism runs` lists what there is).'],
    ['an unknown data set', 'datasets.bars', { dataset: 'gold', points: 9 }, 'There is no data set "gold". There are: sp500.'],
    [
      'a period behind the data',
      'experiments.start',
      { experiment: { ...small, periods: [{ start: 0, end: 9_999 }] }, settings: {} },
      /^period 1 \(0:9999\) ends behind the data, which has 5105 bars/,
    ],
    [
      'a window that is too large',
      'experiments.start',
      { experiment: { ...small, window: 2_000 }, settings: {} },
      /a window of 2000 needs at least 2002/,
    ],
    [
      'heights that do not fit',
      'experiments.start',
      { experiment: { ...small, maxHeight: 3 }, settings: {} },
      /^initialHeight\.max is 5, which is more than maxHeight \(3\)/,
    ],
  ])('%s', async (_, command, input, message) => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const text = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(await bench.dispatch(command, input)).toMatchObject({ ok: false, error: { code: 'expected', message: text } });
    expect(await bench.ask('runs.list', {})).toStrictEqual([]);
  });

  it('lines of a file that are wrong, each with its number', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const text =
      'date,open,high,low,close,volume\n2020-01-01,1,2,0.5,1,10\n2020-01-02,1,2,0.5,one,10\n2020-01-03,1,2,0.5,1,10\nnever,1,2,0.5,1,10\n';
    const reply = await bench.dispatch('datasets.import', { name: 'bad.csv', text });
    expect(reply).toMatchObject({ ok: false, error: { code: 'expected', message: expect.stringMatching(/line 3: .*one/) } });
    if (!reply.ok) expect(reply.error.details).toStrictEqual([expect.stringMatching(/^line 3: /), expect.stringMatching(/^line 5: /)]);
    expect(await bench.ask('datasets.list', {})).toHaveLength(1);
  });

  it('a file that is missing, a folder, a text that is no strategy', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { datasets } = bench.workbench;
    await expect(datasets.importFile(join(folder.path, 'no.csv'))).rejects.toThrow(
      /^Reading .*no\.csv failed: there is no such file or folder\.$/,
    );
    await expect(datasets.importFile(folder.path)).rejects.toThrow(/failed: it is a folder\.$/);
    await expect(datasets.resolve('no.csv', folder.path)).rejects.toThrow(
      /^"no\.csv" is no data set \(sp500\), and reading .*no\.csv failed/,
    );
    await bench.ask('experiments.start', { experiment: small, settings: {} });
    await expect(bench.ask('strategies.inspect', { run: '1', strategy: 'gt(close, price)' })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringMatching(/^column 11: /),
    });
  });
});

it('a mistake of ours is told apart, with its trace, and a cancelled call says nothing', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  for (const command of ['files.delete', 'constructor', '__proto__']) {
    const reply = await bench.dispatch(command, {});
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'bug', message: `Organism made a mistake: there is no command "${command}"` },
    });
    if (!reply.ok) expect(reply.error.details[0]).toContain('dispatcher.ts');
  }
  expect(console.error).toHaveBeenCalledTimes(3);
  expect(toFailure(new DOMException('stop', 'AbortError')).code).toBe('cancelled');
  expect(toFailure(new ExpectedError('do this', ['and that']))).toStrictEqual({
    code: 'expected',
    message: 'do this',
    details: ['and that'],
  });
});

describe('an export', () => {
  it('replaces a file in one step, and leaves it alone when the new one cannot be written', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    await bench.ask('experiments.start', { experiment: small, settings: {} });
    await bench.workbench.runs.ended('1');
    const target = join(folder.path, 'new', 'folder');
    const formats = ['json', 'csv', 'typescript'] as const;
    const files = await Promise.all(formats.map((format) => bench.workbench.writeExport('1', format, 3, target)));
    expect(readdirSync(target).sort()).toStrictEqual(files.map((file) => file.slice(target.length + 1)).sort());
    writeFileSync(files[0]!, 'old');
    expect(await bench.workbench.writeExport('1', 'json', 3, target)).toBe(files[0]);
    expect(JSON.parse(readFileSync(files[0]!, 'utf8'))).toBeTypeOf('object');

    writeFileSync(join(folder.path, 'file'), 'mine');
    await expect(bench.workbench.writeExport('1', 'json', 3, join(folder.path, 'file'))).rejects.toThrow(ExpectedError);
    expect(readFileSync(join(folder.path, 'file'), 'utf8')).toBe('mine');
  });

  it('of a run without a generation says so', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { id } = await bench.workbench.runs.start({ ...small, population: 20_000 });
    await expect(bench.workbench.writeExport(id, 'json', 1, folder.path)).rejects.toThrow(/its first generation is not finished/);
    await expect(bench.workbench.writeExport('99', 'json', 1, folder.path)).rejects.toThrow('There is no run 99');
  });
});
