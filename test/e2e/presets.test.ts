import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { field, open, PATIENCE, start, text, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

const press = (name: string, within: Locator = session.page.locator('body')) => within.getByRole('button', { name, exact: true }).click();
const handle = (name: string) => session.page.getByRole('slider', { name, exact: true });
const at = async (name: string) => Number(await handle(name).getAttribute('aria-valuenow'));
const typed = (name: string) => session.page.getByLabel(name, { exact: true }).inputValue();

/** Drags with the left button from one place of the price to another, by shares of its width. */
async function drag(from: number, to: number, keys: 'Shift' | null = null): Promise<void> {
  const { page } = session;
  const box = (await page.locator('.period-handles').boundingBox())!;
  const y = box.y + box.height * 0.2;
  if (keys) await page.keyboard.down(keys);
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 6 });
  await page.mouse.up();
  if (keys) await page.keyboard.up(keys);
}

it('drags the ends of periods on the price, and the fields go with them', async () => {
  await open(session.page, 'New experiment');
  await handle('Period 3, end').waitFor();
  expect([await at('Period 1, end'), await at('Period 3, end')]).toEqual([1_701, 5_105]);
  await drag(0.9985, 0.8);
  const end = await at('Period 3, end');
  expect(end).toBeGreaterThan(4_000);
  expect(end).toBeLessThan(4_200);
  expect(await typed('Period 3, to bar')).toBe(String(end));
  await session.page.getByLabel('Period 3, to bar', { exact: true }).fill('4000');
  await expect.poll(() => at('Period 3, end'), PATIENCE).toBe(4_000);
});

it('draws validation where there is nothing, and a holdout over what is there', async () => {
  const { page } = session;
  const role = page.getByRole('radiogroup').or(page.getByLabel('What a drawn period is for'));
  await role.getByText('Validation').click();
  await drag(0.8, 0.9);
  expect(await at('Validation 1, first bar')).toBeGreaterThanOrEqual(4_000);
  expect(await typed('Validation 1, from bar')).toBe(String(await at('Validation 1, first bar')));
  await role.getByText('Holdout').click();
  await drag(0.01, 0.1, 'Shift');
  const sealed = [await at('Holdout 1, first bar'), await at('Holdout 1, end')];
  expect(sealed[1]! - sealed[0]!).toBeGreaterThan(300);
  // Training made room.
  expect(await at('Period 1, first bar')).toBe(sealed[1]);
  await page.getByText('Holdout: sealed until you open it').waitFor();
  await screenshot(page, 'periods-dragged');
});

it('moves the ends by keys, too, and never closer than the window needs', async () => {
  const { page } = session;
  const before = await at('Validation 1, end');
  await handle('Validation 1, end').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(() => at('Validation 1, end'), PATIENCE).toBe(before - 11);
  await page.keyboard.press('Home');
  await expect.poll(async () => (await at('Validation 1, end')) - (await at('Validation 1, first bar')), PATIENCE).toBe(102);
});

it('saves what the form holds, and starts from it again', async () => {
  const { page } = session;
  await press('Three equal');
  await field(page, 'Population').fill('24');
  await field(page, 'Generations').fill('3');
  await press('Save as preset…');
  const dialog = page.getByRole('dialog', { name: 'Save as preset' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('My small one');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('baseline, gold');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('What I begin with.');
  await press('Save preset', dialog);
  await dialog.waitFor({ state: 'hidden' });
  await field(page, 'Population').fill('99');

  await page.getByRole('link', { name: 'Presets and saved' }).click();
  const mine = page.getByRole('listitem', { name: 'My small one' });
  expect(await text(mine)).toMatch(/baseline.*gold.*What I begin with\..*24 × 3 generations/);
  await screenshot(page, 'presets');
  await press('Use', mine);
  await page.getByRole('main', { name: 'New experiment' }).waitFor();
  expect([await field(page, 'Population').inputValue(), await field(page, 'Generations').inputValue()]).toEqual(['24', '3']);
});

it('duplicates, renames and deletes presets; those of the program can only be duplicated', async () => {
  const { page } = session;
  await page.getByRole('link', { name: 'Presets and saved' }).click();
  const islands = page.getByRole('listitem', { name: 'Islands', exact: true });
  expect(await islands.getByRole('button', { name: 'Delete…' }).count()).toBe(0);
  await press('Duplicate', islands);
  const copy = page.getByRole('listitem', { name: 'Islands, copy', exact: true });
  await copy.waitFor();
  await press('Edit…', copy);
  const dialog = page.getByRole('dialog', { name: 'Edit Islands, copy' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Archipelago');
  await press('Save', dialog);
  const renamed = page.getByRole('listitem', { name: 'Archipelago', exact: true });
  await renamed.waitFor();
  await press('gold');
  await renamed.waitFor({ state: 'hidden' });
  await press('gold');
  await press('Delete…', renamed);
  await press('Delete preset');
  await renamed.waitFor({ state: 'hidden' });
  const kept = await organism<{ id: string; name: string; builtIn: boolean }>('presets', '--db', session.host.database);
  expect(kept.filter(({ builtIn }) => !builtIn).map(({ name }) => name)).toEqual(['My small one']);
});

it('takes from a preset of the program how to search, and keeps the data and the seed', async () => {
  const { page } = session;
  await open(page, 'New experiment');
  await field(page, 'Seed').fill('77');
  await page.getByRole('link', { name: 'Presets and saved' }).click();
  await press('Use', page.getByRole('listitem', { name: 'DEAP’s classic' }));
  expect([await field(page, 'Seed').inputValue(), await field(page, 'Population').inputValue()]).toEqual(['77', '300']);
});

it('names, tags and notes a run, in the window and on the command line', async () => {
  const { page, host } = session;
  await start(page, { name: 'To be named', population: 20, generations: 2, seed: 3 });
  await until(page, 'Finished');
  await press('More commands');
  await page.getByRole('menuitem', { name: /Rename, tag, note/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Run 1' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('The one to keep');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('keeper');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Look at 2008.');
  await press('Save', dialog);
  await page.getByRole('heading', { name: 'The one to keep' }).waitFor();
  await page.getByText('Look at 2008.').waitFor();
  await open(page, 'Runs');
  expect(await text(page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1))).toMatch(/The one to keep.*keeper/);
  expect(await organism('runs', '--tag', 'keeper', '--db', host.database)).toMatchObject([
    { name: 'The one to keep', note: 'Look at 2008.' },
  ]);
  expect(await organism('runs', '--tag', 'other', '--db', host.database)).toEqual([]);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
