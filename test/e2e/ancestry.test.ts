/** Clicking an individual for where it comes from, and two generations side by side. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LineageView } from '../../preload/contract.ts';
import { champion, individuals, organism, stored } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { chart, PATIENCE, picture, start, tab, text, until } from './window.ts';

const LAST = 30;

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'To look back', population: 24, generations: LAST, seed: 2 });
  await until(session.page, 'Finished');
  await tab(session.page, 'Replay');
}, 300_000);
afterAll(() => session.close());

const slider = () => session.page.getByRole('slider', { name: 'Generation' });
const population = () => chart(session.page, /^Generation \d+: /);
const ancestry = () => session.page.getByRole('region', { name: /^Ancestry of slot/ });
const nodes = () => ancestry().getByRole('treeitem');
const shows = (generation: number) => chart(session.page, new RegExp(`^Generation ${generation}: `)).waitFor();

async function at(generation: number): Promise<void> {
  await slider().fill(String(generation));
  await shows(generation);
}

it('moves the population from one generation to the next: on the way it looks like neither', async () => {
  const { page } = session;
  await at(4);
  const before = await picture(population());
  await page.getByLabel('Speed').selectOption('0.5');
  const pictures = await population().evaluate(async (element) => {
    const canvas = element.querySelector('canvas')!;
    (document.querySelector('button[aria-label="Play replay"]') as HTMLButtonElement).click();
    const seen: string[] = [];
    for (const end = performance.now() + 1_500; performance.now() < end; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = canvas.toDataURL();
      if (now !== seen.at(-1)) seen.push(now);
    }
    return seen;
  });
  await page.getByRole('button', { name: 'Pause replay' }).click();
  await at(5);
  const after = await picture(population());
  const between = pictures.filter((shown) => shown !== before && shown !== after);
  expect(new Set(between).size).toBeGreaterThan(3);
});

/** Where the champion is drawn: the middle of the pixels in its colour, on the page. */
async function championPoint(): Promise<{ x: number; y: number }> {
  const inside = await population().evaluate((element) => {
    const canvas = element.querySelector('canvas')!;
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!;
    copy.drawImage(canvas, 0, 0);
    const hex = getComputedStyle(document.body).getPropertyValue('--o-highlight').trim();
    const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    const { data, width } = copy.getImageData(0, 0, canvas.width, canvas.height);
    const places: number[] = [];
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255 && wanted.every((c, k) => data[i + k] === c)) places.push(i / 4);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length / devicePixelRatio;
    return { x: mean(places.map((place) => place % width)), y: mean(places.map((place) => Math.floor(place / width))) };
  });
  const box = (await population().boundingBox())!;
  return { x: box.x + inside.x, y: box.y + inside.y };
}

it('a click on a point opens its ancestors, from first parent to first parent back to generation 0', async () => {
  const { page, host } = session;
  await at(LAST);
  await picture(population());
  const best = champion(await individuals(host.database, run, LAST));
  const point = await championPoint();
  await page.mouse.move(point.x, point.y);
  await page.locator('.point-tooltip').getByText(`Champion, slot ${best.slot}`).waitFor();
  await page.mouse.click(point.x, point.y);
  await page.getByRole('region', { name: `Ancestry of slot ${best.slot} in generation ${LAST}` }).waitFor();

  const [lineage] = await organism<LineageView>('show', run, '--lineage', `${LAST}:${best.slot}`, '--db', host.database);
  const made = ({ operator }: { readonly operator: string }) => operator !== 'reproduce';
  const [line, all] = [lineage!.line.filter(made).length - 1, lineage!.ancestors.filter(made).length - 1];
  await expect.poll(() => text(ancestry().locator('.ancestry-count')), PATIENCE).toBe(`${line} of ${all} ancestors shown`);
  await expect.poll(() => text(ancestry().locator('.ancestor-detail .strategy-text')), PATIENCE).toBe(best.strategy);
  expect(await nodes().count()).toBeGreaterThan(0);

  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect.poll(() => text(ancestry().locator('.ancestor-detail')), PATIENCE).toMatch(/^Random ?generation 0/);
});

it('opens the line of a second parent and all of them, by keyboard and by button', async () => {
  const { page } = session;
  const shown = async () => Number((await text(ancestry().locator('.ancestry-count'))).split(' ')[0]);
  const all = Number(/of (\d+) ancestors/.exec(await text(ancestry().locator('.ancestry-count')))![1]);
  const line = await shown();
  await page.getByRole('tree').focus();
  await page.keyboard.press('Home');
  // Back along the line to the first one with a second parent.
  const chosen = () => ancestry().locator('[role="treeitem"][aria-selected="true"]');
  while ((await chosen().getAttribute('aria-expanded')) !== 'false') await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(shown, PATIENCE).toBeGreaterThan(line);
  expect(await chosen().getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Enter');
  await expect.poll(shown, PATIENCE).toBe(line);
  await ancestry().getByRole('button', { name: 'All' }).click();
  await expect.poll(shown, PATIENCE).toBe(all);
  await ancestry().getByRole('button', { name: 'Fit graph' }).click();
  await expect.poll(() => nodes().count(), PATIENCE).toBe(all + 1);
  await screenshot(page, 'ancestry-all');
});

it('leads to an ancestor in the replay, and closes with Escape', async () => {
  const { page } = session;
  await page.getByRole('tree').focus();
  await page.keyboard.press('End');
  await expect.poll(() => text(ancestry().locator('.ancestor-detail')), PATIENCE).toMatch(/^Random ?generation 0/);
  await ancestry().getByRole('button', { name: 'Show in replay' }).click();
  await shows(0);
  await page.getByRole('tree').focus();
  await page.keyboard.press('Escape');
  await ancestry().waitFor({ state: 'hidden' });
});

it('marks in the tree what is different from the champion before, and says what has not changed', async () => {
  const { page, host } = session;
  const card = page.getByRole('region', { name: 'Champion' });
  const champions = await Promise.all([9, 10, 11, 12].map(async (g) => champion(await individuals(host.database, run, g))));
  for (const [i, generation] of [10, 11, 12].entries()) {
    await at(generation);
    const [before, now] = [champions[i]!, champions[i + 1]!];
    await expect.poll(() => text(card.locator('.strategy-text')), PATIENCE).toBe(now.strategy);
    const same = before.strategy === now.strategy;
    const sentence = same ? 'The same as the champion of generation' : 'Marked: what is different from the champion of generation';
    await card.getByText(`${sentence} ${generation - 1}.`).waitFor();
    expect((await card.locator('.node.changed').count()) > 0).toBe(!same);
    expect((await card.locator('mark').count()) > 0).toBe(!same);
  }
});

it('shows two pinned generations side by side, with what the logbook says of them', async () => {
  const { page, host } = session;
  await at(2);
  await page.keyboard.press('a');
  await at(LAST);
  await page.getByRole('button', { name: 'Pin generation as B' }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await chart(page, `Generations 2 and ${LAST} by Maximum drawdown and Sharpe ratio`).waitFor();
  const { rows } = await stored(host.database, run);
  const line = page.getByRole('table', { name: `Generations 2 and ${LAST}` }).getByRole('row', { name: /^Sharpe, best/ });
  const [a, b] = [rows[2]!.fitness[0]!.max, rows[LAST]!.fitness[0]!.max];
  expect(await text(line)).toBe(`Sharpe, best${a.toFixed(3)}${b.toFixed(3)}${b > a ? '+' : ''}${(b - a).toFixed(3)}`);
  for (const [name, generation] of [
    ['A', 2],
    ['B', LAST],
  ] as const) {
    const best = champion(await individuals(host.database, run, generation));
    const side = page.getByRole('region', { name: `Champion of ${name}` });
    expect(await text(side.locator('.strategy-text'))).toBe(best.strategy);
    expect(await side.locator('mark').count()).toBeGreaterThan(0);
  }
  await chart(page, /^Distribution of Sharpe ratio; A: median .* of \d+ strategies; B: median/).waitFor();
  await screenshot(page, 'generations-compared');
  await page.keyboard.press('Escape');
  await shows(LAST);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
