/** The databank and the comparison of strategies, over the halls of fame of two runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DatabankEntry } from '../../preload/contract.ts';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { ask, cells, chart, open, PATIENCE, picture, start, text, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
  const { page } = session;
  await open(page, 'Databank');
  await page.getByText('No strategies yet').waitFor();
  await start(page, { name: 'Trend', population: 30, generations: 4, seed: 3 });
  await until(page, 'Finished');
  await start(page, { name: 'Reversion', population: 30, generations: 4, seed: 9 });
  await until(page, 'Finished');
  await open(page, 'Databank');
});
afterAll(() => session.close());

const list = () => session.page.getByRole('region', { name: 'Strategies', exact: true });
const grid = () => session.page.getByRole('grid', { name: 'Databank' });
const bank = async () => (await organism<DatabankEntry>('databank', 'list', '--db', session.host.database)) as DatabankEntry[];
/** The strategies in the table, without what folding writes before them. */
const shown = async () =>
  (await cells(grid())).map((row) => row[2]!.replace(/^[+−]\d+/, '').replace(/^(ρ [−\d.]+|same rule|same decisions)/, ''));
const select = (id: number) =>
  grid()
    .getByRole('checkbox', { name: `Select ${id}`, exact: true })
    .check();

it('keeps the halls of fame of both runs by itself', async () => {
  const entries = await bank();
  expect(entries).toHaveLength(20);
  await expect.poll(shown, PATIENCE).toEqual(entries.map(({ strategy }) => strategy));
  await session.page.getByText('20 strategies of 2 runs').waitFor();
});

it('filters by text, range and tag, and says when nothing passes', async () => {
  const { page } = session;
  const entries = await bank();
  await list().getByRole('searchbox', { name: 'Search' }).fill('reversion');
  await expect.poll(shown, PATIENCE).toEqual(entries.filter(({ run }) => run.name === 'Reversion').map(({ strategy }) => strategy));
  await list().getByRole('button', { name: 'Clear filters' }).click();
  const sharpes = entries.map(({ training }) => training!.sharpe!).toSorted((a, b) => b - a);
  const least = Math.floor(sharpes[4]! * 100) / 100;
  await list().getByRole('button', { name: 'Add a range' }).click();
  await list().getByRole('textbox', { name: 'At least' }).fill(String(least));
  await expect.poll(shown, PATIENCE).toEqual(entries.filter(({ training }) => training!.sharpe! >= least).map(({ strategy }) => strategy));
  await list().getByRole('textbox', { name: 'At least' }).fill('99');
  await page.getByText('None of the 20 strategies passes the filters.').waitFor();
  await grid().locator('xpath=..').getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(20);
});

it('sorts by a column, either way', async () => {
  const entries = await bank();
  const header = () => grid().getByRole('columnheader', { name: 'Size' });
  await header().getByRole('button').click();
  await expect
    .poll(async () => (await cells(grid())).map((row) => Number(row[10])), PATIENCE)
    .toEqual(entries.map(({ size }) => size).toSorted((a, b) => b - a));
  await header().getByRole('button').click();
  expect(await header().getAttribute('aria-sort')).toBe('ascending');
  await expect.poll(async () => Number((await cells(grid()))[0]![10]), PATIENCE).toBe(Math.min(...entries.map(({ size }) => size)));
});

it('tags and annotates, by the keyboard and in the entry, and filters by the tag', async () => {
  const { page } = session;
  await grid().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await list().getByText('2 selected').waitFor();
  await list().getByRole('button', { name: 'Tag…' }).click();
  await page.getByRole('textbox', { name: 'New tag' }).fill('candidates');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await bank()).filter(({ tags }) => tags.includes('candidates')).length, PATIENCE).toBe(2);
  await page.keyboard.press('Escape');
  await list().getByRole('combobox', { name: 'Tag' }).selectOption('candidates');
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(2);
  await grid().getByRole('row').nth(2).click();
  const entry = page.getByRole('complementary', { name: /^Entry/ });
  await entry.getByRole('textbox', { name: 'Note' }).fill('Trades too often');
  await entry.getByRole('textbox', { name: 'Note' }).blur();
  await entry.getByRole('region', { name: 'In plain English' }).waitFor();
  await picture(chart(entry, /^Equity/));
  await expect.poll(async () => (await bank()).filter(({ note }) => note === 'Trades too often').length, PATIENCE).toBe(1);
  await screenshot(page, 'databank-entry');
  await entry.getByRole('button', { name: 'Close the entry' }).click();
  await list().getByRole('button', { name: 'Clear filters' }).click();
  await list().getByRole('button', { name: 'Select all shown' }).click();
  await list().getByRole('button', { name: 'Select none' }).click();
});

it('removes what is selected, and brings it back', async () => {
  const { page } = session;
  const before = await bank();
  await select(before[0]!.id);
  await select(before[5]!.id);
  await list().getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(18);
  expect(await bank()).toHaveLength(18);
  await page.getByText('2 removed from the databank').waitFor();
  await list().getByRole('button', { name: 'Undo removal of 2' }).click();
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(20);
  expect(await bank()).toEqual(before);
});

it('folds near-duplicates under the first of them, as many as the threshold says, and unfolds them', async () => {
  const { page } = session;
  const entries = await bank();
  const rule = entries[0]!.strategy;
  // The same rule again, from the other run: kept twice, shown once.
  const other = entries.find(({ run }) => run.id !== entries[0]!.run.id)!;
  await ask(page, 'databank.pin', { strategy: { run: other.run.id, strategy: rule } });
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(21);
  await list().getByText('Fold near-duplicates').click();
  await list()
    .getByRole('textbox', { name: /^Correlation from which/ })
    .fill('100');
  // In the order of the table, which decides who stands for the others.
  const ids = (await bank()).toSorted((a, b) => a.size - b.size).map(({ id }) => id);
  const { groups } = await ask(page, 'databank.fold', { entries: ids, threshold: 1 });
  expect(groups.length).toBeLessThan(21);
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(groups.length);
  const loose = await ask(page, 'databank.fold', { entries: ids, threshold: 0.3 });
  await list()
    .getByRole('textbox', { name: /^Correlation from which/ })
    .fill('30');
  const folded = loose.groups.length;
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(folded);
  expect(folded).toBeLessThan(groups.length);
  const button = grid().locator('button.unfold').first();
  const behind = Number((await text(button)).slice(1));
  await button.click();
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(folded + behind);
  await screenshot(page, 'databank-folded');
  await list()
    .getByRole('textbox', { name: /^Correlation from which/ })
    .fill('150');
  await list().getByText('The correlation is a number from 0 to 100').waitFor();
  await list()
    .getByRole('textbox', { name: /^Correlation from which/ })
    .fill('95');
  await list().getByText('Fold near-duplicates').click();
});

it('shows how the returns of the selected ones go together', async () => {
  const { page } = session;
  const entries = (await bank()).slice(0, 3);
  for (const { id } of entries) await select(id);
  await list().getByRole('button', { name: 'Correlations' }).click();
  const dialog = page.getByRole('dialog', { name: 'Correlation of returns' });
  await picture(chart(dialog, 'Correlations of 3 strategies'));
  const { matrix } = await ask(page, 'strategies.correlate', { strategies: entries.map(({ id }) => ({ entry: id })) });
  const values = [matrix[1]!, matrix[2]!, matrix[5]!].filter((value) => !Number.isNaN(value)).toSorted((a, b) => b - a);
  const rows = await cells(dialog.getByRole('table', { name: 'Correlations' }));
  expect(rows.map(([value]) => value)).toEqual(
    values.map((value) =>
      value
        .toFixed(3)
        .replace(/^-(?!0\.000$)/, '−')
        .replace('-', ''),
    ),
  );
  await screenshot(page, 'databank-correlations');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

it('exports the selected ones as the preview shows them', async () => {
  const { page, host } = session;
  const entries = (await bank()).slice(0, 3);
  await list().getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export strategies' });
  await dialog.getByRole('radio', { name: 'CSV' }).check({ force: true });
  await dialog.getByRole('combobox', { name: 'Separator' }).selectOption(';');
  const preview = dialog.getByRole('region', { name: 'Preview' }).locator('pre');
  await expect.poll(() => preview.textContent(), PATIENCE).toMatch(/^rank;/);
  const previewed = (await preview.textContent())!.replaceAll('\r\n', '\n');
  await screenshot(page, 'export-preview');
  const path = join(host.home, 'kept.csv');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const native = page.locator('dialog.host-dialog');
  await native.getByRole('textbox', { name: 'Path' }).fill(path);
  await native.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Saved ${path}`).waitFor();
  const written = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  expect(written).toBe(previewed);
  for (const { strategy } of entries) expect(written).toContain(strategy);
});

it('compares them side by side: curves, metrics with differences, correlation', async () => {
  const { page } = session;
  // In the order of the table, which is sorted by size.
  const entries = (await bank()).slice(0, 3).toSorted((a, b) => a.size - b.size);
  await list().getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('main', { name: 'Compare' }).waitFor();
  await picture(chart(page, 'Equity of 3 strategies'));
  const table = page.getByRole('table', { name: 'Metrics of the strategies' });
  const row = (await cells(table)).find(([metric]) => metric === 'Sharpe ratio')!;
  const written = (value: number) => value.toFixed(3).replace('-', '−');
  const sharpes = entries.map(({ training }) => training!.sharpe!);
  expect([row[1], row[2], row[4]]).toEqual(sharpes.map(written));
  const difference = sharpes[1]! - sharpes[0]!;
  expect(row[3]!.replace('+', '')).toBe(written(difference));
  await page.getByRole('button', { name: `Take #${entries[2]!.id} out` }).click();
  await picture(chart(page, 'Equity of 2 strategies'));
  await page.getByRole('combobox', { name: 'Add from the databank' }).selectOption(String(entries[2]!.id));
  await picture(chart(page, 'Equity of 3 strategies'));
  await picture(chart(page, 'Correlations of 3 strategies'));
  await screenshot(page, 'compare-strategies');
});

it('compares runs with the settings in which they differ', async () => {
  const { page } = session;
  await page.getByText('Runs', { exact: true }).last().click();
  const settings = await cells(page.getByRole('table', { name: 'Settings that differ' }));
  expect(
    settings
      .find(([name]) => name === 'seed')
      ?.slice(1)
      .toSorted(),
  ).toEqual(['3', '9']);
});

it('keeps what a deleted run has left', async () => {
  const { page } = session;
  const entries = await bank();
  const gone = entries.find(({ run }) => run.name === 'Trend')!.run.id;
  await ask(page, 'runs.delete', { run: gone });
  await open(page, 'Databank');
  await expect.poll(async () => (await shown()).length, PATIENCE).toBe(entries.length);
  await grid().getByText('Trend (deleted)').first().click();
  const entry = page.getByRole('complementary', { name: /^Entry/ });
  await picture(chart(entry, /^Equity/));
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
