import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { organism } from './cli.ts';
import { type Host, openPage, screenshot, startHost } from './harness.ts';
import { fill, generationAfter, open, PATIENCE, start, until } from './window.ts';

let browser: Browser;
let host: Host;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  host = await startHost();
  page = await openPage(browser, host.address, problems);
});
afterAll(async () => {
  await browser.close();
  await host.stop();
});

const small = { population: 16, generations: 3, seed: 1 };
const queue = () => page.getByRole('region', { name: 'Queue' });
const order = async () => queue().getByRole('listitem').locator('a').allTextContents();
const states = async () => {
  const rows = page.getByRole('grid', { name: 'Runs' }).locator('tbody tr[aria-rowindex]');
  return rows.evaluateAll((found) =>
    found.map((row) => `${row.querySelector('a')!.textContent} ${row.querySelector('.state-tag')!.textContent}`),
  );
};

async function enqueue(name: string): Promise<void> {
  await open(page, 'New experiment');
  await fill(page, { name, ...small });
  await page.getByRole('button', { name: 'Add to queue' }).click();
  await page.getByText(new RegExp(`${name} is queued at place \\d`)).waitFor();
  await page.getByRole('main', { name: 'Runs', exact: true }).waitFor();
}

it('takes what is started while a run is under way, and says what it waits for', async () => {
  await start(page, { name: 'Long', population: 16, generations: 100_000, seed: 2 });
  await generationAfter(page, 0);
  for (const name of ['First', 'Second', 'Third']) await enqueue(name);
  expect(await order()).toEqual(['First', 'Second', 'Third']);
  await queue().getByText('The next one starts when “Long” has ended.').waitFor();
  await page.getByRole('contentinfo').getByText('3 queued').waitFor();
  expect(await states()).toEqual(['Third Queued', 'Second Queued', 'First Queued', 'Long Running']);
});

it('is put into another order with buttons and with keys', async () => {
  await queue().getByRole('button', { name: 'Move Third up' }).click();
  await expect.poll(order, PATIENCE).toEqual(['First', 'Third', 'Second']);
  await queue().getByRole('listitem', { name: 'First, place 1 of 3' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order, PATIENCE).toEqual(['Third', 'First', 'Second']);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order, PATIENCE).toEqual(['First', 'Third', 'Second']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order, PATIENCE).toEqual(['Third', 'First', 'Second']);
  const listed = await organism<{ name: string; place: number }>('queue', '--db', host.database);
  expect(listed.map(({ name, place }) => [place, name])).toEqual([
    [1, 'Third'],
    [2, 'First'],
    [3, 'Second'],
  ]);
  await screenshot(page, 'queue');
});

it('is there after the program was started again, and waits for its user', async () => {
  expect(await host.stop('SIGTERM')).toBe(0);
  problems.length = 0;
  await page.context().close();
  host = await startHost({ home: host.home });
  page = await openPage(browser, host.address, problems);
  await page.getByText(/Long was interrupted after generation \d+\. Resume it there · 3 wait in the queue\. Show the queue/).waitFor();
  await page.getByRole('link', { name: 'Show the queue' }).click();
  await page.getByRole('main', { name: 'Runs', exact: true }).waitFor();
  await queue().getByText('It waits until you start it.').waitFor();
  expect(await order()).toEqual(['Third', 'First', 'Second']);
  expect(await states()).toEqual(['Third Queued', 'Second Queued', 'First Queued', 'Long Interrupted']);
});

it('goes on run after run, and tells when each has finished', async () => {
  await queue().getByRole('button', { name: 'Remove First from the queue' }).click();
  await expect.poll(order, PATIENCE).toEqual(['Third', 'Second']);
  await queue().getByRole('button', { name: 'Start queue' }).click();
  await page.getByText(/Third has finished, best/).waitFor();
  await page.getByText(/Second has finished, best/).waitFor();
  await queue().waitFor({ state: 'hidden' });
  await expect.poll(states, PATIENCE).toEqual(['Third Finished', 'Second Finished', 'First Stopped', 'Long Interrupted']);
});

it('takes a run that was stopped, from its own page, and lets it start before its turn', async () => {
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'First' }).click();
  await until(page, 'Stopped');
  await page.getByRole('button', { name: 'More commands' }).click();
  await page.getByRole('menuitem', { name: 'Add to queue' }).click();
  await until(page, 'Queued');
  await page.getByText('It waits in the queue, at place 1.').waitFor();
  await page.getByRole('button', { name: 'Start now' }).click();
  await until(page, 'Finished');
});

it('leaves no complaint in the console', () => {
  expect(problems).toEqual([]);
});
