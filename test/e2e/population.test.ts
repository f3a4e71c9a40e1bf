/** What a run shows of its population while it goes on and when it has finished: bands, validation, workers, the front. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stored } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { ask, cells, chart, generationAfter, PATIENCE, picture, state, tab, text, until } from './window.ts';

const experiment = {
  ...{ name: 'Judged twice', population: 60, generations: 40, seed: 5, minHeldBars: 5 },
  periods: [{ start: 0, end: 2_500 }],
  validation: [{ start: 2_400, end: 4_000 }],
};

let session: Session;
let run: string;
const show = (page: Page, address: string) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, address);

beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

it('shows what each worker does while a run goes on', async () => {
  const { page } = session;
  const { id } = await ask(page, 'experiments.start', {
    experiment: { name: 'Endless', population: 100, generations: 100_000, seed: 1 },
    settings: {},
  });
  await show(page, `#/runs/${id}/live`);
  await generationAfter(page, 2);
  const workers = page.getByRole('region', { name: 'Workers' });
  const { workers: count } = await ask(page, 'app.info', {});
  await expect
    .poll(
      () =>
        workers
          .getByRole('listitem')
          .filter({ hasText: /^Worker \d+\d*%?/ })
          .count(),
      PATIENCE,
    )
    .toBe(count);
  const lanes = workers.getByRole('img', { name: /Chunks of \d+ workers in the last 5 seconds, \d+% of the time busy/ });
  const before = await picture(lanes.locator('..'));
  await expect.poll(() => picture(lanes.locator('..')), PATIENCE).not.toBe(before);
  await expect.poll(async () => Number(/chunks ([\d,]+)/.exec(await text(workers))?.[1]?.replaceAll(',', '')), PATIENCE).toBeGreaterThan(2);
  await screenshot(page, 'workers');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, 'Stopped');
  await workers.waitFor({ state: 'hidden' });
});

it('draws bands of the population, and training against validation of the best', async () => {
  const { page, host } = session;
  run = (await ask(page, 'experiments.start', { experiment, settings: {} })).id;
  await show(page, `#/runs/${run}/live`);
  await until(page, 'Finished');
  const { rows } = await stored(host.database, run);
  const last = rows.at(-1)!;
  const sharpe = page.getByRole('region', { name: 'Sharpe ratio', exact: true });
  await picture(chart(sharpe, /^Sharpe ratio: minimum, quartiles and maximum over 41 generations/));
  const shown = (value: number) => value.toFixed(3).replace('-', '−');
  await expect.poll(() => text(sharpe.getByRole('list')), PATIENCE).toContain(`median ${shown(last.quartiles!.fitness[0]!.median)}`);
  await expect.poll(() => text(sharpe.getByRole('list')), PATIENCE).toContain(`max ${shown(last.fitness[0]!.max)}`);

  const best = page.getByRole('region', { name: 'Best of each generation' });
  await picture(chart(best, /Sharpe ratio of the best of each generation, training against validation/));
  const legend = await text(best.getByRole('list'));
  expect(legend).toContain(`training ${shown(last.training![0]!)}`);
  expect(legend).toMatch(/validation ([−\d.]+|too few)/);
  await best.getByRole('combobox', { name: 'Objective of the best' }).selectOption('Win rate');
  await picture(chart(best, /Win rate of the best of each generation/));
  for (const name of ['Size (nodes)', 'Diversity', 'Hypervolume']) await picture(page.getByRole('region', { name }).getByRole('img'));
  const diversity = await text(page.getByRole('region', { name: 'Diversity' }).getByRole('list'));
  expect(diversity).toContain(`as written ${(100 * last.diversity!.genomes).toFixed(0)}%`);
  await screenshot(page, 'live');
});

const table = () => session.page.getByRole('grid', { name: 'Strategies of the plot' });
const plot = () => session.page.getByRole('application', { name: /Choose a part of the plot/ });

it('lists the population beside its plot, and only what is dragged over', async () => {
  const { page, host } = session;
  await show(page, `#/runs/${run}/pareto`);
  await table().waitFor();
  const { rows } = await stored(host.database, run);
  const all = await cells(table());
  expect(all.length).toBe(60 - rows.at(-1)!.failed);
  const canvas = (await plot().boundingBox())!;
  // The upper half of the plot: what is worse in the drawdown, which is drawn upwards.
  await page.mouse.move(canvas.x + 70, canvas.y + 20);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width - 22, canvas.y + canvas.height / 2, { steps: 8 });
  await page.mouse.up();
  const status = page.locator('.pareto').getByRole('status');
  await status.filter({ hasText: `of ${all.length} chosen` }).waitFor();
  const chosen = await cells(table());
  expect(chosen.length).toBeLessThan(all.length);
  expect(await text(status)).toBe(`${chosen.length} of ${all.length} chosen`);
  const drawdown = (row: string[]) => Number(row[3]!.replace('%', ''));
  const without = all.filter((row) => !chosen.some((other) => other[3] === row[3] && other[2] === row[2]));
  if (chosen.length > 0) expect(Math.min(...chosen.map(drawdown))).toBeGreaterThanOrEqual(Math.max(...without.map(drawdown)) - 0.1);
  await screenshot(page, 'pareto');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(async () => (await cells(table())).length, PATIENCE).toBe(all.length);
});

it('lets the keys choose as well', async () => {
  const { page } = session;
  const all = (await cells(table())).length;
  await plot().focus();
  await page.keyboard.press('Enter');
  const status = page.locator('.pareto').getByRole('status');
  await status.filter({ hasText: 'chosen' }).waitFor();
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft');
  for (let i = 0; i < 16; i++) await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 16; i++) await page.keyboard.press('Shift+ArrowUp');
  await status.filter({ hasText: `${all} of ${all} chosen` }).waitFor();
  await page.keyboard.press('Escape');
  await status.filter({ hasText: 'on the front' }).waitFor();
});

it('marks the front of any two measures, and opens a strategy from its row', async () => {
  const { page, host } = session;
  await page.getByRole('combobox', { name: 'Up axis' }).selectOption('Win rate');
  const { rows } = await stored(host.database, run);
  const listed = await cells(table());
  await table().evaluate((element) => element.parentElement!.scrollTo(0, 0));
  const marks = table().getByRole('img', { name: 'on the front' });
  await marks.first().waitFor();
  const marked = await marks.count();
  expect(marked).toBeGreaterThan(0);
  expect(marked).toBeLessThan(listed.length);
  // The best Sharpe ratio of all is on every front with it.
  expect(listed[0]![2]).toBe(rows.at(-1)!.fitness[0]!.max.toFixed(3).replace('-', '−'));
  await table().getByRole('row').nth(1).click();
  await page.getByRole('tab', { name: 'Inspector', exact: true }).waitFor();
  expect(await text(state(page))).toBe('Finished');
  await tab(page, 'Live');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
