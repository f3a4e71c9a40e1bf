import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sample, stored } from './cli.ts';
import { openOrganism, type Session } from './harness.ts';
import { cells, field, PATIENCE, start, tab, until } from './window.ts';

let session: Session;
let run: string;
beforeAll(async () => {
  session = await openOrganism();
  run = await start(session.page, { name: 'To export', population: 40, generations: 8, seed: 4 });
  await until(session.page, 'Finished');
});
afterAll(() => session.close());

const strategies = () => session.page.getByRole('dialog', { name: 'Export strategies' });
/** Where the native dialog would be. */
const native = () => session.page.locator('dialog.host-dialog');

async function ask(format: string, top: number): Promise<void> {
  if (!(await strategies().isVisible())) await session.page.getByRole('button', { name: 'Export…' }).click();
  await strategies().getByRole('radio', { name: format }).check({ force: true });
  await field(session.page, 'How many').fill(String(top));
  await strategies().getByRole('button', { name: 'Save…' }).click();
  await native().waitFor();
}

async function save(format: string, top: number, name: string): Promise<string> {
  const path = join(session.host.home, name);
  await ask(format, top);
  await native().getByRole('textbox', { name: 'Path' }).fill(path);
  await native().getByRole('button', { name: 'Save' }).click();
  await session.page.getByText(`Saved ${path}`).waitFor();
  await strategies().waitFor({ state: 'hidden' });
  return readFileSync(path, 'utf8');
}

it('writes nothing when the user cancels, by the button or by Escape', async () => {
  const { page, host } = session;
  const before = readdirSync(host.home);
  await ask('JSON', 3);
  expect(await native().getByRole('textbox', { name: 'Path' }).inputValue()).toContain(host.home);
  await native().getByRole('button', { name: 'Cancel' }).click();
  await native().waitFor({ state: 'hidden' });
  // The question before it is still there, as it was.
  expect(await field(page, 'How many').inputValue()).toBe('3');
  await ask('CSV', 3);
  await page.keyboard.press('Escape');
  await native().waitFor({ state: 'hidden' });
  // The focus is back where it was, so that one more Escape closes the question before it.
  const again = strategies().getByRole('button', { name: 'Save…' });
  await expect.poll(() => again.evaluate((button) => button === document.activeElement), PATIENCE).toBe(true);
  await page.keyboard.press('Escape');
  await strategies().waitFor({ state: 'hidden' });
  expect(readdirSync(host.home)).toEqual(before);
});

it('refuses a number that the hall of fame does not hold', async () => {
  const { page } = session;
  await page.getByRole('button', { name: 'Export…' }).click();
  for (const wrong of ['0', '11', '2.5', 'all']) {
    await field(page, 'How many').fill(wrong);
    await strategies().getByText('A whole number from 1 to 10').waitFor();
    expect(await strategies().getByRole('button', { name: 'Save…' }).isDisabled()).toBe(true);
  }
  await page.keyboard.press('Escape');
  await strategies().waitFor({ state: 'hidden' });
});

it('saves JSON that holds the strategies and how they came about', async () => {
  const { hall } = await stored(session.host.database, run);
  const json = JSON.parse(await save('JSON', 3, 'best.json')) as {
    schemaVersion: number;
    seed: number;
    strategies: { text: string; fitness: { sharpe: number } }[];
  };
  expect(json).toMatchObject({ schemaVersion: 1, seed: 4, window: 100, data: { bars: 5105 } });
  expect(json.strategies.map(({ text: rule, fitness }) => [rule, fitness.sharpe])).toEqual(
    hall.slice(0, 3).map(({ strategy, fitness }) => [strategy, fitness[0]]),
  );
});

it('saves CSV with a line for each strategy', async () => {
  const { hall } = await stored(session.host.database, run);
  const lines = (await save('CSV', 10, 'best.csv')).trimEnd().split('\n');
  expect(lines[0]).toMatch(/^rank,sharpe,maxDrawdown,winRate/);
  expect(lines.slice(1).map((line) => line.split(',').slice(0, 4).map(Number))).toEqual(hall.map(({ fitness }, i) => [i + 1, ...fitness]));
});

it('saves a TypeScript module that decides alone as the report of the window says', async () => {
  const { page, host } = session;
  await save('TypeScript', 2, 'best.ts');
  // In a Node of its own, which strips the types: nothing of this project and of the tests is in reach.
  const program = `
    import { readFileSync } from 'node:fs';
    import { signal, strategies } from ${JSON.stringify(pathToFileURL(join(host.home, 'best.ts')).href)};
    const [header, ...rows] = readFileSync(${JSON.stringify(sample)}, 'utf8').trim().split('\\n').map((line) => line.split(','));
    const column = (name) => rows.map((row) => Number(row[header.indexOf(name)]));
    const bars = Object.fromEntries(['open', 'high', 'low', 'close', 'volume'].map((name) => [name, column(name)]));
    const decisions = rows.map((_, i) => signal(bars, i));
    console.log(JSON.stringify({ count: strategies.length, text: strategies[0].text, decisions }));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8', cwd: host.home });
  const { count, text: rule, decisions } = JSON.parse(output) as { count: number; text: string; decisions: boolean[] };
  const { hall } = await stored(host.database, run);
  expect([count, rule, decisions.length]).toEqual([2, hall[0]!.strategy, 5105]);

  await tab(page, 'Hall of fame');
  await page.getByRole('grid', { name: 'Hall of fame' }).getByRole('row').nth(1).click();
  const periods = page.getByRole('table', { name: 'Periods' });
  await periods.waitFor();
  const rows = await cells(periods);
  const shown = rows
    .find(([metric]) => metric === 'Held bars')!
    .slice(2)
    .map((cell) => Number(cell.replace(',', '')));
  // A decision of bar i holds from bar i + 1 to i + 2; the first 100 bars of a period are history.
  const counted = [
    [0, 1701],
    [1701, 3403],
    [3403, 5105],
  ].map(([from, to]) => decisions.slice(from! + 99, to! - 2).filter(Boolean).length);
  expect(shown).toEqual(counted);
});

it('asks before it replaces a file', async () => {
  const { host } = session;
  await ask('CSV', 1);
  await native().getByRole('textbox', { name: 'Path' }).fill(join(host.home, 'best.json'));
  await native().getByRole('button', { name: 'Save' }).click();
  await native().getByText('exists already').waitFor();
  await native().getByRole('button', { name: 'Cancel' }).click();
  await native().getByText('Choose another name').waitFor();
  await native().getByRole('button', { name: 'Cancel' }).click();
  await native().waitFor({ state: 'hidden' });
  expect(() => JSON.parse(readFileSync(join(host.home, 'best.json'), 'utf8'))).not.toThrow();
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
