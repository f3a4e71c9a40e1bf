import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { endings } from '../../main/backtest/analysis/trades.ts';
import { type CommandInput, tradeEndings } from '../../preload/contract.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

/** Training, validation and a sealed holdout on the sample. */
const sealed = { ...small, name: 'Sealed', split: { method: 'shares' as const } };

async function finish({ ask, workbench }: Bench, experiment: CommandInput<'experiments.start'>['experiment']): Promise<string> {
  const { id } = await ask('experiments.start', { experiment, settings: {} });
  expect((await workbench.runs.ended(id)).state).toBe('finished');
  return id;
}

describe('the databank', () => {
  it('keeps the hall of fame of every finished run, with every metric on training and validation, also when the run is gone', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finish(bench, sealed);
    const hall = await ask('runs.hallOfFame', { run });
    const before = await ask('databank.list', {});
    expect(before.map(({ strategy, fitness, rank }) => ({ strategy, fitness, rank }))).toEqual(
      hall.map(({ strategy, fitness }, i) => ({ strategy, fitness, rank: i + 1 })),
    );
    const [entry] = before.filter(({ rank }) => rank === 1);
    expect(entry!.training!.sharpe).toBe(entry!.fitness[0]);
    const report = await ask('strategies.inspect', { entry: entry!.id });
    expect(entry!.validation?.cagr ?? Number.NaN).toBe(report.validation![0]!.metrics.cagr);
    expect(report.trades.count).toBeGreaterThan(0);

    await ask('runs.delete', { run });
    const after = await ask('databank.list', {});
    expect(after.map(({ run: from, ...rest }) => ({ ...rest, run: from.name }))).toEqual(
      before.map(({ run: from, ...rest }) => ({ ...rest, run: from.name })),
    );
    expect(after.every((one) => !one.run.exists)).toBe(true);
    expect(await ask('strategies.inspect', { entry: entry!.id })).toStrictEqual(report);
    const { text } = await ask('exports.preview', { strategies: [{ entry: entry!.id }], format: 'json' });
    expect(JSON.parse(text)).toMatchObject({ run, experiment: { name: 'Sealed' }, strategies: [{ text: entry!.strategy }] });
  });

  it('lists what came last first, and of a run its best first, though the clock ticks between any two of them', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    let now = Date.now();
    using _ = vi.spyOn(Date, 'now').mockImplementation(() => now++);
    const first = await finish(bench, small);
    const second = await finish(bench, { ...small, seed: 9 });
    const list = await bench.ask('databank.list', {});
    const halls = await Promise.all([second, first].map((run) => bench.ask('runs.hallOfFame', { run })));
    expect(list.map(({ run, strategy }) => [run.id, strategy])).toEqual(
      halls.flatMap((hall, i) => hall.map(({ strategy }) => [[second, first][i], strategy])),
    );
  });

  it('takes over the halls of runs that an older version or another process has finished', async () => {
    using folder = temporaryFolder();
    {
      await using bench = openBench(folder.path);
      await finish(bench, small);
    }
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(folder.path, 'organism.sqlite'));
    db.exec('DELETE FROM databank; DELETE FROM databank_runs');
    db.close();
    await using bench = openBench(folder.path);
    expect(await bench.ask('databank.list', {})).toEqual([]);
    await bench.workbench.databank.collect();
    expect(await bench.ask('databank.list', {})).toHaveLength(4);
    expect(bench.events.some(({ name }) => name === 'databank.changed')).toBe(true);
  });

  it('remembers tags, notes and pins; what is removed stays away and can be brought back', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask, workbench } = bench;
    await finish(bench, small);
    const entries = (await ask('databank.list', {})).map(({ id }) => id);
    const [a, b] = entries as [number, number];
    await ask('databank.change', { entries: [a, b], change: { addTags: ['trend', 'low vol'], note: 'Look again' } });
    await ask('databank.change', { entries: [a], change: { removeTags: ['trend'], pinned: true } });
    await ask('databank.remove', { entries: [b] });
    await workbench.databank.collect();
    expect((await ask('databank.list', {})).map(({ id }) => id)).toEqual(entries.filter((id) => id !== b));
    await expect(ask('databank.change', { entries: [b], change: { note: '' } })).rejects.toMatchObject({ code: 'expected' });
    await ask('databank.restore', { entries: [b] });
    const list = await ask('databank.list', {});
    expect(list.find(({ id }) => id === a)).toMatchObject({ tags: ['low vol'], note: 'Look again', pinned: true });
    expect(list.find(({ id }) => id === b)).toMatchObject({ tags: ['low vol', 'trend'], note: 'Look again', pinned: false });
    await expect(ask('databank.restore', { entries: [999] })).rejects.toMatchObject({
      message: expect.stringContaining('cannot be restored'),
    });
  });

  it('pins any rule of a run once, with the fitness that the search would have given it', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finish(bench, small);
    const strategy = 'gt(close,   sma(close, 20))';
    const pinned = await ask('databank.pin', { strategy: { run, strategy } });
    expect(pinned).toMatchObject({ strategy: 'gt(close, sma(close, 20))', pinned: true, rank: null, run: { id: run, name: 'Small' } });
    const report = await ask('strategies.inspect', { run, strategy });
    expect(pinned.fitness).toEqual(report.objectives.map(({ value }) => value));
    expect((await ask('databank.pin', { strategy: { entry: pinned.id } })).id).toBe(pinned.id);
    // Edited, on the experiment of an entry.
    const edited = await ask('databank.pin', { strategy: { entry: pinned.id, strategy: 'gt(close, sma(close, 30))' } });
    expect(edited.id).not.toBe(pinned.id);
    await expect(ask('databank.pin', { strategy: { run, strategy: 'gt(close, smaa(close, 20))' } })).rejects.toMatchObject({
      code: 'expected',
      message: expect.stringMatching(/column 11: .*did you mean sma\?/),
    });
    await expect(ask('strategies.inspect', { entry: 999 })).rejects.toMatchObject({ message: expect.stringContaining('no entry 999') });
  });
});

describe('a sealed holdout', () => {
  it('leaves no trace in what is told of a strategy, of a run or of the databank, before it is opened', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finish(bench, sealed);
    const { experiment } = await ask('runs.get', { run });
    const [holdout] = experiment.holdout!;
    // Held on every bar, so that each one would show.
    const strategy = 'gt(volume, -1)';
    const { id } = await ask('databank.pin', { strategy: { run, strategy } });
    const seals: { from: number; to: number }[] = [];
    for (const ref of [{ run, strategy }, { entry: id }]) {
      const report = await ask('strategies.inspect', ref);
      expect(report.sealed).toHaveLength(1);
      seals.push(report.sealed[0]!);
      expect(report.holdout).toBeNull();
      expect(report.cases.some(({ role }) => role === 'holdout')).toBe(false);
      const first = holdout!.start + experiment.window;
      expect([...report.trades.exit].every((bar) => bar <= first)).toBe(true);
      expect(tradeEndings[report.trades.ending.at(-1)!]).toBe('sealed');
      const year = 2019 - report.months.firstYear;
      expect([...report.months.sealed.slice(year * 13, year * 13 + 13)]).toEqual(new Array(13).fill(2));
      expect(report.months.strategy.slice(year * 13, year * 13 + 13).every(Number.isNaN)).toBe(true);
      expect(report.rolling.every(({ sharpe }) => Number.isNaN(sharpe.at(-1)!))).toBe(true);
    }
    const { text } = await ask('exports.preview', { strategies: [{ entry: id }], format: 'trades' });
    const exits = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[5]!);
    expect(exits.every((time) => time < '2017')).toBe(true);
    const { data } = await ask('strategies.correlate', { strategies: [{ entry: id }, { run, strategy: 'gt(close, sma(close, 50))' }] });
    expect(new Date(data[0]!.to).getUTCFullYear()).toBeLessThan(2017);

    await ask('runs.openHoldout', { run });
    await ask('runs.delete', { run });
    const open = await ask('strategies.inspect', { entry: id });
    expect(open).toMatchObject({ sealed: [], holdout: [{ heldBars: holdout!.end - holdout!.start - experiment.window - 1 }] });
    expect(seals).toEqual([...open.holdout!, ...open.holdout!].map(({ from, to }) => ({ from, to })));
    expect(open.trades.exit.at(-1)).toBe(5104);
  });
});

describe('how alike strategies are', () => {
  it('is none between different data, and what both did where the data is the same', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finish(bench, { ...small, generations: 0 });
    const csv = readFileSync(new URL('../../resources/sp500-2000.csv', import.meta.url), 'utf8').split('\n');
    const half = await ask('datasets.import', { name: 'half.csv', text: csv.slice(0, 2500).join('\n') });
    const other = await finish(bench, { ...small, data: half.id, generations: 0 });
    const strategies = ['gt(close, sma(close, 20))', 'not(lt(close, sma(close, 20)))', 'lt(close, sma(close, 20))', 'gt(0, volume)'];
    const { matrix, of, data } = await ask('strategies.correlate', {
      strategies: [...strategies.map((strategy) => ({ run, strategy })), { run: other, strategy: strategies[0]! }],
    });
    const at = (i: number, j: number) => matrix[i * 5 + j]!;
    expect(of).toEqual([0, 0, 0, 0, 1]);
    expect(data.map(({ name, count }) => [name, count])).toEqual([
      ['S&P 500', 5104 - 20],
      ['half', 2498 - 20],
    ]);
    expect(at(0, 0)).toBe(1);
    expect(at(0, 1)).toBeCloseTo(1, 6);
    expect(at(0, 2)).toBeLessThan(0.1);
    expect(at(2, 0)).toBe(at(0, 2));
    expect([at(0, 3), at(3, 3), at(0, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('folds the same rule, the same decisions, and what correlates, under the first of them', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const run = await finish(bench, { ...small, generations: 0, hallOfFame: 1 });
    const rules = {
      average: 'gt(close, sma(close, 20))',
      // The other way round, and with its arguments in another order.
      mirrored: 'lt(sma(close, 20), close)',
      // Another rule, which is true on the same bars.
      twice: 'and(gt(close, sma(close, 20)), gt(volume, -1))',
      near: 'gt(close, sma(close, 21))',
      far: 'lt(rsi(close, 14), 40)',
      never: 'gt(0, volume)',
      neverToo: 'lt(volume, -5)',
    };
    const ids: Record<string, number> = {};
    for (const [name, strategy] of Object.entries(rules)) ids[name] = (await ask('databank.pin', { strategy: { run, strategy } })).id;
    const nameOf = (id: number) => Object.keys(ids).find((name) => ids[name] === id);
    const folded = async (threshold: number) =>
      (await ask('databank.fold', { entries: Object.values(ids), threshold })).groups.map(({ entry, folded: below }) => [
        nameOf(entry),
        ...below.map((one) => `${nameOf(one.entry)}: ${one.reason}`),
      ]);
    expect(await folded(0.9)).toEqual([
      ['average', 'mirrored: same rule', 'twice: same decisions', 'near: correlated'],
      ['far'],
      ['never', 'neverToo: same decisions'],
    ]);
    expect(await folded(1)).toEqual([
      ['average', 'mirrored: same rule', 'twice: same decisions'],
      ['near'],
      ['far'],
      ['never', 'neverToo: same decisions'],
    ]);
  });
});

it('checks a text while it is written', async () => {
  using folder = temporaryFolder();
  await using bench = openBench(folder.path);
  expect(await bench.ask('strategies.check', { strategy: 'gt(close,sma(close, 20))', window: 100 })).toMatchObject({
    problem: null,
    strategy: 'gt(close, sma(close, 20))',
    reading: { text: 'Hold a long position while the close is above its 20-bar average.' },
    lookback: 19,
  });
  expect(await bench.ask('strategies.check', { strategy: 'gt(close, sma(close))', window: 100 })).toEqual({
    problem: { column: 11, message: 'sma expects (series, period), got 1 argument' },
  });
  expect(await bench.ask('strategies.check', { strategy: '', window: 100 })).toMatchObject({ problem: { column: 1 } });
});

it('names the endings of trades on both sides alike', () => expect(tradeEndings).toEqual(endings));

describe('files of several runs', () => {
  it('hold all of them, each with where it comes from, and a preview is their beginning', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'written');
    await using bench = openBench(folder.path, { dialogs: { openFile: async () => null, saveFile: async () => path } });
    const { ask } = bench;
    const first = await finish(bench, { ...small, name: 'First', generations: 1 });
    const second = await finish(bench, { ...small, name: 'Second', generations: 1, objectives: [{ metric: 'calmar', weight: 1 }] });
    const strategies = [
      { run: first, strategy: 'gt(close, sma(close, 20))' },
      { run: second, strategy: 'lt(rsi(close, 14), 40)' },
    ];
    const save = async (format: 'json' | 'csv' | 'typescript' | 'trades', options = {}) => {
      const preview = await ask('exports.preview', { strategies, format, options });
      await ask('exports.save', { strategies, format, options });
      const written = readFileSync(path, 'utf8');
      expect(written.startsWith(preview.text)).toBe(true);
      expect([preview.characters, preview.lines]).toEqual([written.length, written.trimEnd().split('\n').length]);
      return written;
    };
    const collection = JSON.parse(await save('json', { trees: false, indent: false }));
    expect(collection.collections.map((one: { run: string; strategies: object[] }) => [one.run, one.strategies])).toEqual([
      [first, [expect.objectContaining({ text: strategies[0]!.strategy, reading: expect.stringContaining('20-bar average') })]],
      [second, [expect.objectContaining({ text: strategies[1]!.strategy, fitness: { calmar: expect.any(Number) } })]],
    ]);
    expect(collection.collections[0].strategies[0].tree).toBeUndefined();
    const [header, ...lines] = (await save('csv', { separator: ';' })).trimEnd().split('\r\n');
    expect(header).toBe('rank;run;data;dataHash;sharpe;maxDrawdown;winRate;calmar;size;height;lookback;strategy');
    expect(lines.map((line) => line.split(';')[1])).toEqual([first, second]);
    expect(await save('typescript')).toMatch(
      /readonly sharpe\?: number;[\s\S]*Hold a long position while the 14-bar RSI of the close is below 40/,
    );

    const trades = (await save('trades'))
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    const net = trades[0]!.indexOf('net');
    for (const [i, ref] of strategies.entries()) {
      const { curve } = await ask('strategies.inspect', ref);
      const own = trades.filter(([number]) => number === String(i + 1));
      expect(1 + own.reduce((sum, cells) => sum + Number(cells[net]), 0)).toBeCloseTo(curve.equity.at(-1)!, 10);
    }
  });
});
