import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { chart, generation, generationAfter, open, PATIENCE, picture, runShown, start, stat, state, text, until } from './window.ts';

const objectives = ['Sharpe ratio', 'Maximum drawdown', 'Win rate'];

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
  // Far more generations than any machine gets to while the tests look.
  await start(session.page, { name: 'Long run', population: 24, generations: 500_000, seed: 3 });
});
afterAll(() => session.close());

const number = (text: string) => Number(text.replace(/[^\d.]/g, ''));
const storedGeneration = async () =>
  (await organism<{ id: string; generation: number }>('runs', '--db', session.host.database)).find((r) => r.id === runShown(session.page))!
    .generation;

it('shows a run as it goes: generation, rate, time left and counts', async () => {
  const { page } = session;
  await until(page, 'Running');
  const earlier = await generationAfter(page, 0);
  const evaluations = number(await stat(page, 'Evaluations'));
  expect(evaluations).toBeGreaterThan(24);
  await generationAfter(page, earlier);
  await expect.poll(async () => number(await stat(page, 'Evaluations')), PATIENCE).toBeGreaterThan(evaluations);
  expect(number(await stat(page, 'Distinct strategies'))).toBeGreaterThan(0);
  const bar = page.locator('.run-bar-text');
  await expect.poll(() => text(bar), PATIENCE).toMatch(/[\d.,]+ evaluations\/s/);
  await expect.poll(() => text(bar), PATIENCE).toMatch(/\d (s|min|h) left/);
  await page
    .locator('.best-line')
    .filter({ hasText: /Sharpe .*Max drawdown .*Win rate/ })
    .waitFor();
});

it('draws minimum, quartiles and maximum of each objective, with the latest numbers beside them', async () => {
  const { page } = session;
  for (const objective of objectives) {
    const drawn = chart(page, new RegExp(`^${objective}: minimum, quartiles and maximum over`));
    const before = await picture(drawn);
    const legend = page.getByRole('region', { name: objective }).getByRole('list');
    expect(await text(legend)).toMatch(/min [−\d.,%]+ ?median [−\d.,%]+ ?max [−\d.,%]+/);
    // It goes on by itself.
    await expect.poll(() => picture(drawn), PATIENCE).not.toBe(before);
  }
});

it('tells of the run from every other place', async () => {
  const { page } = session;
  await open(page, 'Data');
  await page.getByRole('contentinfo').getByText('Long run').waitFor();
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: /^Long run/ })
    .click();
  await until(page, 'Running');
});

it('pauses: the generation stands still', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(page, 'Paused');
  await page.getByRole('contentinfo').getByText('1 run is paused').waitFor();
  const shown = await storedGeneration();
  await expect.poll(() => generation(page), PATIENCE).toBe(shown);
  // The time that a command takes to start is time in which a run that goes on would be seen.
  expect(await storedGeneration()).toBe(shown);
  expect(await generation(page)).toBe(shown);
  expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0);
});

it('goes on when it is resumed', async () => {
  const { page } = session;
  const stood = await generation(page);
  await page.getByRole('button', { name: 'Resume' }).click();
  await until(page, 'Running');
  await generationAfter(page, stood);
});

it('stops, and keeps what it has', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, 'Stopped');
  const shown = await storedGeneration();
  await expect.poll(() => generation(page), PATIENCE).toBe(shown);
  expect(await storedGeneration()).toBe(shown);
  expect(await page.getByRole('button', { name: 'Export…' }).isEnabled()).toBe(true);
  await page.getByRole('contentinfo').getByText('No run under way').waitFor();
});

it('pauses, goes on and stops by keys', async () => {
  const { page } = session;
  await page.keyboard.press('Alt+p');
  await until(page, 'Running');
  await page.keyboard.press('Alt+p');
  await until(page, 'Paused');
  await page.keyboard.press('Alt+s');
  await until(page, 'Stopped');
});

it('is forked at its last generation, from its menu and by a key', async () => {
  const { page } = session;
  const stood = await generation(page);
  for (const fork of [
    async () => {
      await page.getByRole('button', { name: 'More commands' }).click();
      await page.getByRole('menuitem', { name: `Fork at generation ${stood}…` }).click();
    },
    () => page.keyboard.press('Alt+f'),
  ]) {
    await fork();
    await page.getByRole('heading', { name: 'Fork', exact: true }).waitFor();
    await page.getByText(`It shares generations 0 to ${stood} of “Long run”`).waitFor();
    await page.goBack();
    await until(page, 'Stopped');
  }
});

it('can be resumed after it was stopped, and stopped while it is paused', async () => {
  const { page } = session;
  const stood = await generation(page);
  await page.getByRole('button', { name: 'Resume' }).click();
  await generationAfter(page, stood);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await until(page, 'Paused');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await until(page, 'Stopped');
});

it('lists its runs, and deletes one when that is confirmed', async () => {
  const { page } = session;
  await open(page, 'Runs');
  const row = page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Long run' });
  expect(await text(row.locator('.state-tag'))).toBe('Stopped');
  await row.getByRole('button', { name: 'Delete Long run' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete run' }).waitFor({ state: 'hidden' });
  expect(await row.count()).toBe(1);
  await row.getByRole('button', { name: 'Delete Long run' }).click();
  await page.getByRole('button', { name: 'Delete run' }).click();
  await page.getByText('No runs yet').waitFor();
  expect(await organism('runs', '--db', session.host.database)).toEqual([]);
  expect(await state(page).count()).toBe(0);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
