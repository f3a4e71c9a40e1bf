import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluate, sample, stored } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, chart, copy, PATIENCE, picture, start, stat, tab, text, until } from './window.ts';

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'To inspect', population: 40, generations: 12, seed: 5 });
  await until(session.page, 'Finished');
  await tab(session.page, 'Hall of fame');
});
afterAll(() => session.close());

const halls = () => session.page.getByRole('grid', { name: 'Hall of fame' });
const inspector = () => session.page.getByRole('tabpanel', { name: 'Inspector' });
const sharpe = (value: number) => value.toFixed(3).replace('-', '−');
const percent = (value: number) => `${(value * 100).toFixed(1)}%`.replace('-', '−');
const nodes = (strategy: string) => strategy.match(/[\w.+-]+/g)!.length;

it('lists the best strategies with their fitness', async () => {
  const { hall } = await stored(session.host.database, run);
  // The window asks for the hall of fame once a second at most: it may be a moment behind the end of the run.
  await expect
    .poll(() => cells(halls()), PATIENCE)
    .toEqual(
      hall.map(({ strategy, fitness }, i) => [
        ...[String(i + 1), sharpe(fitness[0]!), percent(fitness[1]!), percent(fitness[2]!), String(nodes(strategy)), strategy],
      ]),
    );
  expect(await copy(session.page, session.page.getByRole('button', { name: 'Copy strategies' }))).toBe(
    hall.map((champion) => champion.strategy).join('\n'),
  );
});

it('shows the rule of the one that is chosen, and copies it', async () => {
  const { page, host } = session;
  const { hall } = await stored(host.database, run);
  await halls().getByRole('row').nth(1).click();
  await inspector().getByText('Strategy · Rank 1').waitFor();
  await expect.poll(() => text(inspector().locator('.strategy-text')), PATIENCE).toBe(hall[0]!.strategy);
  expect(await copy(page, inspector().getByRole('button', { name: 'Copy strategy' }))).toBe(hall[0]!.strategy);
});

it('draws a tree with every node', async () => {
  const { hall } = await stored(session.host.database, run);
  const size = nodes(hall[0]!.strategy);
  const tree = inspector().getByRole('img', { name: new RegExp(`^Tree of ${size} nodes`) });
  await tree.scrollIntoViewIfNeeded();
  // A period is written into the box of its function: "sma 20" are two nodes.
  const labels = await tree.locator('.node text').allTextContents();
  expect(labels.flatMap((label) => label.split(' ')).toSorted()).toEqual(hall[0]!.strategy.match(/[\w.+-]+/g)!.toSorted());
  expect(await tree.locator('path.edge').count()).toBe(labels.length - 1);
  expect(await stat(inspector(), 'Size')).toMatch(new RegExp(`^${size}\\b`));

  const box = () => tree.locator('.node').first().boundingBox();
  const before = (await box())!.width;
  await inspector().getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(async () => (await box())!.width, PATIENCE).toBeGreaterThan(before);
  await inspector().getByRole('button', { name: 'Fit tree' }).click();
  await expect.poll(async () => (await box())!.width, PATIENCE).toBeCloseTo(before, 3);
});

it('draws the equity against buy and hold, and the drawdown', async () => {
  const equity = chart(inspector(), 'Equity of the strategy against buy and hold');
  const logarithmic = await picture(equity);
  await picture(chart(inspector(), 'Drawdown of the strategy'));
  const closes = readFileSync(sample, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[4]));
  const legend = await text(inspector().getByRole('region', { name: 'Equity' }).getByRole('list'));
  expect(legend.replace(/\s+/g, ' ')).toContain(`Buy and hold ${(closes.at(-1)! / closes[0]!).toFixed(2)}×`);
  await inspector().getByText('Linear', { exact: true }).click();
  await expect.poll(() => picture(equity), PATIENCE).not.toBe(logarithmic);
});

it('has the numbers of each period that `organism evaluate` gives', async () => {
  const { hall } = await stored(session.host.database, run);
  const { strategy } = hall[0]!;
  const periods = ['0:1701', '1701:3403', '3403:5105'];
  const rows = await cells(inspector().getByRole('table', { name: 'Periods' }));
  const shown = (metric: string) => rows.find(([name]) => name === metric)!;
  for (const [i, period] of periods.entries()) {
    const [ratio, drawdown, wins] = await evaluate(strategy, period);
    const values = ['Sharpe ratio', 'Maximum drawdown', 'Win rate'].map((metric) => shown(metric)[2 + i]);
    expect(values).toEqual(ratio === -999 ? ['–', '–', '–'] : [sharpe(ratio!), percent(drawdown!), percent(wins!)]);
  }
  const [ratio, drawdown, wins] = await evaluate(strategy, ...periods);
  expect([
    await stat(inspector(), 'Sharpe ratio'),
    await stat(inspector(), 'Maximum drawdown'),
    await stat(inspector(), 'Win rate'),
  ]).toEqual([sharpe(ratio!), percent(drawdown!), percent(wins!)]);
});

it('defines a metric when the focus comes to its name', async () => {
  const name = inspector().getByRole('table', { name: 'Periods' }).getByText('Sortino ratio');
  await name.scrollIntoViewIfNeeded();
  await name.focus();
  await session.page.getByText('Mean return over the deviation of the losses, a year.').waitFor();
  await name.blur();
});

it('is closed and opened from the keyboard', async () => {
  const { page } = session;
  await page.keyboard.press('Alt+w');
  await inspector().waitFor({ state: 'hidden' });
  await halls().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await inspector().getByText('Strategy · Rank 2').waitFor();
  await page.keyboard.press('Alt+w');
  await inspector().waitFor({ state: 'hidden' });
});

it('opens the best so far from the live view', async () => {
  const { page, host } = session;
  const { hall } = await stored(host.database, run);
  await tab(page, 'Live');
  await page.getByRole('region', { name: 'Best so far' }).getByRole('button', { name: 'Inspect' }).click();
  await expect.poll(() => text(inspector().locator('.strategy-text')), PATIENCE).toBe(hall[0]!.strategy);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
