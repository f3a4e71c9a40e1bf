import { afterAll, beforeAll, expect, it } from 'vitest';
import { stored, undisturbed } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, chart, generation, generationAfter, PATIENCE, picture, runShown, start, tab, text, until } from './window.ts';

const SETTINGS = { population: 24, seed: 8 };

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'Watched', ...SETTINGS, generations: 100_000 });
});
afterAll(() => session.close());

it('shows the same run going on after the page is loaded again, with all generations so far', async () => {
  const { page } = session;
  const before = await generationAfter(page, 2);
  await page.reload();
  await page.getByRole('heading', { name: 'Watched' }).waitFor();
  expect(runShown(page)).toBe(run);
  expect(await generationAfter(page, before)).toBeGreaterThan(before);
  await page.reload();
  await tab(page, 'Logbook');
  await generationAfter(page, before + 1);
});

it('is followed by a second page at the same time', async () => {
  const { page } = session;
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.getByRole('heading', { name: 'Watched' }).waitFor();
  await generationAfter(second, await generation(page));
  await second.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(second, 'Stopped');
  await until(page, 'Stopped');
  await expect.poll(async () => (await generation(page)) === (await generation(second)), PATIENCE).toBe(true);
  await second.close();
});

it('has come as far as it would have without anyone watching: each generation once', async () => {
  const { page, host } = session;
  const last = await generation(page);
  const shown = await cells(page.getByRole('table', { name: 'Logbook' }));
  expect(shown.map((row) => row[0])).toEqual(Array.from({ length: last + 1 }, (_, i) => i.toLocaleString('en-US')));
  const { rows } = await stored(host.database, run);
  expect(rows.map((row) => row.digest)).toEqual(await undisturbed({ ...SETTINGS, generations: last }));
  await tab(page, 'Live');
  await picture(chart(page, new RegExp(`^Sharpe ratio: .* over ${last + 1} generations$`)));
});

it('comes back by the address, and goes back by the browser', async () => {
  const { page } = session;
  await tab(page, 'Replay');
  await page.reload();
  await page.getByRole('tabpanel', { name: 'Replay' }).waitFor();
  await page.goBack();
  await page.getByRole('tabpanel', { name: 'Live' }).waitFor();
  await expect.poll(() => text(page.locator('.best-line')), PATIENCE).toContain('Sharpe');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
