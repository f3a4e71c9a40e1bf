import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, chart, field, fill, open, PATIENCE, picture, stat, text, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

/** A year and a half of days that rise and fall, in the manner of a German spreadsheet. */
const german = () => {
  const day = (i: number) => new Date(Date.UTC(2020, 0, 1) + i * 864e5).toISOString().slice(0, 10).split('-').reverse().join('.');
  const number = (value: number) => value.toFixed(2).replace('.', ',');
  const rows = Array.from({ length: 540 }, (_, i) => {
    const close = 100 + 20 * Math.sin(i / 17) + 7 * Math.sin(i / 3.1);
    return [day(i), ...[close - 1, close + 2, close - 2, close].map(number), 1000 + i].join(';');
  });
  return `Datum;Eröffnung;Hoch;Tief;Schluss;Volumen\n${rows.join('\n')}\n`;
};
const header = 'Date,Open,High,Low,Close,Volume';
const line = (i: number) => `${new Date(Date.UTC(2015, 0, 1) + i * 864e5).toISOString().slice(0, 10)},10,12,9,${10 + (i % 5) / 2},500`;
const american = (bars: number) => `${[header, ...Array.from({ length: bars }, (_, i) => line(i))].join('\n')}\n`;
const bad = `${[header, line(0), line(1), '2015-01-03,10,12,9,eleven,500', line(3), '2015-01-05,10,8,9,10,500', line(5)].join('\n')}\n`;

const native = () => session.page.locator('dialog.host-dialog');
const table = () => session.page.getByRole('grid', { name: 'Data sets' });
const problem = () => session.page.getByRole('dialog', { name: 'This file was not imported' });

async function choose(name: string, content: string): Promise<void> {
  const path = join(session.host.home, name);
  writeFileSync(path, content);
  await session.page.getByRole('button', { name: 'Import CSV…' }).click();
  await native().locator('input[type=file]').setInputFiles(path);
  await native().getByRole('button', { name: 'Open' }).click();
}

/** Drags a file over the window and lets it go there; returns what the window said while it was held. */
async function drop(name: string, content: string): Promise<string> {
  const { page } = session;
  const files = await page.evaluateHandle(
    ([title, body]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([body!], title!, { type: 'text/csv' }));
      return transfer;
    },
    [name, content],
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: files });
  const overlay = page.getByText('Drop the CSV file');
  await overlay.waitFor();
  const said = await text(overlay);
  await page.dispatchEvent('main', 'drop', { dataTransfer: files });
  await overlay.waitFor({ state: 'hidden' });
  return said;
}

it('lists the bundled data with its source and its prices', async () => {
  const { page } = session;
  await open(page, 'Data');
  const [sp500] = await cells(table());
  expect(sp500!.slice(0, 4)).toEqual(['S&P 500', '5,105', '2000-01-03', '2020-04-17']);
  expect(sp500![4]).toContain('vega-datasets');
  await picture(chart(page, 'Closing prices of S&P 500'));
});

it('imports a CSV file through the open dialog and shows its bars', async () => {
  const { page } = session;
  await choose('Tagesdaten.csv', german());
  await page.getByText(/Imported Tagesdaten.*540 bars/).waitFor();
  await expect.poll(async () => (await cells(table())).length, PATIENCE).toBe(2);
  const row = (await cells(table()))[1]!;
  expect(row.slice(1, 4)).toEqual(['540', '2020-01-01', '2021-06-23']);
  await page.getByRole('heading', { name: 'Tagesdaten' }).waitFor();
  expect(await stat(page, 'First bar')).toBe('2020-01-01');
  await picture(chart(page, /^Closing prices of Tagesdaten/));
});

it('imports nothing when the dialog is closed', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Import CSV…' }).click();
  await native().getByRole('button', { name: 'Cancel' }).click();
  await native().waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByRole('button', { name: 'Import CSV…' }).isEnabled(), PATIENCE).toBe(true);
  expect((await cells(table())).length).toBe(2);
  expect(await problem().count()).toBe(0);
});

it('imports a file that is dropped anywhere', async () => {
  const { page } = session;
  await open(page, 'Runs');
  await drop('Dropped.csv', american(400));
  await page.getByText(/Imported Dropped.*400 bars/).waitFor();
  await open(page, 'Data');
  expect((await cells(table())).map((row) => row[1])).toEqual(['5,105', '540', '400']);
});

it('says line by line what is wrong with a file, and imports nothing of it', async () => {
  const { page } = session;
  for (const bring of [choose, drop]) {
    await bring('Bad prices.csv', bad);
    await problem().waitFor();
    const lines = problem().getByRole('list', { name: 'Problems' }).getByRole('listitem');
    expect(await lines.count()).toBe(2);
    expect(await text(lines.nth(0))).toMatch(/^line 4: .*eleven/);
    expect(await text(lines.nth(1))).toMatch(/^line 6: /);
    if (bring === drop) await problem().getByText('Bad prices.csv').waitFor();
    await problem().getByRole('button', { name: 'Close' }).last().click();
    await problem().waitFor({ state: 'hidden' });
  }
  expect((await cells(table())).length).toBe(3);
  expect((await organism<{ name: string }>('runs', '--db', session.host.database)).length).toBe(0);
  expect(await page.getByText('Imported Bad').count()).toBe(0);
});

it('runs an experiment on the data that was brought', async () => {
  const { page } = session;
  await table().getByRole('row').filter({ hasText: 'Tagesdaten' }).click();
  await page.getByRole('button', { name: 'Use in an experiment' }).click();
  await page.getByRole('main', { name: 'New experiment' }).waitFor();
  expect(await text(page.getByLabel('Data set').locator('option:checked'))).toContain('Tagesdaten');
  expect(await page.getByLabel('Period 3, to bar').inputValue()).toBe('540');
  // Another one is a choice away, and its periods come with it.
  await page
    .getByLabel('Data set')
    .selectOption({ label: await text(page.getByLabel('Data set').locator('option', { hasText: 'Dropped' })) });
  await expect.poll(() => page.getByLabel('Period 3, to bar').inputValue(), PATIENCE).toBe('400');
  await page
    .getByLabel('Data set')
    .selectOption({ label: await text(page.getByLabel('Data set').locator('option', { hasText: 'Tages' })) });

  await fill(page, { name: 'On my data', population: 20, generations: 4, seed: 1 });
  await field(page, 'Window').fill('30');
  await page.getByRole('button', { name: 'Start experiment' }).click();
  await until(page, 'Finished');
  expect(await text(page.locator('.run-subtitle'))).toContain('Tagesdaten');
  expect(await organism('runs', '--db', session.host.database)).toMatchObject([
    { name: 'On my data', state: 'finished', dataset: { bars: 540 } },
  ]);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
