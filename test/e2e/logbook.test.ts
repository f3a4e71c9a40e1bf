import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stored } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, copy, start, tab, until } from './window.ts';

const GENERATIONS = 60;

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'Sixty', population: 16, generations: GENERATIONS, seed: 11 });
});
afterAll(() => session.close());

const table = () => session.page.getByRole('table', { name: 'Logbook' });

it('grows a row with each generation, the latest in sight', async () => {
  const { page } = session;
  await tab(page, 'Logbook');
  await until(page, 'Finished');
  await table()
    .locator('tbody tr')
    .last()
    .getByRole('cell', { name: String(GENERATIONS), exact: true })
    .first()
    .waitFor();
  await page.getByText(`${GENERATIONS + 1} generations.`).waitFor();
});

it('has a row for every generation, with the numbers that are stored', async () => {
  const { rows } = await stored(session.host.database, run);
  const shown = await cells(table());
  expect(shown.length).toBe(GENERATIONS + 1);
  const text = (value: number, digits: number) =>
    value
      .toFixed(digits)
      .replace('-', '−')
      .replace(/^−(0\.?0*)$/, '$1');
  expect(shown.map((row) => row.slice(0, 13))).toEqual(
    rows.map(({ generation, evaluations, distinct, failed, fitness }) => [
      ...[generation, evaluations, distinct, failed].map((n) => n.toLocaleString('en-US')),
      ...fitness.flatMap((summary, i) =>
        (['min', 'avg', 'max'] as const).map((field) => {
          if (!summary) return '–';
          return i === 0 ? text(summary[field], 3) : `${text(summary[field] * 100, 1)}%`;
        }),
      ),
    ]),
  );
});

it('copies the logbook as text, and as a table with every digit', async () => {
  const { page, host } = session;
  const { rows } = await stored(host.database, run);
  const text = await copy(page, page.getByRole('button', { name: 'Copy text' }));
  const lines = text.trimEnd().split('\n');
  expect(lines[1]).toMatch(/^gen\s+nevals/);
  expect(lines.slice(2).map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual(
    rows.map((row) => [String(row.generation), String(row.evaluations)]),
  );

  const table = await copy(page, page.getByRole('button', { name: 'Copy', exact: true }));
  const [header, ...body] = table
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const column = (name: string) => body.map((line) => Number(line[header!.indexOf(name)]));
  expect(column('gen')).toEqual(rows.map((row) => row.generation));
  expect(column('sharpe_max')).toEqual(rows.map((row) => row.fitness[0]?.max ?? 0));
  expect(column('sharpe_q1')).toEqual(rows.map((row) => row.quartiles?.fitness[0]?.q1 ?? 0));
  expect(column('winRate_avg')).toEqual(rows.map((row) => row.fitness[2]?.avg ?? 0));
});

it('shows every column that is stored when it is asked to', async () => {
  const { page, host } = session;
  const { rows } = await stored(host.database, run);
  await page.getByText('All columns', { exact: true }).click();
  const headers = await table().locator('thead tr').last().locator('th').allTextContents();
  for (const header of ['q1', 'median', 'q3', 'std', 'best', 'Digest']) expect(headers).toContain(header);
  const shown = await cells(table());
  expect(shown.map((row) => row[headers.indexOf('median')])).toEqual(
    rows.map((row) => row.quartiles!.fitness[0]?.median.toFixed(3).replace('-', '−') ?? '–'),
  );
  expect(shown.map((row) => row[headers.indexOf('Digest')])).toEqual(rows.map((row) => row.digest.slice(0, 10)));
});

it('is saved as CSV where the user says', async () => {
  const { page, host } = session;
  await page.getByRole('button', { name: 'Export CSV…' }).click();
  const path = join(host.home, 'rows.csv');
  await page.getByRole('dialog').getByRole('textbox').fill(path);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(`Saved ${path}`).waitFor();
  const { rows } = await stored(host.database, run);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(lines[0]).toMatch(/^gen,nevals,distinct,failed,sharpe_min,sharpe_q1,sharpe_median/);
  expect(lines.slice(1).map((line) => line.split(',').at(-1))).toEqual(rows.map((row) => row.digest));
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
