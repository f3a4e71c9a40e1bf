/** The experiment in detail: objectives, the search, weights and periods in the form, the same as JSON, and a run of it all. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Experiment } from '../../preload/contract.ts';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { field, fill, open, PATIENCE, runShown, text, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
  await open(session.page, 'New experiment');
});
afterAll(() => session.close());

const press = (name: string | RegExp) => session.page.getByRole('button', { name, exact: typeof name === 'string' }).click();
const choose = (label: string, value: string) => session.page.getByLabel(label, { exact: true }).selectOption(value);
const area = () => session.page.getByRole('textbox', { name: 'Experiment as JSON' });
const json = async () => JSON.parse(await area().inputValue()) as Experiment;
const holds = (part: object) => expect.poll(json, PATIENCE).toMatchObject(part);

it('says how large the search is before it starts, and how long it takes once that is measured', async () => {
  const { page } = session;
  await page.getByText(/^10\d+ possible$/).waitFor();
  expect(await page.getByText(/^about /).count()).toBe(0);
  await press('Measure time');
  await page.getByText(/^about (\d|less)/).waitFor({ timeout: PATIENCE.timeout });
});

it('shows the experiment as JSON beside the form, which follows the form', async () => {
  await press('JSON');
  await holds({ population: 200, objectives: [{ metric: 'sharpe' }, { metric: 'maxDrawdown' }, { metric: 'winRate' }] });
  await field(session.page, 'Population').fill('30');
  await holds({ population: 30 });
});

it('takes objectives with their direction, order and weight', async () => {
  const { page } = session;
  await press('Remove Win rate');
  await press('Add objective');
  await page.getByRole('menuitem', { name: /^Exposure/ }).click();
  await choose('Direction of Exposure', 'maximise');
  await page.getByLabel('Weight of Exposure').fill('2');
  await press('Move Exposure up');
  await holds({
    objectives: [
      { metric: 'sharpe', weight: 1 },
      { metric: 'exposure', weight: 2 },
      { metric: 'maxDrawdown', weight: -1 },
    ],
  });
  await press('Add constraint');
  await expect.poll(async () => (await json()).constraints ?? [], PATIENCE).toEqual(expect.any(Array));
});

it('takes an algorithm with what belongs to it, stopping rules, seeds and weights of primitives', async () => {
  const { page } = session;
  await press(/^Search in detail/);
  await choose('Algorithm', 'islands');
  await field(page, 'Islands').fill('3');
  await field(page, 'Migration every').fill('2');
  await choose('Topology', 'full');
  await field(page, 'Without progress').fill('40');
  await field(page, 'Seeds').fill('gt(close, sma(close, 20))\nlt(rsi(close, 14), 30)');
  await holds({
    algorithm: 'islands',
    islands: { count: 3, every: 2, topology: 'full' },
    stop: { stagnation: 40 },
    seeds: ['gt(close, sma(close, 20))', 'lt(rsi(close, 14), 30)'],
  });
  await press(/^Primitive weights/);
  const groups = await page.locator('.weight-group legend').allTextContents();
  expect(groups.length).toBeGreaterThan(2);
  await press('More weight of rsi');
  await press('Less weight of volume');
  await holds({ primitiveWeights: { rsi: 2, volume: 0 } });
  await screenshot(page, 'form-detail');
});

it('makes periods of a split, after a preview with their dates', async () => {
  const { page } = session;
  await press('Generate…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('list', { name: 'Periods' }).getByRole('listitem').first().waitFor();
  const planned = await dialog.getByRole('list', { name: 'Periods' }).getByRole('listitem').allTextContents();
  expect(planned.join('\n')).toMatch(/\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d/);
  await dialog.getByRole('button', { name: 'Use these periods' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const { periods, validation, holdout } = await json();
  expect([periods, validation, holdout].flatMap((list) => list ?? []).length).toBe(planned.length);
  expect(holdout?.length).toBe(1);
});

it('changes the form when the JSON is typed, and says where it is wrong', async () => {
  const { page } = session;
  const good = await json();
  await area().fill(JSON.stringify({ ...good, generations: 2, population: 24 }, null, 2));
  await expect.poll(() => field(page, 'Population').inputValue(), PATIENCE).toBe('24');
  expect(await field(page, 'Generations').inputValue()).toBe('2');
  await area().fill(JSON.stringify({ ...good, population: 'many' }));
  await page.getByRole('list', { name: 'Mistakes in the JSON' }).getByText('population').waitFor();
  await page.getByText('The JSON needs a look').waitFor();
  await area().fill(JSON.stringify({ ...good, popullation: 3 }));
  await page
    .getByRole('list', { name: 'Mistakes in the JSON' })
    .getByText(/popullation/)
    .first()
    .waitFor();
  await area().fill(JSON.stringify({ ...good, generations: 2, population: 24 }));
  await page.getByRole('list', { name: 'Mistakes in the JSON' }).waitFor({ state: 'hidden' });
});

it('tells of settings that nothing looks at, with the reason', async () => {
  const { page } = session;
  const good = await json();
  await area().fill(JSON.stringify({ ...good, epsilon: 0.2 }));
  const note = page.locator('.json-pane .unused-note');
  await note.getByText('epsilon', { exact: true }).waitFor();
  expect(await text(note)).toContain('only the selection epsilonLexicase looks at it');
  await area().fill(JSON.stringify({ ...good, selection: 'epsilonLexicase', epsilon: 0.2 }));
  await note.getByText('epsilon', { exact: true }).waitFor({ state: 'hidden' });
  await area().fill(JSON.stringify(good));
  await note.getByText('objectives', { exact: true }).waitFor();
  // The form says so as well: there the weight of 2 was given that no selection of the experiment looks at.
  await page.locator('.form-body .unused-note').getByText('of their weights the sign alone counts').waitFor();
});

it('runs what it says', async () => {
  const { page, host } = session;
  const asked = await json();
  await fill(page, { name: 'In detail', population: 24, generations: 2, seed: 11 });
  await press('Start experiment');
  await page.getByRole('heading', { name: 'In detail' }).waitFor();
  const id = runShown(page);
  await until(page, 'Finished');
  const [run] = await organism<{ experiment: Experiment }>('show', id, '--db', host.database);
  expect(run!.experiment).toMatchObject({ ...asked, name: 'In detail', seed: 11, population: 24, generations: 2 });
  expect(await text(page.locator('.run-subtitle'))).toContain('Islands');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
