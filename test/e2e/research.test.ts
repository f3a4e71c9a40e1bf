/** From a run with a sealed holdout to what became of it: opened, run again, forked, compared, verified, tuned, traced. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HoldoutReport, LineageView, Run, TunedStrategy } from '../../preload/contract.ts';
import { organism, stored } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { cells, field, PATIENCE, runShown, tab, text, until } from './window.ts';

const home = mkdtempSync(join(tmpdir(), 'organism-home-'));
const database = join(home, 'organism.sqlite');
const experiment = {
  ...{ name: 'With a holdout', population: 24, generations: 8, seed: 4, hallOfFame: 4, minHeldBars: 5 },
  ...{ split: { method: 'shares' }, timeframes: ['base', '1w'], window: 40 },
};

let session: Session;
beforeAll(async () => {
  writeFileSync(join(home, 'experiment.json'), JSON.stringify(experiment));
  await organism('run', join(home, 'experiment.json'), '--db', database);
  session = await openOrganism({ home });
  await go('1', 'holdout');
});
afterAll(async () => {
  await session.close();
  rmSync(home, { recursive: true });
});

async function go(run: string, panel: string): Promise<void> {
  const { page } = session;
  await page.goto(`${page.url().split('#')[0]}#/runs/${run}/${panel}`);
}

const panel = (name: string) => session.page.getByRole('tabpanel', { name, exact: true });
const dialog = () => session.page.getByRole('dialog').or(session.page.getByRole('alertdialog'));
const menu = async (item: string) => {
  await session.page.getByRole('button', { name: 'More commands' }).click();
  await session.page.getByRole('menuitem', { name: item }).click();
};
const run = async (id: string) => (await stored(database, id)).run as Run;
const sharpe = (value: number) => value.toFixed(3).replace('-', '−');
const percent = (value: number) => `${(value * 100).toFixed(1)}%`.replace('-', '−');

it('keeps the holdout sealed until it is opened for good', async () => {
  const { page } = session;
  await panel('Holdout').getByText('The holdout is sealed').waitFor();
  await panel('Holdout')
    .getByText(/\d{4}-\d\d-\d\d – 2020-04-17 was kept from training/)
    .waitFor();
  await screenshot(page, 'holdout-sealed');
  await panel('Holdout').getByRole('button', { name: 'Open the holdout…' }).click();
  await dialog().getByRole('button', { name: 'Leave it sealed' }).click();
  await dialog().waitFor({ state: 'hidden' });
  await panel('Holdout').getByText('The holdout is sealed').waitFor();
});

it('shows nothing of the holdout in the inspector before that', async () => {
  await tab(session.page, 'Hall of fame');
  await panel('Hall of fame').getByRole('grid').getByRole('row').nth(1).click();
  const periods = panel('Inspector').getByRole('region', { name: 'Periods' });
  await periods.getByText('The holdout is sealed').waitFor();
  const head = await text(periods.getByRole('table', { name: 'Periods' }).locator('thead'));
  for (const group of ['Training · base', 'Training · 1w', 'Validation · base', 'Validation · 1w']) expect(head).toContain(group);
  expect(head).not.toContain('Holdout');
});

it('opens it once, with what the hall of fame is worth there', async () => {
  const { page } = session;
  await go('1', 'holdout');
  await panel('Holdout').getByRole('button', { name: 'Open the holdout…' }).click();
  await dialog().getByRole('button', { name: 'Open the holdout' }).click();
  const table = page.getByRole('grid', { name: 'Holdout' });
  await table.waitFor(PATIENCE);
  const shown = await cells(table);
  await screenshot(page, 'holdout-open');
  const [report] = await organism<HoldoutReport>('holdout', '1', '--db', database);
  expect(report!.openings).toBe(2);
  const { hall } = await stored(database, '1');
  const worst = [-999, 1, 0];
  const written = (values: readonly number[]) =>
    values.every((value, i) => value === worst[i])
      ? ['no trades', '–', '–']
      : [sharpe(values[0]!), percent(values[1]!), percent(values[2]!)];
  const expected = report!.rows.map(({ strategy, training, validation, holdout }, i) => {
    expect(strategy).toBe(hall[i]!.strategy);
    const parts = [training, validation!, holdout].map(written);
    return [String(i + 1), ...[0, 1, 2].flatMap((objective) => parts.map((part) => part[objective]!)), strategy];
  });
  expect(shown).toEqual(expected);

  await tab(page, 'Hall of fame');
  await panel('Hall of fame').getByRole('grid').getByRole('row').nth(1).click();
  const periods = panel('Inspector').getByRole('table', { name: 'Periods' });
  await expect.poll(() => text(periods.locator('thead')), PATIENCE).toContain('Holdout · 1w');
  await go('1', 'holdout');
  await page.reload();
  await table.waitFor(PATIENCE);
  expect(await text(panel('Holdout'))).toMatch(/Opened \d{4}-\d\d-\d\d \d\d:\d\d at generation 8, asked for 2 times/);
});

it('says of another run on these bars that they are no longer unseen', async () => {
  const { page } = session;
  await menu('New experiment from this one');
  await field(page, 'Name').fill('On the same bars');
  await field(page, 'Seed').fill('5');
  await page.getByRole('button', { name: 'Start experiment' }).click();
  await page.getByRole('heading', { name: 'On the same bars' }).waitFor();
  const id = runShown(page);
  await until(page, 'Finished');
  await go(id, 'holdout');
  const note = panel('Holdout').getByRole('note').filter({ hasText: 'No longer unseen' });
  await note.waitFor();
  expect(await text(note)).toMatch(/These bars have been opened once before\..* With a holdout run 1$/);
  await panel('Holdout').getByText('The holdout is sealed').waitFor();
  await note.getByRole('link', { name: 'With a holdout' }).click();
  await page.getByRole('heading', { name: 'With a holdout' }).waitFor();
});

it('forks at a generation with other settings; what the generations came from is locked', async () => {
  const { page } = session;
  await menu('Fork at generation 8…');
  await page.getByRole('heading', { name: 'Fork', exact: true }).waitFor();
  expect(await field(page, 'Population').isEditable()).toBe(false);
  await field(page, 'Generations').fill('8');
  await page.getByRole('button', { name: 'Start fork' }).click();
  await page.getByText('More than 8, where it forks').first().waitFor();
  await field(page, 'Generations').fill('12');
  await field(page, 'Name').fill('Forked');
  await page.getByRole('button', { name: 'Start fork' }).click();
  await page.getByRole('heading', { name: 'Forked' }).waitFor();
  const id = runShown(page);
  await until(page, 'Finished');
  expect(await run(id)).toMatchObject({ fork: { run: '1', generation: 8 }, generation: 12 });
  const [rows, parent] = await Promise.all([id, '1'].map(async (one) => (await stored(database, one)).rows.map(({ digest }) => digest)));
  expect(rows!.slice(0, 9)).toEqual(parent);

  await go(id, 'holdout');
  const note = panel('Holdout').getByRole('note').filter({ hasText: 'No longer unseen' });
  await note.waitFor();
  expect(await text(note)).toContain('This run is a fork of run 1, whose holdout has been opened.');
  await screenshot(page, 'holdout-of-fork');
});

it('compares the fork with the run that it went off from', async () => {
  const { page } = session;
  await tab(page, 'Compare');
  await panel('Compare').getByText('Every generation that both have is the same, to the last bit.').waitFor();
  expect(await cells(panel('Compare').getByRole('table', { name: 'Settings that differ' }))).toEqual([['generations', '12', '8']]);
  await panel('Compare')
    .getByLabel('Compare with')
    .selectOption({ label: await optionOf('On the same bars') });
  await panel('Compare').getByText('They differ from generation 0 on.').waitFor();
  const settings = await cells(panel('Compare').getByRole('table', { name: 'Settings that differ' }));
  expect(settings.find(([name]) => name === 'seed')).toEqual(['seed', '4', '5']);
  await screenshot(page, 'compare');
});

const optionOf = async (name: string) =>
  (await panel('Compare').getByLabel('Compare with').locator('option').allTextContents()).find((option) => option.startsWith(name))!;

it('verifies a run', async () => {
  const { page } = session;
  await menu('Verify…');
  await dialog().getByText('bit by bit').waitFor();
  await dialog().getByRole('button', { name: 'Verify', exact: true }).click();
  await dialog().getByText('Identical', { exact: true }).waitFor(PATIENCE);
  expect(await text(dialog())).toContain('All 13 generations came out the same');
  await screenshot(page, 'verify');
  await dialog().getByText('Close', { exact: true }).click();
  await dialog().waitFor({ state: 'hidden' });
});

it('tunes a strategy to what the command line finds', async () => {
  const { page } = session;
  await go('1', 'hall-of-fame');
  await panel('Hall of fame').getByRole('grid').getByRole('row').nth(1).click();
  await panel('Inspector').getByRole('tab', { name: 'Edit and tune' }).click();
  const tune = page.getByRole('region', { name: 'Tune' });
  await tune.getByRole('button', { name: 'Tune numbers' }).click();
  const [found] = await organism<TunedStrategy>('tune', '1', '--top', '1', '--db', database);
  const { hall } = await stored(database, '1');
  if (found!.strategy === hall[0]!.strategy) {
    await tune.getByText(`Nothing better was found in ${found!.evaluations} evaluations.`).waitFor(PATIENCE);
  } else {
    await expect.poll(() => text(tune.locator('.strategy-text')), PATIENCE).toBe(found!.strategy);
    expect(await text(tune)).toContain(`tuned Sharpe ${sharpe(found!.after[0]!)}`);
  }
  await screenshot(page, 'tune');
});

it('traces an individual back to generation 0', async () => {
  const { page } = session;
  await go('1', 'replay');
  await page.getByRole('slider', { name: 'Generation' }).waitFor();
  await page.getByRole('button', { name: 'Ancestry', exact: true }).first().click();
  const ancestry = page.getByRole('region', { name: /^Ancestry of slot \d+ in generation \d+$/ });
  await ancestry.waitFor();
  const [, slot, generation] = /slot (\d+) in generation (\d+)/.exec(await text(ancestry.getByRole('heading').first()))!;
  const [lineage] = await organism<LineageView>('show', '1', '--lineage', `${generation}:${slot}`, '--db', database);
  await expect.poll(() => text(ancestry.locator('.ancestry-count')), PATIENCE).toContain(`of ${lineage!.ancestors.length - 1} ancestors`);
  await ancestry.getByRole('tree').focus();
  await page.keyboard.press('End');
  await ancestry.getByText('generation 0').first().waitFor();
  await screenshot(page, 'ancestry');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
