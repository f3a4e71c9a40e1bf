import { afterAll, beforeAll, expect, it } from 'vitest';
import { champion, individuals } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, chart, PATIENCE, picture, start, tab, text, until } from './window.ts';

const LAST = 30;

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'To replay', population: 24, generations: LAST, seed: 2 });
  await until(session.page, 'Finished');
  await tab(session.page, 'Replay');
});
afterAll(() => session.close());

const slider = () => session.page.getByRole('slider', { name: 'Generation' });
const number = () => text(session.page.locator('.playback-number'));
const card = (title: string) => session.page.getByRole('region', { name: title, exact: true });
const button = (name: string) => session.page.getByRole('button', { name, exact: true });
const of = (generation: number) => `Generation ${generation} of ${LAST}`;
/** Everything on the screen has arrived at this generation. */
const shows = async (generation: number) => {
  await expect.poll(number, PATIENCE).toBe(of(generation));
  await chart(session.page, new RegExp(`^Generation ${generation}: `)).waitFor();
};

it('shows the champion of the generation under the slider, the one that is stored', async () => {
  const { page, host } = session;
  for (const generation of [0, 7, 19, LAST]) {
    await slider().fill(String(generation));
    await shows(generation);
    const population = await individuals(host.database, run, generation);
    const best = champion(population);
    await expect.poll(() => text(card('Champion').locator('.strategy-text')), PATIENCE).toBe(best.strategy);
    expect(await text(card('Champion').locator('.individual-fitness'))).toContain(`Sharpe ${best.fitness[0]!.toFixed(3)}`);
    const traded = population.filter(({ fitness }) => fitness[0] !== -999).length;
    await chart(page, `Generation ${generation}: ${traded} strategies by Maximum drawdown and Sharpe ratio`).waitFor();
  }
});

it('shows the population as points, along axes that can be chosen', async () => {
  const { page } = session;
  await slider().fill('0');
  await shows(0);
  const first = await picture(chart(page, /^Generation 0: /));
  await slider().fill(String(LAST));
  await shows(LAST);
  await expect.poll(() => picture(chart(page, /^Generation /)), PATIENCE).not.toBe(first);
  await page.getByLabel('Horizontal axis').selectOption('Size (nodes)');
  await chart(page, /by Size \(nodes\) and Sharpe ratio$/).waitFor();
});

it('colours the points by a third measure or by age', async () => {
  const { page } = session;
  const shown = () => picture(chart(page, /^Generation /));
  const seen = [await shown()];
  for (const colour of ['Maximum drawdown', 'Age']) {
    await page.getByLabel('Colour', { exact: true }).selectOption({ label: colour });
    await expect.poll(async () => seen.includes(await shown()), PATIENCE).toBe(false);
    seen.push(await shown());
  }
  await page.getByLabel('Colour', { exact: true }).selectOption({ label: 'Origin' });
});

it('steps by buttons and by keys', async () => {
  const { page } = session;
  await button('First generation').click();
  await shows(0);
  await button('Next generation').click();
  await shows(1);
  await page.getByRole('heading', { name: 'Population' }).click();
  for (const [key, generation] of [
    ['ArrowRight', 2],
    ['Shift+ArrowRight', 12],
    ['ArrowLeft', 11],
    ['End', LAST],
    ['Home', 0],
    ['ArrowLeft', 0],
  ] as const) {
    await page.keyboard.press(key);
    await shows(generation);
  }
});

it('plays to the end, and from the start again; the space bar plays and pauses', async () => {
  const { page } = session;
  await page.getByLabel('Speed').selectOption('25');
  await button('Play replay').click();
  await shows(LAST);
  await button('Play replay').waitFor();

  await page.getByLabel('Speed').selectOption('5');
  await page.getByRole('heading', { name: 'Population' }).click();
  await page.keyboard.press('Space');
  await button('Pause replay').waitFor();
  await expect.poll(async () => Number(await slider().inputValue()), PATIENCE).toBeGreaterThan(2);
  await page.keyboard.press('Space');
  await button('Play replay').waitFor();
  const stood = Number(await slider().inputValue());
  await shows(stood);
  expect(stood).toBeLessThan(LAST);
});

it('lists the individuals, opens one, and leads to its parents', async () => {
  const { page, host } = session;
  await slider().fill('9');
  await shows(9);
  const population = await individuals(host.database, run, 9);
  const table = page.getByRole('grid', { name: 'Individuals' });
  const shown = await cells(table);
  expect(shown.map((row) => Number(row[0])).toSorted((a, b) => a - b)).toEqual(population.map((individual) => individual.slot));
  expect(population[Number(shown[0]![0])]!.strategy).toBe(champion(population).strategy);

  const crossed = shown.findIndex((row) => row[5] === 'Crossover');
  const chosen = population[Number(shown[crossed]![0])]!;
  await table.evaluate((element) => element.parentElement!.scrollTo(0, 0));
  await table.locator(`tr[aria-rowindex="${crossed + 2}"]`).click();
  await expect.poll(() => text(card(`Slot ${chosen.slot}`).locator('.strategy-text')), PATIENCE).toBe(chosen.strategy);
  await card(`Slot ${chosen.slot}`).getByRole('button', { name: 'Inspect' }).click();
  const inspector = page.getByRole('region', { name: `Strategy · Generation 9, slot ${chosen.slot}` });
  await expect.poll(() => text(inspector.locator('.strategy-text')), PATIENCE).toBe(chosen.strategy);
  // The replay is where it was left.
  await tab(page, 'Replay');
  await shows(9);

  const parent = chosen.parents[0]!;
  await page.getByRole('button', { name: `Parent in slot ${parent} of generation 8` }).click();
  await shows(8);
  const before = await individuals(host.database, run, 8);
  await expect.poll(() => text(card(`Slot ${parent}`).locator('.strategy-text')), PATIENCE).toBe(before[parent]!.strategy);
  await button('Show champion').click();
  await expect.poll(() => text(card('Champion').locator('.strategy-text')), PATIENCE).toBe(champion(before).strategy);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
