/** A picture of each view, in a large and a small window, light and dark, and what any of them must not do. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inEachAppearance } from './appearances.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { candles, chart, generationAfter, open, picture, start, tab, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

/** What is wrong with how the page lies, as a user would see it: a page that scrolls sideways, texts that are cut off. */
function faults(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} pixels too wide`);
  const view = document.querySelector('main.view');
  // So little is nothing to scroll to: a bar for it is a mistake.
  const hidden = view ? view.scrollHeight - view.clientHeight : 0;
  if (hidden > 0 && hidden < 8) found.push(`the view scrolls by ${hidden} pixels`);
  for (const element of document.querySelectorAll<HTMLElement>(
    'button, label, h1, h2, legend, th, td.right, dt, dd, [role="tab"], .state-tag, .help',
  )) {
    if (!element.checkVisibility() || element.clientWidth === 0) continue;
    // What ends in an ellipsis on purpose says the rest in its title.
    if (element.closest('.ellipsis, [title]')) continue;
    const { overflow, textOverflow } = getComputedStyle(element);
    const cut = overflow.includes('hidden') || textOverflow === 'ellipsis' || element.tagName === 'BUTTON';
    if (cut && element.scrollWidth > element.clientWidth + 1)
      found.push(`"${element.textContent}" needs ${element.scrollWidth} pixels and has ${element.clientWidth}`);
  }
  const loading = document.querySelector('.bp6-spinner:not(button *)');
  if (loading) found.push('something is loading still');
  return found;
}

async function pictures(name: string): Promise<void> {
  const { page } = session;
  await inEachAppearance(page, async (appearance) => {
    await expect.poll(() => page.evaluate(faults), { message: `${name} ${appearance}`, timeout: 15_000 }).toEqual([]);
    await screenshot(page, `${name}-${appearance}`);
  });
}

it('new experiment', async () => {
  const { page } = session;
  await open(page, 'New experiment');
  await picture(chart(page, /^Closing prices/));
  await pictures('new-experiment');
  await page.getByLabel('Population', { exact: true }).fill('1');
  await page.getByLabel('Period 2, to bar').fill('9000');
  await pictures('new-experiment-mistakes');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
});

it('no runs yet', async () => {
  await open(session.page, 'Runs');
  await session.page.getByText('No runs yet').waitFor();
  await pictures('runs-empty');
});

it('a live run', async () => {
  const { page } = session;
  await start(page, { name: 'Momentum against mean reversion', population: 60, generations: 2_000, seed: 6 });
  await generationAfter(page, 5);
  await picture(chart(page, /^Win rate: /));
  await pictures('run-live');
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(page, 'Paused');
  await pictures('run-paused');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, 'Stopped');
});

it('a finished run: live, logbook, hall of fame, replay', async () => {
  const { page } = session;
  await start(page, { name: 'Seed 1 on the S&P 500', population: 60, generations: 25, seed: 1 });
  await until(page, 'Finished');
  await picture(chart(page, /^Win rate: .* over 26 generations/));
  await pictures('run-finished');
  await tab(page, 'Logbook');
  await pictures('logbook');
  await tab(page, 'Hall of fame');
  await page.getByRole('grid', { name: 'Hall of fame' }).getByRole('row').nth(10).waitFor();
  await pictures('hall-of-fame');
  await tab(page, 'Replay');
  await page.getByRole('slider', { name: 'Generation' }).fill('12');
  await picture(chart(page, /^Generation 12: /));
  await pictures('replay');
});

it('the inspector, at its top and at its end', async () => {
  const { page } = session;
  await tab(page, 'Hall of fame');
  await page.getByRole('grid', { name: 'Hall of fame' }).getByRole('row').nth(1).click();
  const dialog = page.getByRole('tabpanel', { name: 'Inspector' });
  await picture(chart(dialog, /^Equity/));
  await pictures('inspector');
  await dialog.getByRole('img', { name: /^Tree/ }).scrollIntoViewIfNeeded();
  await pictures('inspector-tree');
});

it('the export dialog, and the one that asks where to save', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export strategies' });
  await dialog.getByText('which holds 10').waitFor();
  await pictures('export');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  const native = page.locator('dialog.host-dialog');
  await native.waitFor();
  await pictures('export-path');
  await native.getByRole('button', { name: 'Cancel' }).click();
  await native.waitFor({ state: 'hidden' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
});

it('the runs', async () => {
  await open(session.page, 'Runs');
  await pictures('runs');
});

it('the data, and a file that is refused', async () => {
  const { page, host } = session;
  await open(page, 'Data');
  await picture(candles(page, 'S&P 500'));
  await pictures('data');
  const path = join(host.home, 'Exchange export, with mistakes.csv');
  const line = (i: number) => `2015-02-${String(i + 1).padStart(2, '0')},10,12,9,${i % 4 === 1 ? 'n/a' : '11'},${i % 7 === 5 ? -3 : 500}`;
  writeFileSync(path, `Date,Open,High,Low,Close,Volume\n${Array.from({ length: 28 }, (_, i) => line(i)).join('\n')}\n`);
  await page.getByRole('button', { name: 'Import…' }).click();
  const native = page.locator('dialog.host-dialog');
  await native.locator('input[type=file]').setInputFiles(path);
  await native.getByRole('button', { name: 'Open' }).click();
  await page.getByText('problems to solve').waitFor();
  await pictures('import-error');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
