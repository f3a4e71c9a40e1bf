import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from './bench.ts';

const root = join(import.meta.dirname, '../..');
const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => `${new Date(i * 864e5).toISOString().slice(0, 10)},${10 + i},${12 + i},${9 + i},${11 + i},5`);
const csv = (count: number) => new TextEncoder().encode(`date,open,high,low,close,volume\n${rows(count).join('\n')}\n`);

/** The thread that the product uses, and none. */
const threads = { dataWorkerFile: join(root, 'main/workbench/data-worker.ts') };

describe.each([
  ['beside this thread', threads],
  ['in this thread', {}],
])('a file in pieces, %s', (_, options) => {
  it('is examined as often as wanted, and kept as it was examined last', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, options);
    const { ask } = bench;
    const bytes = csv(300);
    const { id } = await ask('imports.begin', { name: 'In pieces.csv', size: bytes.length });
    for (let at = 0; at < bytes.length; at += 1_000) await ask('imports.append', { id, bytes: bytes.slice(at, at + 1_000) });
    const preview = await ask('imports.examine', { id, options: {} });
    expect(preview).toMatchObject({
      ...{ file: 'In pieces.csv', name: 'In pieces', size: bytes.length, place: 'line', known: null },
      facts: { bars: 300, from: 0, to: 299 * 864e5, barSize: 864e5 },
      recognised: { format: 'csv', dateFormat: 'yyyy-mm-dd', timeZone: 'none', delimiter: ',' },
      problems: { count: 0 },
    });
    const wrong = await ask('imports.examine', { id, options: { columns: { close: 'volume' } } });
    expect(wrong.warnings.byKind).toEqual({ ranges: 300 });
    await ask('imports.examine', { id, options: {} });
    const dataset = await ask('imports.accept', { id, name: 'Mine' });
    expect(dataset).toMatchObject({ id: 'mine', name: 'Mine', source: 'In pieces.csv', bars: 300 });
    const { close } = await ask('datasets.bars', { dataset: 'mine', points: 300 });
    expect([close[0], close[299]]).toEqual([11, 310]);
    await expect(ask('imports.accept', { id, name: 'Mine' })).rejects.toMatchObject({ code: 'expected', message: /given up/ });
  });

  it('is not kept as long as there are problems, whatever is asked', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, options);
    const { ask } = bench;
    const bytes = new TextEncoder().encode('date,open,high,low,close\n2020-01-01,1,0.5,1,1\n2020-01-02,1,2,1,1\n');
    const { id } = await ask('imports.begin', { name: 'bad.csv', size: bytes.length });
    await expect(ask('imports.examine', { id, options: {} })).rejects.toMatchObject({ code: 'bug' });
    await ask('imports.append', { id, bytes });
    expect((await ask('imports.examine', { id, options: {} })).problems).toEqual({
      count: 1,
      byKind: { ranges: 1 },
      listed: [{ line: 2, kind: 'ranges', message: expect.stringContaining('high 0.5 and low 1') }],
    });
    await expect(ask('imports.accept', { id, name: 'Bad' })).rejects.toMatchObject({ code: 'expected' });
    await expect(ask('imports.examine', { id, options: { timeZone: 'Mars/Base' } })).rejects.toMatchObject({
      code: 'expected',
      message: '"Mars/Base" is no time zone: they are called UTC, Europe/Berlin, America/New_York and the like.',
    });
    expect(await ask('datasets.list', {})).toHaveLength(1);
    expect(await ask('imports.cancel', { id })).toBeNull();
  });
});

describe('data sets', () => {
  it('as candles, with what is known of them', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const view = await bench.ask('datasets.candles', { dataset: 'sp500', from: 0, to: 5_105, count: 100 });
    expect([view.bars, view.step, view.start.length]).toEqual([5_105, 64, 80]);
    expect(view.gaps).toMatchObject([{ from: Date.UTC(2001, 8, 10), to: Date.UTC(2001, 8, 17) }]);
    const { high } = await bench.ask('datasets.detail', { dataset: 'sp500' });
    expect(Math.max(...view.high)).toBe(high);
    expect(await bench.ask('datasets.detail', { dataset: 'sp500' })).toMatchObject({
      ...{ barSize: 864e5, barsPerYear: 252, hasVolume: true, gapCount: 1, runs: [] },
    });
  });

  it('are renamed, and deleted only when no run needs them', async () => {
    using folder = temporaryFolder();
    await using bench = openBench(folder.path);
    const { ask } = bench;
    const text = new TextDecoder().decode(csv(400));
    await ask('datasets.import', { name: 'a.csv', text });
    await ask('datasets.import', { name: 'b.csv', text: text.replace(',11,', ',10.5,') });
    expect(await ask('datasets.rename', { dataset: 'a', name: 'First' })).toMatchObject({ id: 'a', name: 'First' });
    await expect(ask('datasets.rename', { dataset: 'b', name: 'First' })).rejects.toMatchObject({ code: 'expected' });
    await ask('experiments.start', { experiment: { ...small, data: 'First', window: 20, generations: 1 }, settings: {} });
    await bench.workbench.runs.ended('1');
    await expect(ask('datasets.delete', { dataset: 'a' })).rejects.toMatchObject({
      message: 'First stays: run 1 was made on it. Delete it first.',
    });
    await expect(ask('datasets.delete', { dataset: 'sp500' })).rejects.toMatchObject({
      message: 'S&P 500 comes with the program and stays.',
    });
    await ask('datasets.delete', { dataset: 'b' });
    expect((await ask('datasets.list', {})).map(({ name }) => name)).toEqual(['S&P 500', 'First']);
    await ask('runs.delete', { run: '1' });
    await ask('datasets.delete', { dataset: 'First' });
    expect(await ask('datasets.list', {})).toHaveLength(1);
  });
});
