import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { candles, cells, chart, field, fill, open, PATIENCE, picture, stat, text, until } from './window.ts';

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
const preview = (file: string) => session.page.getByRole('dialog', { name: `Import ${file}` });
const press = (file: string, name: string) => preview(file).getByRole('button', { name, exact: true }).click();
/** What the preview says at its foot, once it has read the file. */
const status = async (file: string) => {
  const shown = preview(file).locator('.bp6-dialog-footer [role=status]');
  await expect.poll(() => text(shown), PATIENCE).not.toMatch(/Reading/);
  return text(shown);
};

async function choose(name: string, content: string | Uint8Array): Promise<void> {
  const path = join(session.host.home, name);
  writeFileSync(path, content);
  await session.page.getByRole('button', { name: 'Import…' }).click();
  await native().locator('input[type=file]').setInputFiles(path);
  await native().getByRole('button', { name: 'Open' }).click();
}

/** Drags a file over the window and lets it go there; returns what the window said while it was held. */
async function drop(name: string, content: string | Uint8Array): Promise<string> {
  const { page } = session;
  const files = await page.evaluateHandle(
    ([title, body]) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(body!), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], title!));
      return transfer;
    },
    [name, Buffer.from(content).toString('base64')],
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: files });
  const overlay = page.getByText('Drop a CSV or Parquet file');
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
  await picture(candles(page, 'S&P 500'));
});

it('shows what is in a file before it is imported, and then its bars', async () => {
  const { page } = session;
  await choose('Tagesdaten.csv', german());
  const dialog = preview('Tagesdaten.csv');
  expect(await status('Tagesdaten.csv')).toBe('540 bars will be kept');
  expect(await stat(dialog, 'First bar')).toBe('2020-01-01');
  expect(await stat(dialog, 'Bar size')).toBe('1 day');
  expect(await dialog.getByLabel('Column Eröffnung is').inputValue()).toBe('open');
  expect(await text(dialog.getByLabel('Dates').locator('option:checked'))).toBe('Recognised: dd.mm.yyyy');
  expect(await text(dialog.getByLabel('Decimal sign').locator('option:checked'))).toBe('Recognised: comma');
  expect(await text(dialog.getByRole('table', { name: 'The first lines of the file' }).getByRole('row').nth(1))).toContain('01.01.2020');
  await picture(chart(page, 'Closing prices as they would be imported'));
  await screenshot(page, 'import-preview');
  expect((await cells(table())).length).toBe(1);
  await press('Tagesdaten.csv', 'Import');
  await page.getByText(/Imported Tagesdaten.*540 bars/).waitFor();
  await expect.poll(async () => (await cells(table())).length, PATIENCE).toBe(2);
  const row = (await cells(table()))[1]!;
  expect(row.slice(1, 4)).toEqual(['540', '2020-01-01', '2021-06-23']);
  await page.getByRole('heading', { name: 'Tagesdaten', exact: true }).waitFor();
  await picture(candles(page, 'Tagesdaten'));
});

it('says of bars that are here already where they are', async () => {
  const { page } = session;
  await drop('Once more.csv', german());
  await preview('Once more.csv').getByText('These bars are here already').waitFor();
  await press('Once more.csv', 'Use Tagesdaten');
  await page.getByText('Tagesdaten was here already').waitFor();
  expect((await cells(table())).length).toBe(2);
});

it('imports nothing when the dialog is closed', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Import…' }).click();
  await native().getByRole('button', { name: 'Cancel' }).click();
  await native().waitFor({ state: 'hidden' });
  await expect.poll(() => page.getByRole('button', { name: 'Import…' }).isEnabled(), PATIENCE).toBe(true);
  expect((await cells(table())).length).toBe(2);
  expect(await page.getByRole('dialog').count()).toBe(0);
});

it('imports a file that is dropped anywhere', async () => {
  const { page } = session;
  await open(page, 'Runs');
  await drop('Dropped.csv', american(400));
  expect(await status('Dropped.csv')).toBe('400 bars will be kept');
  await press('Dropped.csv', 'Import');
  await page.getByText(/Imported Dropped.*400 bars/).waitFor();
  await open(page, 'Data');
  expect((await cells(table())).map((row) => row[1])).toEqual(['5,105', '540', '400']);
});

it('says line by line what is wrong with a file, and imports nothing of it', async () => {
  const { page } = session;
  for (const bring of [choose, drop]) {
    await bring('Bad prices.csv', bad);
    expect(await status('Bad prices.csv')).toBe('2 problems to solve: nothing is imported before');
    const dialog = preview('Bad prices.csv');
    const found = async (title: string) => cells(dialog.getByRole('table', { name: `${title}, by line` }));
    expect(await found('Numbers that cannot be read')).toEqual([['4', expect.stringContaining('eleven')]]);
    expect(await found('Prices that contradict each other')).toEqual([['6', expect.stringContaining('high 8 and low 9')]]);
    // Marked among the first lines, too.
    expect(await dialog.locator('.sample tr.wrong td:first-child').allTextContents()).toEqual(['4', '6']);
    expect(await dialog.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true);
    await press('Bad prices.csv', 'Cancel');
    await dialog.waitFor({ state: 'hidden' });
  }
  expect((await cells(table())).length).toBe(3);
  expect((await organism<{ name: string }>('runs', '--db', session.host.database)).length).toBe(0);
  expect(await page.getByText('Imported Bad').count()).toBe(0);
});

it('leaves out what the user says, and tells which lines that were', async () => {
  const name = 'Mended.csv';
  await drop(name, bad);
  await status(name);
  await preview(name).getByRole('button', { name: 'Leave these lines out' }).first().click();
  expect(await status(name)).toBe('4 bars will be kept');
  expect(await stat(preview(name), 'Left out')).toBe('2 lines');
  const notes = preview(name).getByRole('table', { name: 'Prices that contradict each other, by line' });
  expect(await cells(notes)).toEqual([['6', expect.stringMatching(/^dropped: /)]]);
  await press(name, 'Cancel');
});

it('asks whether the day or the month comes first when no date tells', async () => {
  const name = 'Either.csv';
  const days = Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${Math.floor(i / 9) + 1}/2020,10,12,9,11,500`);
  await drop(name, `${header}\n${days.join('\n')}\n`);
  expect(await status(name)).toMatch(/^1 problem to solve/);
  await press(name, 'Month first (12/31)');
  expect(await status(name)).toMatch(/problems? to solve/);
  await preview(name).getByLabel('Dates').selectOption('dmy');
  expect(await status(name)).toBe('12 bars will be kept');
  expect(await stat(preview(name), 'Last bar')).toBe('2020-02-03');
  await press(name, 'Cancel');
});

it('takes columns for what the user says they are, and times for those of a zone', async () => {
  const name = 'Odd.csv';
  const minutes = Array.from({ length: 30 }, (_, i) => `2024-01-15 09:${30 + i},7,1,2,0.5,1.5,7`);
  await drop(name, `When,Left,First,Top,Bottom,End,Right\n${minutes.join('\n')}\n`);
  expect(await status(name)).toMatch(/^1 problem to solve/);
  for (const [column, role] of Object.entries({ When: 'time', First: 'open', Top: 'high', Bottom: 'low', End: 'close' })) {
    await preview(name).getByLabel(`Column ${column} is`).selectOption(role);
    await status(name);
  }
  expect(await status(name)).toBe('30 bars will be kept');
  expect(await stat(preview(name), 'First bar')).toBe('2024-01-15 09:30');
  await preview(name).getByLabel('Time zone').selectOption('America/New_York');
  await status(name);
  expect(await stat(preview(name), 'First bar')).toBe('2024-01-15 14:30');
  expect(await stat(preview(name), 'Times')).toBe('America/New_York');
  await press(name, 'Cancel');
});

it('imports Parquet, and asks for one instrument of several', async () => {
  const { page } = session;
  const name = 'ticks.parquet';
  const count = 400;
  const column = (of: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => of(Math.floor(i / 2)));
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'symbol', data: Array.from({ length: count }, (_, i) => (i % 2 ? 'BBB' : 'AAA')), type: 'STRING' },
      { name: 'timestamp', data: Array.from({ length: count }, (_, i) => new Date(1.7e12 + Math.floor(i / 2) * 36e5)), type: 'TIMESTAMP' },
      { name: 'open', data: column((i) => 10 + (i % 7)), type: 'DOUBLE' },
      { name: 'high', data: column((i) => 20 + (i % 7)), type: 'DOUBLE' },
      { name: 'low', data: column((i) => 5 + (i % 7)), type: 'DOUBLE' },
      { name: 'close', data: column((i) => 12 + (i % 5)), type: 'DOUBLE' },
    ],
  });
  await drop(name, new Uint8Array(bytes));
  expect(await status(name)).toMatch(/^1 problem to solve/);
  await preview(name).getByLabel('Instrument', { exact: true }).selectOption('BBB');
  expect(await status(name)).toBe('200 bars will be kept');
  expect(await stat(preview(name), 'Bar size')).toBe('1 hour');
  await preview(name).getByRole('textbox', { name: 'Name' }).fill('BBB hours');
  await press(name, 'Import');
  await page.getByText(/Imported BBB hours.*200 bars/).waitFor();
  await expect.poll(async () => (await cells(table())).map((row) => row[0]), PATIENCE).toContain('BBB hours');
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
