import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { stored, undisturbed } from './cli.ts';
import { type Host, openPage, startHost } from './harness.ts';
import { cells, generation, generationAfter, open, start, state, tab, text, until } from './window.ts';

/** Of a length that takes some seconds on this machine: long enough to be killed half-way, short enough to be resumed. */
const long = { population: 24, generations: 0, seed: 21 };
const SECONDS = 4;

let browser: Browser;
let host: Host;
let page: Page;
const problems: string[] = [];
const expected = { digests: [] as string[] };

const restart = async () => {
  await page.context().close();
  host = await startHost({ home: host.home });
  page = await openPage(browser, host.address, problems);
};

beforeAll(async () => {
  browser = await launchChromium();
  host = await startHost();
  page = await openPage(browser, host.address, problems);
});
afterAll(async () => {
  await browser.close();
  await host.stop();
});

let shownAtKill = -1;
let killed: string;

it('is killed while a run is under way, without a word of warning', async () => {
  const done = await start(page, { name: 'Done before', ...long, generations: 30 });
  await until(page, 'Finished');
  const { rows } = await stored(host.database, done);
  const each = rows.slice(10).reduce((sum, row) => sum + row.seconds, 0) / 21;
  long.generations = Math.min(3000, Math.max(100, Math.ceil(SECONDS / each)));
  killed = await start(page, { name: 'Cut short', ...long });
  shownAtKill = await generationAfter(page, 4);
  expect(await host.stop('SIGKILL')).toBe(null);
  await page.getByRole('alert').filter({ hasText: 'connection to Organism is lost' }).waitFor();
});

it('lists every run with its state when it is started again', async () => {
  problems.length = 0;
  await restart();
  await open(page, 'Runs');
  const runs = await cells(page.getByRole('grid', { name: 'Runs' }));
  expect(runs.map(([name, was]) => [name, was])).toEqual([
    ['Cut short', 'Interrupted'],
    ['Done before', 'Finished'],
  ]);
});

it('has lost no generation that was shown', async () => {
  expected.digests = await undisturbed(long);
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Cut short' }).click();
  await until(page, 'Interrupted');
  const kept = await generation(page);
  expect(kept).toBeGreaterThanOrEqual(shownAtKill);
  expect(kept).toBeLessThan(long.generations);
  await page.getByText(`Everything up to generation ${kept} is stored`).waitFor();
  const { rows } = await stored(host.database, killed);
  expect(rows.map((row) => row.digest)).toEqual(expected.digests.slice(0, kept + 1));
  await tab(page, 'Logbook');
  expect((await cells(page.getByRole('table', { name: 'Logbook' }))).length).toBe(kept + 1);
});

it('goes on from there to the same end as if nothing had happened', async () => {
  await page.getByRole('button', { name: 'Resume' }).click();
  await until(page, 'Finished');
  expect(await generation(page)).toBe(long.generations);
  const { rows } = await stored(host.database, killed);
  expect(rows.map((row) => row.digest)).toEqual(expected.digests);
});

it('keeps paused and running runs when it is closed in good order', async () => {
  await start(page, { name: 'Paused', population: 16, generations: 100_000, seed: 2 });
  await generationAfter(page, 0);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(page, 'Paused');
  const paused = await generation(page);
  await start(page, { name: 'Going on', population: 16, generations: 100_000, seed: 3 });
  const going = await generationAfter(page, 1);
  expect(await host.stop('SIGTERM')).toBe(0);
  problems.length = 0;
  await restart();

  await open(page, 'Runs');
  const row = (name: string) => page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: name });
  expect(await text(row('Going on').locator('.state-tag'))).toBe('Interrupted');
  await row('Paused').click();
  await state(page)
    .filter({ hasText: /Paused|Interrupted/ })
    .waitFor();
  expect(await generation(page)).toBe(paused);
  await page.getByRole('button', { name: 'Resume' }).click();
  await generationAfter(page, paused);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, 'Stopped');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search commands and runs' }).fill('going');
  await page.keyboard.press('Enter');
  await until(page, 'Interrupted');
  expect(await generation(page)).toBeGreaterThanOrEqual(going);
});

it('leaves no complaint in the console but of the connection', () => {
  expect(problems).toEqual([]);
});
