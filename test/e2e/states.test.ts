/** What the window shows while main has not answered yet, when it cannot, and when a part of the window fails. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { decode, encode } from '../../main/browser/ipc/codec.ts';
import type { FromPage } from '../../main/browser/ipc/transport.ts';
import type { Reply } from '../../preload/contract.ts';
import { launchChromium } from './chromium.ts';
import { type Host, startHost } from './harness.ts';
import { ask, open, PATIENCE, panelTabs, start, until } from './window.ts';

let host: Host;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let run: string;

/** Commands that are not passed on: they wait for `letGo`, or are answered in place of main. */
let held: ReadonlySet<string> = new Set();
let answers: ReadonlyMap<string, Reply<unknown>> = new Map();
const waiting: (() => void)[] = [];

const letGo = () => {
  held = new Set();
  for (const send of waiting.splice(0)) send();
};
const refuse = (command: string) => {
  answers = new Map([[command, { ok: false, error: { code: 'expected', message: 'The disk was taken out.', details: [] } }]]);
};

beforeAll(async () => {
  host = await startHost();
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.routeWebSocket(/__host\/ipc/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => socket.send(message));
    socket.onMessage((message) => {
      const said = decode(new Uint8Array(message as Buffer)) as FromPage;
      const command = said.type === 'invoke' ? String(said.args[0]) : '';
      const answer = answers.get(command);
      if (held.has(command)) waiting.push(() => server.send(message));
      else if (answer) socket.send(Buffer.from(encode({ type: 'result', id: said.id, value: answer })));
      else server.send(message);
    });
  });
  page = await context.newPage();
  await page.goto(host.address);
  run = await start(page, { name: 'Trend', population: 30, generations: 4, seed: 3 });
  await until(page, 'Finished');
});
afterAll(async () => {
  await browser.close();
  await host.stop();
});
beforeEach(() => {
  letGo();
  answers = new Map();
});

const visit = async (address: string) => {
  await page.goto(`${new URL(page.url()).origin}/${address}`);
  await page.reload();
};
const status = () => page.getByRole('contentinfo');

it('says nothing of runs before they are known', async () => {
  held = new Set(['runs.list']);
  await visit('#/runs');
  await page.getByText('Loading the runs …').waitFor();
  await status().getByText('Browser host').waitFor();
  expect(await page.getByText('No runs yet').count()).toBe(0);
  expect(await status().getByText('No run under way').count()).toBe(0);
  letGo();
  await page.getByRole('link', { name: 'Trend' }).waitFor();
  await status().getByText('No run under way').waitFor();
});

const rows = () => page.getByRole('grid', { name: 'Databank' }).locator('tr[aria-rowindex]');

it('shows all strategies while their near-duplicates are looked for, also when other ones were folded before', async () => {
  const [first] = await ask(page, 'databank.list', {});
  await visit('#/databank');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await expect.poll(() => rows().count(), PATIENCE).toBe(10);
  await search.fill(first!.strategy);
  await page.getByText('Fold near-duplicates').click();
  await page.getByText(/of those shown folded/).waitFor();
  held = new Set(['databank.fold']);
  await search.fill('');
  await page.getByText('near-duplicates are looked for').waitFor();
  expect(await rows().count()).toBe(10);
  letGo();
  await page.getByText(/of those shown folded/).waitFor();
});

it('draws what a filter leaves of thousands at once, wherever one had scrolled to', async () => {
  const [entry] = await ask(page, 'databank.list', {});
  const many = Array.from({ length: 4_000 }, (_, i) => ({ ...entry!, id: i + 1, note: i === 7 ? 'needle' : '' }));
  answers = new Map([['databank.list', { ok: true, value: many }]]);
  await visit('#/databank');
  await page.getByText('4,000 strategies of 1 run').waitFor();
  await rows()
    .first()
    .evaluate((row) => row.closest('.data-table')!.scrollTo(0, 1e6));
  await page.locator('tr[aria-rowindex="4001"]').waitFor();
  await page.getByRole('searchbox', { name: 'Search' }).fill('needle');
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await rows().count()).toBe(1);
});

it('offers to try again what main could not do, and then shows it', async () => {
  refuse('datasets.candles');
  await visit('#/data');
  const failed = page.getByRole('alert').filter({ hasText: 'The bars could not be loaded' });
  await failed.getByText('The disk was taken out.').waitFor();
  answers = new Map();
  await failed.getByRole('button', { name: 'Try again' }).click();
  await page.getByText(/^Bars 0 to /).waitFor();
  expect(await failed.count()).toBe(0);
});

it('keeps what was typed of a run when it cannot be stored', async () => {
  await visit(`#/runs/${run}/live`);
  await page.getByRole('button', { name: 'More commands' }).click();
  await page.getByRole('menuitem', { name: /^Rename/ }).click();
  refuse('runs.label');
  const dialog = page.getByRole('dialog', { name: `Run ${run}` });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Renamed');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByRole('alert').getByText('The disk was taken out.').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Renamed');
  await page.keyboard.press('Escape');
});

it('a panel that fails leaves the others, and a view that fails the way to others', async () => {
  answers = new Map([['runs.hallOfFame', { ok: true, value: 'no hall of fame' }]]);
  await visit(`#/runs/${run}/logbook`);
  const failed = page.getByRole('alert').filter({ hasText: 'This panel has failed' });
  await failed.getByRole('button', { name: 'Copy for a report' }).waitFor();
  await page.getByRole('table', { name: 'Logbook' }).waitFor();
  expect(await panelTabs(page).count()).toBeGreaterThan(5);

  answers = new Map([['runs.get', { ok: true, value: { id: run } }]]);
  await visit(`#/runs/${run}/logbook`);
  await page.getByRole('alert').filter({ hasText: 'This view has failed' }).waitFor();
  await open(page, 'Data');
  await page.getByRole('grid', { name: 'Data sets' }).waitFor();
});

it('a name and tags without end leave title and commands of a run in their place', async () => {
  const tags = Array.from({ length: 50 }, (_, i) => `${'a-tag-without-a-space-'.repeat(2)}${i}`);
  await ask(page, 'runs.label', { run, name: 'A name that goes on '.repeat(10).trim(), tags, note: 'A long note. '.repeat(500) });
  await visit(`#/runs/${run}/live`);
  const box = async (what: ReturnType<Page['getByRole']>) => (await what.boundingBox())!;
  const title = await box(page.getByRole('heading', { level: 1 }));
  const more = await box(page.getByRole('button', { name: 'More commands' }));
  const tab = await box(page.getByRole('tab', { name: 'Live', exact: true }));
  expect(title.width).toBeGreaterThan(200);
  expect(more.x + more.width).toBeLessThanOrEqual(1440);
  expect(tab.y).toBeLessThan(220);
  await page.getByText('+46').waitFor();
});
