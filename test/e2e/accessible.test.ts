/** Every view and dialog as axe sees it: names, roles, contrast, focus order; large and small, light and dark. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawn, inEachAppearance } from './appearances.ts';
import { openOrganism, type Session } from './harness.ts';
import { candles, chart, open, PATIENCE, type Place, panelTabs, picture, start, tab, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
  await session.page.evaluate(axe.source);
});
afterAll(() => session.close());

/** What axe finds serious or critical, a line each. */
async function violations(): Promise<string[]> {
  const results = await session.page.evaluate(
    async () => (await (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'] })) as AxeResults,
  );
  const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.any[0]?.message ?? node.all[0]?.message ?? ''})`),
  );
}

/** Buttons that are a picture alone and say nothing when the pointer rests on them. The crosses of a dialog and of a tag are known to all. */
const mute = () =>
  session.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button:not(.bp6-dialog-close-button, .bp6-tag-remove, .bp6-toast button)')]
      .filter((button) => button.checkVisibility() && !button.textContent?.trim() && !button.closest('[title]:not([title=""])'))
      .map((button) => button.getAttribute('aria-label') ?? button.outerHTML),
  );

async function accessible(what: string): Promise<void> {
  // One that has been there for its seconds would fade away under the eyes of axe.
  await expect.poll(() => session.page.locator('.bp6-toast').count(), PATIENCE).toBe(0);
  expect.soft(await mute(), `buttons of ${what} without a tooltip`).toEqual([]);
  await inEachAppearance(session.page, async (appearance) => expect.soft(await violations(), `${what} ${appearance}`).toEqual([]));
}

it.each<Place>(['Runs', 'Databank', 'Compare', 'Settings', 'Data', 'New experiment'])('%s, with nothing in it yet', async (place) => {
  await open(session.page, place);
  if (place === 'Data') await picture(candles(session.page, 'S&P 500'));
  await accessible(place);
});

it('mistakes in the form', async () => {
  const { page } = session;
  await page.getByLabel('Population', { exact: true }).fill('1');
  await page.getByLabel('Period 2, to bar').fill('9000');
  await page.getByText('field needs a look').or(page.getByText('fields need a look')).first().waitFor();
  await accessible('mistakes');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
});

it('presets of experiments', async () => {
  await session.page.getByRole('link', { name: 'Presets and saved' }).click();
  await session.page
    .getByRole('main', { name: 'Experiments' })
    .or(session.page.getByRole('heading', { name: 'Experiments' }))
    .first()
    .waitFor();
  await accessible('presets');
});

it('the preview of a file that cannot be imported as it is', async () => {
  const { page, host } = session;
  const path = join(host.home, 'Exchange export, with mistakes.csv');
  const line = (i: number) => `2015-02-${String(i + 1).padStart(2, '0')},10,12,9,${i % 4 === 1 ? 'n/a' : '11'},${i % 7 === 5 ? -3 : 500}`;
  writeFileSync(path, `Date,Open,High,Low,Close,Volume\n${Array.from({ length: 28 }, (_, i) => line(i)).join('\n')}\n`);
  await page.keyboard.press('Control+o');
  const native = page.locator('dialog.host-dialog');
  await native.locator('input[type=file]').setInputFiles(path);
  await accessible('the dialog that opens a file');
  await native.getByRole('button', { name: 'Open' }).click();
  await page.getByText('problems to solve').waitFor();
  await accessible('the preview of an import');
  await page.keyboard.press('Escape');
  await page.getByText('problems to solve').waitFor({ state: 'hidden' });
});

it('a run that goes on', async () => {
  await start(session.page, { name: 'Going on', population: 40, generations: 100_000, seed: 3 });
  await picture(chart(session.page, /^Win rate/).first());
  await accessible('a run that goes on');
  await session.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(session.page, 'Stopped');
});

it('each panel of a finished run', async () => {
  const { page } = session;
  await start(page, { name: 'Finished', population: 40, generations: 10, seed: 1 });
  await until(page, 'Finished');
  const titles = await panelTabs(page).evaluateAll((tabs) => tabs.map((one) => one.getAttribute('aria-label')!));
  expect(titles).toEqual(expect.arrayContaining(['Live', 'Replay', 'Hall of fame']));
  for (const title of titles) {
    await tab(page, title);
    await page.getByText('Loading').first().waitFor({ state: 'hidden' });
    await accessible(title);
  }
});

it('the inspector, and where a strategy comes from', async () => {
  const { page } = session;
  await page.getByRole('grid', { name: 'Hall of fame' }).getByRole('row').nth(1).click();
  await picture(chart(page.getByRole('tabpanel', { name: 'Inspector' }), /^Equity/));
  await accessible('the inspector');
  const within = page.getByRole('tabpanel', { name: 'Inspector' }).getByRole('tab');
  for (let i = 1; i < (await within.count()); i++) {
    await within.nth(i).click();
    await accessible(`the inspector, ${await within.nth(i).textContent()}`);
  }
  await page.getByRole('button', { name: 'Pin to databank' }).click();
  await page.getByText('Pinned: it is kept in the databank').waitFor();
  await drawn(page);
  expect.soft(await violations(), 'a message').toEqual([]);
});

it('a layout without panels', async () => {
  const { page } = session;
  for (let left = await panelTabs(page).count(); left > 0; left--) {
    await page.keyboard.press('Alt+w');
    await expect.poll(() => panelTabs(page).count(), PATIENCE).toBe(left - 1);
  }
  await page.getByText('Every panel is closed').waitFor();
  await accessible('no panels');
  await page.getByRole('button', { name: 'Reset the layout' }).click();
  await page.getByRole('tabpanel', { name: 'Live' }).waitFor();
});

it('palette, shortcuts, menus and questions', async () => {
  const { page } = session;
  const shown: [what: string, show: () => Promise<void>, role: 'dialog' | 'menu' | 'alertdialog', name?: string][] = [
    ['the palette', () => page.keyboard.press('Control+k'), 'dialog', 'Command palette'],
    ['the shortcuts', () => page.keyboard.press('Shift+?'), 'dialog', 'Keyboard shortcuts'],
    ['the menu', () => page.getByRole('button', { name: 'Menu', exact: true }).click(), 'menu'],
    ['the menu of panels', () => page.getByRole('button', { name: 'Panels' }).click(), 'menu'],
    ['the menu of the run', () => page.getByRole('button', { name: 'More commands' }).click(), 'menu'],
    ['export', () => page.keyboard.press('Control+e'), 'dialog', 'Export strategies'],
  ];
  for (const [what, show, role, name] of shown) {
    await show();
    const overlay = page.getByRole(role, name ? { name } : {}).first();
    await overlay.waitFor();
    await accessible(what);
    await page.keyboard.press('Escape');
    await overlay.waitFor({ state: 'hidden' });
  }
});

it.each<Place>(['Runs', 'Databank', 'Compare'])('%s, with runs', async (place) => {
  await open(session.page, place);
  await accessible(`${place} with runs`);
});

it('the question whether to delete', async () => {
  const { page } = session;
  await open(page, 'Runs');
  await page.getByRole('button', { name: 'Delete Finished' }).click();
  await page.getByRole('button', { name: 'Delete run' }).waitFor();
  await accessible('delete');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete run' }).waitFor({ state: 'hidden' });
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
