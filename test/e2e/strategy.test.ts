/** A strategy questioned in the inspector, on an experiment whose holdout is sealed: what it says, did and would have done. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StrategyReport } from '../../preload/contract.ts';
import { organism, sample } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { ask, cells, chart, PATIENCE, picture, start, stat, tab, text, until } from './window.ts';

const RULE = 'gt(close, sma(close, 20))';
let session: Session;
let run: string;
let report: StrategyReport;
const native = () => session.page.locator('dialog.host-dialog');
const inspector = () => session.page.getByRole('tabpanel', { name: 'Inspector' });
const part = (name: string) => inspector().getByRole('tab', { name, exact: true }).click();
const percent = (value: number, digits = 1) => `${(value * 100).toFixed(digits)}%`.replace('-', '−').replace(/^−(0\.?0*%)$/, '$1');

beforeAll(async () => {
  session = await openOrganism();
  const { page } = session;
  run = await start(page, { name: 'First, without a holdout', population: 20, generations: 2, seed: 3 });
  await until(page, 'Finished');
  const { experiment } = await ask(page, 'runs.get', { run });
  const { periods: _, ...rest } = experiment;
  const seeded = { ...rest, name: 'Sealed', split: { method: 'shares' as const }, seeds: [RULE], generations: 0, hallOfFame: 20 };
  run = (await ask(page, 'experiments.start', { experiment: seeded, settings: {} })).id;
  await page.goto(`${page.url().replace(/#.*/, '')}#/runs/${run}/hall-of-fame`);
  await until(page, 'Finished');
  report = await ask(page, 'strategies.inspect', { run, strategy: RULE });
  await tab(page, 'Hall of fame');
  await page.getByRole('grid', { name: 'Hall of fame' }).getByText(RULE, { exact: true }).click();
  await inspector().getByText('Strategy ·').waitFor();
});
afterAll(() => session.close());

/** The closes of the sample, and whether the rule is true at each: nothing of the program computes them. */
const closes = readFileSync(sample, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const close = closes.map((cell) => Number(cell[4]));
const dates = closes.map((cell) => cell[0]!);
const isAbove = close.map((c, t) => t >= 19 && c > close.slice(t - 19, t + 1).reduce((sum, x) => sum + x, 0) / 20);

it('reads the rule out in English, with what the words mean', async () => {
  const reading = inspector().getByRole('region', { name: 'In plain English' });
  await reading.getByText('Hold a long position while the close is above its 20-bar average.').waitFor();
  await reading.getByText('What the words mean').click();
  await reading.getByText('strictly; equal is not above').waitFor();
});

it('lists the trades, which are those of the rule before the seal and none after it', async () => {
  await part('Trades');
  // Held from bar b to b + 1 when the rule is true at b − 1; nothing after the bar at which the holdout begins.
  const holdout = (await ask(session.page, 'runs.get', { run })).experiment.holdout![0]!;
  const border = holdout.start + 100;
  const expected: { entry: number; exit: number }[] = [];
  for (let b = 1; b < border; b++) {
    if (!isAbove[b - 1]) continue;
    if (expected.at(-1)?.exit === b) expected.at(-1)!.exit = b + 1;
    else expected.push({ entry: b, exit: b + 1 });
  }
  const rows = await cells(inspector().getByRole('grid', { name: 'Trades' }));
  expect(rows.map((row) => [row[2], row[3], row[7]])).toEqual(
    expected.map(({ entry, exit }) => [dates[entry], dates[exit], percent(close[exit]! / close[entry]! - 1, 2)]),
  );
  expect(await stat(inspector(), 'Trades in all')).toBe(String(expected.length));
  const growth = expected.reduce((value, { entry, exit }) => (value * close[exit]!) / close[entry]!, 1);
  await part('Overview');
  expect(await text(inspector().getByRole('region', { name: 'Equity' }).getByRole('list'))).toContain(`Strategy ${growth.toFixed(2)}×`);
});

/** The share of a chart's height over which its line of closes, or of buy and hold, goes up and down. */
const heightOf = (shown: Locator): Promise<number> =>
  shown
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      const color = getComputedStyle(document.body).getPropertyValue('--o-neutral').trim();
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
      context.clearRect(0, 0, 1, 1);
      context.drawImage(element as HTMLCanvasElement, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const rows: number[] = [];
      for (let i = 0; i < data.length; i += 4) {
        const near = Math.abs(data[i]! - r!) + Math.abs(data[i + 1]! - g!) + Math.abs(data[i + 2]! - b!) < 40 && data[i + 3]! > 200;
        if (near && (i / 4) % width > 0.1 * width) rows.push(Math.floor(i / 4 / width));
      }
      // Without the labels of the times below it.
      const inside = rows.filter((y) => y < height - 30);
      return inside.length === 0 ? 0 : (Math.max(...inside) - Math.min(...inside)) / height;
    });

it('shows the price with entries and exits, closer for the trade that is chosen', async () => {
  await part('Trades');
  const price = chart(inspector(), 'Price with entries and exits');
  const whole = await picture(price);
  await inspector()
    .getByText(/zoom in to fewer than/)
    .waitFor();
  const trades = inspector().getByRole('grid', { name: 'Trades' });
  await trades.focus();
  for (let i = 0; i < 3; i++) await session.page.keyboard.press('ArrowDown');
  await session.page.keyboard.press('Enter');
  await inspector()
    .getByText(/^\d+ trades? in sight$/)
    .waitFor();
  await expect.poll(() => picture(price), PATIENCE).not.toBe(whole);
  // The axis follows: a few bars take the height of the chart, as all of them did.
  await expect.poll(() => heightOf(price), PATIENCE).toBeGreaterThan(0.4);
  await screenshot(session.page, 'inspector-trades');
  // The equity shows the same stretch.
  await part('Overview');
  await inspector().getByRole('button', { name: 'Show the whole equity' }).waitFor();
  await expect.poll(() => heightOf(chart(inspector(), 'Equity of the strategy against buy and hold')), PATIENCE).toBeGreaterThan(0.3);
  await screenshot(session.page, 'inspector-zoomed');
  await part('Trades');
  await inspector().getByRole('button', { name: 'Show the whole price' }).click();
  await inspector()
    .getByText(/zoom in to fewer than/)
    .waitFor();
});

it('exports the trades, whose sum is the growth of the equity', async () => {
  const { page, host } = session;
  await inspector().getByRole('button', { name: 'Export trades…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export strategies' });
  const preview = dialog.getByRole('region', { name: 'Preview' }).locator('pre');
  await expect.poll(() => preview.textContent(), PATIENCE).toMatch(/^strategy,id,side/);
  const previewed = (await preview.textContent())!;
  const path = join(host.home, 'trades.csv');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await native().getByRole('textbox', { name: 'Path' }).fill(path);
  await native().getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Saved ${path}`).waitFor();
  const written = readFileSync(path, 'utf8');
  // A browser makes one line end of two characters.
  expect(written.replaceAll('\r\n', '\n').startsWith(previewed.replaceAll('\r\n', '\n'))).toBe(true);
  const [header, ...lines] = written
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  const net = lines.reduce((sum, cell) => sum + Number(cell[header!.indexOf('net')]), 0);
  expect(1 + net).toBeCloseTo(report.curve.equity.at(-1)!, 9);
  expect(
    lines
      .map((cell) => cell[header!.indexOf('exitTime')]!.slice(0, 10))
      .toSorted()
      .at(-1)! < '2017',
  ).toBe(true);
});

it('shows the return of each month, and seals those of the holdout', async () => {
  await part('Returns');
  const months = inspector().getByRole('table', { name: 'Returns by month' });
  const row = async (year: number) => {
    const found = months.getByRole('row').filter({ has: session.page.getByRole('rowheader', { name: String(year) }) });
    return (await found.locator('td').allTextContents()).map((cell) => cell.trim());
  };
  const of = (year: number, month: number) =>
    dates.reduce((value, day, t) => {
      const inside = day.startsWith(`${year}-${String(month).padStart(2, '0')}`) && t >= 2 && isAbove[t - 2];
      return inside ? (value * close[t]!) / close[t - 1]! : value;
    }, 1) - 1;
  expect((await row(2009)).slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, m) => percent(of(2009, m + 1)).replace('%', '')));
  expect(await row(2018)).toEqual(new Array(13).fill('sealed'));
  await picture(chart(inspector(), /^Sharpe ratio of the last 252/));
  const histogram = chart(inspector(), 'Histogram of the returns of held bars');
  const ofBars = await picture(histogram);
  await inspector().getByText('Trades', { exact: true }).last().click();
  await expect.poll(() => picture(chart(inspector(), 'Histogram of the returns of trades')), PATIENCE).not.toBe(ofBars);
  await screenshot(session.page, 'inspector-returns');
});

it('keeps what is in sight from one chart to the next', async () => {
  const whole = () => inspector().getByRole('button', { name: 'Show all of the ratio' });
  const rolling = chart(inspector(), /^Sharpe ratio of the last/);
  expect(await whole().isEnabled()).toBe(false);
  const before = await picture(rolling);
  await part('Trades');
  await inspector().getByRole('button', { name: 'Zoom in on the price' }).click();
  await part('Returns');
  expect(await whole().isEnabled()).toBe(true);
  await expect.poll(() => picture(rolling), PATIENCE).not.toBe(before);
  const closer = await picture(rolling);
  await whole().click();
  await expect.poll(() => picture(rolling), PATIENCE).not.toBe(closer);
  await part('Trades');
  expect(await inspector().getByRole('button', { name: 'Show the whole price' }).isEnabled()).toBe(false);
  await part('Returns');
});

it('tells what is wrong with an edited rule at its place, and evaluates what is right at once', async () => {
  const { page } = session;
  await part('Edit and tune');
  const area = inspector().getByRole('textbox', { name: 'Rule', exact: true });
  await area.fill('gt(close, smaa(close, 20))');
  await inspector()
    .getByText(/^Column 11: .*did you mean sma\?/)
    .waitFor();
  expect(await text(inspector().locator('.edit-place mark'))).toBe('smaa');
  await inspector().getByRole('button', { name: 'Go there' }).click();
  expect(await area.evaluate((element: HTMLTextAreaElement) => element.value.slice(element.selectionStart, element.selectionEnd))).toBe(
    'smaa',
  );
  await page.keyboard.type('ema');
  await inspector().getByText('the close is above its 20-bar exponential average').waitFor();
  const { holdout: _, ...edited } = await ask(page, 'strategies.inspect', { run, strategy: 'gt(close, ema(close, 20))' });
  const table = inspector().getByRole('table', { name: 'Edited beside the original' });
  const mean = (one: Pick<StrategyReport, 'periods'>) => one.periods.reduce((sum, p) => sum + p.sharpe, 0) / one.periods.length;
  await expect
    .poll(async () => (await cells(table)).find(([metric]) => metric === 'Sharpe ratio')?.slice(1, 3), PATIENCE)
    .toEqual([mean(report), mean(edited)].map((value) => value.toFixed(3).replace('-', '−')));
  await picture(chart(inspector(), 'Equity of the edited and the original strategy'));
  await screenshot(page, 'inspector-edit');
  const bank = await organism('databank', 'list', '--db', session.host.database);
  expect(bank.some((entry) => (entry as { strategy: string }).strategy === 'gt(close, ema(close, 20))')).toBe(false);
});

it('pins the edited rule to the databank, and only then stores it', async () => {
  const { page, host } = session;
  await inspector().getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Pin to databank' }).click();
  await page.getByText('Pinned: it is kept in the databank').waitFor();
  const bank = await organism<{ strategy: string; pinned: boolean; fitness: number[] }>('databank', 'list', '--db', host.database);
  expect(bank.filter(({ pinned }) => pinned).map(({ strategy }) => strategy)).toEqual(['gt(close, ema(close, 20))']);
  await inspector().getByRole('region', { name: 'Edit', exact: true }).getByRole('button', { name: 'Unpin' }).waitFor();
  await inspector().getByRole('button', { name: 'Back to the original' }).click();
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
