import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench, small, temporaryFolder } from './bench.ts';

it('the logbook as a table has every column with every digit, and is saved where the user says', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'chosen.csv');
  const asked: { defaultName: string }[] = [];
  const dialogs = {
    openFile: async () => null,
    saveFile: async (options: { defaultName: string }) => {
      asked.push(options);
      return file;
    },
  };
  await using bench = openBench(folder.path, { dialogs });
  const experiment = { ...small, periods: [{ start: 0, end: 2_000 }], validation: [{ start: 2_000, end: 4_000 }], minHeldBars: 1 };
  const { id } = await bench.workbench.runs.start(experiment);
  await bench.workbench.runs.ended(id);
  const rows = await bench.ask('runs.logbook', { run: id });

  const csv = await bench.ask('runs.logbookText', { run: id, format: 'csv' });
  const [header, ...lines] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const column = (name: string) => lines.map((line) => line[header!.indexOf(name)]);
  expect(new Set(header).size).toBe(header!.length);
  expect(lines.every((line) => line.length === header!.length)).toBe(true);
  const wanted: [string, (row: (typeof rows)[number]) => unknown][] = [
    ['gen', (row) => row.generation],
    ['sharpe_min', (row) => row.fitness[0]!.min],
    ['sharpe_median', (row) => row.quartiles!.fitness[0]!.median],
    ['maxDrawdown_q3', (row) => row.quartiles!.fitness[1]!.q3],
    ['winRate_std', (row) => row.fitness[2]!.std],
    ['size_q1', (row) => row.quartiles!.size.q1],
    ['height_max', (row) => row.height.max],
    ['training_sharpe', (row) => row.training![0]],
    ['validation_winRate', (row) => row.validation![2]],
    ['diversity_structure', (row) => row.diversity!.structure],
    ['hypervolume', (row) => row.hypervolume],
    ['digest', (row) => row.digest],
  ];
  for (const [name, of] of wanted) expect([name, column(name)]).toEqual([name, rows.map((row) => String(of(row)))]);
  expect(rows.map((row) => row.training)).toEqual((await bench.ask('runs.validation', { run: id })).map((row) => row.training));

  expect((await bench.ask('runs.logbookText', { run: id, format: 'tsv' })).replaceAll('\t', ',')).toBe(csv);
  expect(await bench.ask('exports.logbook', { run: id })).toEqual({ files: [file] });
  expect(asked[0]!.defaultName).toBe(`logbook-${id}.csv`);
  expect(readFileSync(file, 'utf8')).toBe(csv);
});
