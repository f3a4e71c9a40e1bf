import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism, undisturbed } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { chart, field, fill, generation, open, PATIENCE, picture, runShown, start, text, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

/** The message below a field. */
const message = async (label: string) => {
  const described = await field(session.page, label).getAttribute('aria-describedby');
  return text(session.page.locator(`[id="${described}"]`));
};
const startButton = () => session.page.getByRole('button', { name: 'Start experiment' });
const prices = () => chart(session.page, /^Closing prices of S&P 500/);

it('opens on a form with the defaults', async () => {
  const { page } = session;
  await startButton().waitFor();
  const shown: Record<string, string> = {};
  for (const label of ['Population', 'Generations', 'Crossover', 'Mutation', 'Tournament', 'Window', 'Size limit', 'Height limit', 'Seed'])
    shown[label] = await field(page, label).inputValue();
  expect(shown).toEqual({
    ...{ Population: '200', Generations: '100', Crossover: '0.7', Mutation: '0.2', Tournament: '3', Window: '100' },
    ...{ 'Size limit': '64', 'Height limit': '10', Seed: '1' },
  });
  expect(await text(page.getByLabel('Data set').locator('option:checked'))).toBe('S&P 500');
  const used = await page
    .getByLabel(/^Direction of/)
    .evaluateAll((all) => all.map((select) => [select.getAttribute('aria-label'), (select as HTMLSelectElement).value]));
  expect(used).toEqual([
    ['Direction of Sharpe', 'maximise'],
    ['Direction of Max drawdown', 'minimise'],
    ['Direction of Win rate', 'maximise'],
  ]);
  expect(await page.getByRole('list', { name: 'Chosen objectives' }).getByRole('listitem').count()).toBe(3);
  expect(await text(page.getByRole('status').filter({ hasText: 'evaluations' }))).toContain('200 strategies over 100 generations');
});

it('draws the prices with the periods, and redraws them as periods change', async () => {
  const { page } = session;
  expect(await prices().getAttribute('aria-label')).toContain('3 periods shaded');
  const three = await picture(prices());
  const from = (period: number) => page.getByLabel(`Period ${period}, from bar`);
  const to = (period: number) => page.getByLabel(`Period ${period}, to bar`);
  expect([await from(1).inputValue(), await to(1).inputValue(), await to(3).inputValue()]).toEqual(['0', '1701', '5105']);
  expect(await text(page.getByRole('row', { name: /^1/ }))).toContain('2000-01-03');

  await page.getByRole('button', { name: 'Remove period 2' }).click();
  await chart(page, /2 periods shaded/).waitFor();
  await expect.poll(() => picture(prices()), PATIENCE).not.toBe(three);
  await page.getByRole('button', { name: 'Split equally' }).click();
  expect([await to(1).inputValue(), await from(2).inputValue()]).toEqual(['2552', '2552']);
  await page.getByRole('button', { name: 'Add period' }).click();
  await chart(page, /3 periods shaded/).waitFor();
  await page.getByRole('button', { name: 'Three equal' }).click();
  await expect.poll(() => to(1).inputValue(), PATIENCE).toBe('1701');
});

it('says beside the field what is wrong, and does not start', async () => {
  const { page } = session;
  const wrong = {
    Population: ['1', 'At least 2'],
    Generations: ['many', 'Needs a number'],
    Crossover: ['1.5', 'At most 1'],
    Seed: ['1.5', 'Needs a whole number'],
    'First height, to': ['12', 'Not above the height limit, 10'],
  } as const;
  for (const [label, [value, complaint]] of Object.entries(wrong)) {
    const right = await field(page, label).inputValue();
    await field(page, label).fill(value);
    expect(await message(label), label).toBe(complaint);
    expect(await field(page, label).getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('status').filter({ hasText: '1 field needs a look' }).waitFor();
    await startButton().click();
    // The way to what is wrong, instead of a start.
    await expect.poll(() => field(page, label).evaluate((input) => input === document.activeElement), PATIENCE).toBe(true);
    await field(page, label).fill(right);
  }
  await page.getByLabel('Period 3, to bar').fill('6000');
  await page.getByRole('alert').filter({ hasText: 'The data set has 5105 bars' }).waitFor();
  await startButton().click();
  expect(await organism('runs', '--db', session.host.database)).toEqual([]);
  await page.getByRole('main', { name: 'New experiment' }).waitFor();
});

it('keeps what was typed while one looks elsewhere, until it is reset', async () => {
  const { page } = session;
  await fill(page, { name: 'Half typed', population: 33, generations: 7, seed: 9 });
  await open(page, 'Runs');
  await open(page, 'New experiment');
  expect([await field(page, 'Name').inputValue(), await field(page, 'Population').inputValue()]).toEqual(['Half typed', '33']);
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => field(page, 'Population').inputValue(), PATIENCE).toBe('200');
  expect(await page.getByLabel('Period 3, to bar').inputValue()).toBe('5105');
});

it('runs what the form says: the same to the bit as an experiment file with these settings', async () => {
  const { page, host } = session;
  const run = await start(page, { name: 'First try', population: 24, generations: 6, seed: 7 });
  await until(page, 'Finished');
  expect(await generation(page)).toBe(6);
  expect(await text(page.locator('.run-subtitle'))).toMatch(/S&P 500 · 24 strategies .* seed 7/);
  const digests = (await organism<{ digest?: string }>('show', run, '--db', host.database)).flatMap((line) => line.digest ?? []);
  expect(digests).toEqual(await undisturbed({ population: 24, generations: 6, seed: 7 }));
});

it('starts from the settings of an earlier run', async () => {
  const { page } = session;
  const first = runShown(page);
  await page.getByRole('button', { name: 'More commands' }).click();
  await page.getByRole('menuitem', { name: 'New experiment from this one' }).click();
  await expect.poll(() => field(page, 'Population').inputValue(), PATIENCE).toBe('24');
  expect(await field(page, 'Seed').inputValue()).toBe('7');
  await page.getByLabel('Primitives').selectOption('free');
  await startButton().click();
  await until(page, 'Finished');
  expect(runShown(page)).not.toBe(first);
  expect(await text(page.locator('.run-subtitle'))).toContain('free primitives');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
