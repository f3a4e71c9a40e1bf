/** What users do in the window and read in it, by the names that they see. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Bridge, CommandInput, CommandName, Results } from '../../preload/contract.ts';

/** Everything here waits for what it wants; only a machine that has come to a stop takes so long. */
export const PATIENCE = { timeout: 90_000, interval: 40 };

export interface Settings {
  readonly name: string;
  readonly population: number;
  readonly generations: number;
  readonly seed: number;
}

/** What is written there, with single spaces. */
export const text = async (shown: Locator): Promise<string> => ((await shown.textContent()) ?? '').replace(/\s+/g, ' ').trim();

export const field = (page: Page, label: string) => page.getByRole('textbox', { name: label, exact: true });

/** What a place shows that is not called as its link in the activity bar. */
const links: Readonly<Record<string, string>> = { 'New experiment': 'Experiments' };

export type Place = 'New experiment' | 'Runs' | 'Data' | 'Databank' | 'Compare' | 'Settings';

export async function open(page: Page, place: Place): Promise<void> {
  const name = links[place] ?? place;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('main', { name: place, exact: true }).waitFor();
}

export async function fill(page: Page, { name, population, generations, seed }: Settings): Promise<void> {
  await field(page, 'Name').fill(name);
  await field(page, 'Population').fill(String(population));
  await field(page, 'Generations').fill(String(generations));
  await field(page, 'Seed').fill(String(seed));
}

/** Starts an experiment from the form; returns the id of its run, which the window now shows. */
export async function start(page: Page, settings: Settings): Promise<string> {
  await open(page, 'New experiment');
  await fill(page, settings);
  await page.getByRole('button', { name: 'Start experiment' }).click();
  await page.getByRole('heading', { name: settings.name }).waitFor();
  return runShown(page);
}

export const runShown = (page: Page): string => /#\/runs\/([^/]+)/.exec(page.url())![1]!;

/** The state that the window shows of its run. */
export const state = (page: Page): Locator => page.locator('.run-title .state-tag');

export async function until(page: Page, wanted: string): Promise<void> {
  await state(page).filter({ hasText: wanted }).waitFor({ timeout: PATIENCE.timeout });
}

/** Sends a command as the window does: for what would take many clicks beside the point of a test. */
export async function ask<C extends CommandName>(page: Page, command: C, input: CommandInput<C>): Promise<Results[C]> {
  const reply = await page.evaluate(
    ([name, sent]) => (window as unknown as { readonly organism: Bridge }).organism.invoke(name as CommandName, sent as never),
    [command, input] as const,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value as Results[C];
}

/** The generation that the window shows of its run. */
export async function generation(page: Page): Promise<number> {
  const shown = await text(page.locator('.run-bar-text'));
  return Number(/Generation ([\d,]+) of/.exec(shown)![1]!.replaceAll(',', ''));
}

/** Waits until the window shows a later generation than this one; returns it. */
export async function generationAfter(page: Page, earlier: number): Promise<number> {
  await expect.poll(() => generation(page), PATIENCE).toBeGreaterThan(earlier);
  return generation(page);
}

/** The tabs of the panels; what is in a panel may have tabs of its own. */
export const panelTabs = (page: Page): Locator => page.locator('[role="tab"][data-tab-panel-id]');

/** Brings a panel to the front by its tab. */
export async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tabpanel', { name, exact: true }).waitFor();
}

/** The number that stands beside a name, such as Evaluations, with its note. */
export const stat = (within: Page | Locator, label: string): Promise<string> =>
  text(within.locator('.stat').filter({ hasText: label }).locator('dd'));

export const chart = (within: Page | Locator, label: string | RegExp): Locator => within.getByRole('img', { name: label });

/** The candlesticks of a data set. */
export const candles = (within: Page | Locator, dataset: string): Locator =>
  within.getByRole('application', { name: `Candlesticks of ${dataset}` });

/** The picture that a chart shows, once it shows one: waits until more than one colour is painted, and returns it as a data URL. */
export async function picture(shown: Locator): Promise<string> {
  await expect.poll(() => shown.locator('canvas').first().evaluate(colours), PATIENCE).toBeGreaterThan(2);
  return shown
    .locator('canvas')
    .first()
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

/** Counted on a copy: a canvas that is read too often makes the browser complain. */
function colours(element: Element): number {
  const { width, height } = element as HTMLCanvasElement;
  if (width * height === 0) return 0;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(element as HTMLCanvasElement, 0, 0);
  return new Set(new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)).size;
}

/** The texts of a table's rows, cell by cell: also of those that come into being only when they are scrolled to. */
export async function cells(table: Locator): Promise<string[][]> {
  return table.evaluate(async (element) => {
    const box = element.parentElement!;
    const found = new Map<number, string[]>();
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (let top = 0; ; top += box.clientHeight / 2) {
      // Scrolled on by nothing, it would never come to the end.
      if (box.clientHeight === 0) throw new Error('the table has no height');
      box.scrollTop = top;
      await frame();
      for (const row of element.querySelectorAll<HTMLTableRowElement>('tr[aria-rowindex]'))
        found.set(
          Number(row.getAttribute('aria-rowindex')),
          Array.from(row.cells, (cell) => cell.textContent.trim()),
        );
      if (top + box.clientHeight >= box.scrollHeight) break;
    }
    return [...found].sort(([a], [b]) => a - b).map(([, texts]) => texts);
  });
}

/** Grants what a click on a copy button needs, clicks, and returns what was copied. */
export async function copy(page: Page, button: Locator): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(page.url()).origin });
  const clicked = (await button.elementHandle())!;
  await clicked.click();
  await page.waitForFunction((element) => element.textContent === 'Copied', clicked);
  return page.evaluate(() => navigator.clipboard.readText());
}
