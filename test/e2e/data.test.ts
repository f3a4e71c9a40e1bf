import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { candles, cells, open, PATIENCE, picture, text } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

const BARS = 300_000;
const minute = 60_000;
const first = Date.UTC(2020, 0, 6);

/** A market around the clock, with one pause of five days. */
function manyMinutes(): Uint8Array {
  const column = (of: (i: number) => number) => ({ data: Float64Array.from({ length: BARS }, (_, i) => of(i)), type: 'DOUBLE' as const });
  const price = (i: number) => 100 + 20 * Math.sin(i / 9_000) + 3 * Math.sin(i / 211);
  const time = (i: number) => new Date(first + i * minute + (i >= 200_000 ? 5 * 1_440 * minute : 0));
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'time', data: Array.from({ length: BARS }, (_, i) => time(i)), type: 'TIMESTAMP' },
        { name: 'open', ...column(price) },
        { name: 'high', ...column((i) => price(i) + 1) },
        { name: 'low', ...column((i) => price(i) - 1) },
        { name: 'close', ...column((i) => price(i + 1)) },
        { name: 'volume', ...column((i) => 100 + (i % 50)) },
      ],
    }),
  );
}

const table = () => session.page.getByRole('grid', { name: 'Data sets' });
const names = async () => (await cells(table())).map((row) => row[0]);
/** What the chart says of what it shows: first and last bar, and how many of them make a candle. */
async function shown(): Promise<{ from: number; to: number; step: number }> {
  const said = await text(session.page.locator('.candle-range'));
  const [, from, to] = /Bars ([\d,]+) to ([\d,]+)/.exec(said)!;
  const step = /([\d,]+) bars a candle/.exec(said)?.[1] ?? '1';
  const [a, b, c] = [from!, to!, step].map((number) => Number(number.replaceAll(',', '')));
  return { from: a!, to: b!, step: c! };
}
const press = (name: string) => session.page.getByRole('button', { name, exact: true }).click();

it('draws a large data set from candles that main put together', async () => {
  const { page, host } = session;
  const path = join(host.home, 'minutes.parquet');
  writeFileSync(path, manyMinutes());
  await open(page, 'Data');
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.locator('dialog.host-dialog input[type=file]').setInputFiles(path);
  await page.locator('dialog.host-dialog').getByRole('button', { name: 'Open' }).click();
  await page.getByText('300,000 bars will be kept').waitFor({ timeout: PATIENCE.timeout });
  await press('Import');
  await page.getByText(/Imported minutes.*300,000 bars/).waitFor({ timeout: PATIENCE.timeout });
  await picture(candles(page, 'minutes'));
  expect(await shown()).toMatchObject({ from: 0, to: BARS - 1 });
  expect((await shown()).step).toBeGreaterThanOrEqual(256);
});

it('shows finer candles as one zooms in, down to every bar, and all again', async () => {
  const { page } = session;
  await candles(page, 'minutes').hover();
  const before = await shown();
  const turned = async () => {
    await page.mouse.wheel(0, -240);
    return (await shown()).step;
  };
  await expect.poll(turned, PATIENCE).toBeLessThan(before.step / 8);
  const closer = await shown();
  expect(closer.from).toBeGreaterThan(0);
  expect(closer.to).toBeLessThan(BARS - 1);

  await candles(page, 'minutes').focus();
  for (let i = 0; i < 14; i++) await page.keyboard.press('+');
  await expect.poll(shown, PATIENCE).toMatchObject({ step: 1 });
  const close = await shown();
  expect(close.to - close.from).toBeLessThan(60);
  await screenshot(page, 'data-zoomed');
  const zoomed = await picture(candles(page, 'minutes'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await shown()).from, PATIENCE).toBeGreaterThan(close.from);
  await page.keyboard.press('End');
  await expect.poll(async () => (await shown()).to, PATIENCE).toBe(BARS - 1);
  await page.keyboard.press('0');
  await expect.poll(shown, PATIENCE).toMatchObject({ from: 0, to: BARS - 1, step: before.step });
  await expect.poll(() => picture(candles(page, 'minutes')), PATIENCE).not.toBe(zoomed);
});

it('marks a gap, and goes there', async () => {
  const { page } = session;
  await press('Show a gap');
  await page.getByRole('menuitem', { name: /2020-05-23 21:19 – 2020-05-28 21:20/ }).click();
  await expect.poll(async () => (await shown()).step, PATIENCE).toBe(1);
  const { from, to } = await shown();
  expect([from < 199_999, to > 200_000, to - from < 200]).toEqual([true, true, true]);
});

it('renames a data set, to no name that another has', async () => {
  const { page } = session;
  await press('Rename…');
  const dialog = page.getByRole('dialog', { name: 'Rename data set' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('S&P 500');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.getByText('Another data set is called').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('One-minute bars');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(names, PATIENCE).toEqual(['S&P 500', 'One-minute bars']);
});

it('keeps a data set that runs were made on and says which, and deletes one that none need', async () => {
  const { page, host } = session;
  const rows = Array.from(
    { length: 400 },
    (_, i) => `${new Date(first + i * 864e5).toISOString().slice(0, 10)},10,12,9,${10 + (i % 7) / 4},5`,
  );
  const path = join(host.home, 'used.csv');
  writeFileSync(path, `date,open,high,low,close,volume\n${rows.join('\n')}\n`);
  await organism('run', '--data', path, '--population', '6', '--generations', '0', '--db', host.database);
  await page.reload();
  await expect.poll(names, PATIENCE).toContain('used');
  await table().getByRole('row').filter({ hasText: 'used' }).click();
  await page.getByRole('link', { name: '1', exact: true }).waitFor();
  await press('Delete…');
  await press('Delete data set');
  await page.getByText('used stays: run 1 was made on it').waitFor();
  await press('Close');
  await table().getByRole('row').filter({ hasText: 'One-minute' }).click();
  await press('Delete…');
  await press('Delete data set');
  await expect.poll(names, PATIENCE).toEqual(['S&P 500', 'used']);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
