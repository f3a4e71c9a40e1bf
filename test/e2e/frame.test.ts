/** The frame: places, palette, keys, panels whose layout is kept, theme; and what happens when the page goes away. */
import type { Dialog, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { openOrganism, openPage, type Session, startHost } from './harness.ts';
import { generation, generationAfter, open, PATIENCE, panelTabs, runShown, start, tab, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

const tabs = (page: Page) => panelTabs(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
/** The titles of the tabs, group by group. */
const groups = (page: Page) =>
  page
    .locator('[role="tablist"]:has([data-tab-panel-id])')
    .evaluateAll((lists) => lists.map((list) => [...list.querySelectorAll('[role="tab"]')].map((one) => one.getAttribute('aria-label'))));
const palette = () => session.page.getByRole('dialog', { name: 'Command palette' });
const isDark = (page: Page) => page.evaluate(() => getComputedStyle(document.body).colorScheme === 'dark');

async function choose(letters: string): Promise<void> {
  const { page } = session;
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill(letters);
  await page.keyboard.press('Enter');
  await palette().waitFor({ state: 'hidden' });
}

it('goes to every place by the mouse, by its shortcut and by the palette', async () => {
  const { page } = session;
  const places = [
    ['Data', 'Control+1'],
    ['Runs', 'Control+3'],
    ['Databank', 'Control+4'],
    ['Compare', 'Control+5'],
    ['Settings', 'Control+,'],
  ] as const;
  for (const [place, keys] of places) {
    await open(page, place);
    await page.keyboard.press('Control+2');
    await page.getByRole('main', { name: 'New experiment' }).waitFor();
    await page.keyboard.press(keys);
    await page.getByRole('main', { name: place, exact: true }).waitFor();
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true });
    expect(await link.getAttribute('aria-current')).toBe('page');
    expect(await link.getAttribute('title')).toContain(keys.replace('Control', 'Ctrl'));
  }
  await choose('exper');
  await page.getByRole('main', { name: 'New experiment' }).waitFor();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.getByRole('main', { name: 'Settings' }).waitFor();
});

it('finds commands by a few letters, says when there is none, and takes no keys meant for it', async () => {
  const { page } = session;
  await page.keyboard.press('Control+k');
  const input = palette().getByRole('combobox');
  await input.fill('thm dark');
  await palette().getByText('Nothing is called that').waitFor();
  await input.fill('theme');
  const chosen = palette().getByRole('option', { selected: true });
  const first = await chosen.textContent();
  await page.keyboard.press('ArrowDown');
  expect(await chosen.textContent()).not.toBe(first);
  await page.keyboard.press('ArrowUp');
  expect(await chosen.textContent()).toBe(first);
  // A shortcut of the window is a letter like others while something is asked.
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'hidden' });
  await page.getByRole('main', { name: 'Settings' }).waitFor();
});

it('lists every shortcut', async () => {
  const { page } = session;
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByText('Command Palette…').waitFor();
  await keys.getByText('Ctrl+K').waitFor();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
});

it('is light or dark as the system, or as the user says, also after a restart of the page', async () => {
  const { page } = session;
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => isDark(page), PATIENCE).toBe(true);
  await page.getByText('Light', { exact: true }).click();
  await expect.poll(() => isDark(page), PATIENCE).toBe(false);
  await page.reload();
  await page.getByRole('main', { name: 'Settings' }).waitFor();
  expect(await isDark(page)).toBe(false);
  await page.keyboard.press('Alt+t');
  await expect.poll(() => isDark(page), PATIENCE).toBe(true);
  expect(await page.getByRole('radio', { name: 'Dark' }).isChecked()).toBe(true);
  await page.getByText('As the system').click();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => isDark(page), PATIENCE).toBe(false);
});

it('an open menu changes its colours with the theme', async () => {
  const { page } = session;
  const menu = page.locator('.bp6-popover .bp6-menu');
  const colour = () => menu.evaluate((element) => getComputedStyle(element).backgroundColor);
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  await button.click();
  const light = await colour();
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await button.click();
  await expect.poll(colour, PATIENCE).not.toBe(light);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(colour, PATIENCE).toBe(light);
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
});

it('refuses a number of workers that makes no sense, and keeps one that does', async () => {
  const { page } = session;
  const workers = page.getByRole('textbox', { name: 'Worker threads of a run' });
  for (const wrong of ['0', '1.5', 'all', '257']) {
    await workers.fill(wrong);
    await page.getByRole('alert').filter({ hasText: 'A whole number from 1 to 256' }).waitFor();
  }
  await workers.fill('1');
  await page.reload();
  await expect.poll(() => workers.inputValue(), PATIENCE).toBe('1');
  await workers.fill('');
});

it('keeps the panels as the user has arranged them, for every run and after a reload', async () => {
  const { page } = session;
  await start(page, { name: 'Arranged', population: 16, generations: 3, seed: 1 });
  await until(page, 'Finished');
  // When this is tried again, panels stand as the first attempt has left them.
  await choose('reset layout');
  await expect.poll(async () => (await groups(page)).length, PATIENCE).toBe(2);
  const first = await groups(page);
  expect(first[1]).toEqual(['Hall of fame']);

  await tab(page, 'Logbook');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect.poll(() => groups(page), PATIENCE).toContainEqual(['Logbook']);
  await tab(page, 'Failures');
  await page.getByRole('tab', { name: 'Failures' }).press('Delete');
  await expect.poll(() => tabs(page), PATIENCE).not.toContain('Failures');
  const arranged = await groups(page);
  expect(arranged.length).toBe(3);

  await open(page, 'Runs');
  await page.getByRole('grid', { name: 'Runs' }).getByRole('row').filter({ hasText: 'Arranged' }).click();
  await expect.poll(() => groups(page), PATIENCE).toEqual(arranged);
  await page.reload();
  await expect.poll(() => groups(page), PATIENCE).toEqual(arranged);

  // A panel that was closed comes back where it is asked for.
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('failures');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: 'Failures' }).waitFor();
  await choose('reset layout');
  await expect.poll(() => groups(page), PATIENCE).toEqual(first);
});

it('moves a panel that is dragged by its tab', async () => {
  const { page } = session;
  const [from, to] = await Promise.all(
    ['Compare', 'Hall of fame'].map(async (name) => (await page.getByRole('tab', { name }).boundingBox())!),
  );
  await page.mouse.move(from!.x + 30, from!.y + 12);
  await page.mouse.down();
  await page.mouse.move(to!.x + 20, to!.y + 12, { steps: 12 });
  await page.mouse.move(to!.x + 24, to!.y + 12);
  await page.mouse.up();
  await expect.poll(async () => (await groups(page)).at(-1)?.toSorted(), PATIENCE).toEqual(['Compare', 'Hall of fame']);
  await page.getByRole('tabpanel', { name: 'Compare' }).waitFor();
  await choose('reset layout');
});

it('gives the whole view to a panel, and takes it back', async () => {
  const { page } = session;
  const hall = page.getByRole('tabpanel', { name: 'Hall of fame' });
  const before = (await hall.boundingBox())!.width;
  await page.getByRole('tab', { name: 'Hall of fame' }).click();
  await page.keyboard.press('Alt+m');
  await expect.poll(async () => (await hall.boundingBox())!.width, PATIENCE).toBeGreaterThan(before * 2);
  await page.keyboard.press('Alt+m');
  await expect.poll(async () => (await hall.boundingBox())!.width, PATIENCE).toBe(before);
});

it('is usable without a mouse: tabs by arrows, then their panel', async () => {
  const { page } = session;
  const second = (await groups(page))[0]![1]!;
  await page.getByRole('tab', { name: 'Live' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: second }).waitFor();
  expect(page.url()).toContain(`/${second.toLowerCase()}`);
  await page.keyboard.press('Alt+1');
  await page.getByRole('tabpanel', { name: 'Live' }).waitFor();
});

it('gives no key to two things that can be done at once', async () => {
  const { page } = session;
  await page.keyboard.press('Control+k');
  const keys = await palette().getByRole('option').locator('[aria-hidden]').allTextContents();
  expect(keys).toEqual(expect.arrayContaining(['Alt+T', 'Alt+L', 'Alt+F']));
  expect(keys).toEqual([...new Set(keys)]);
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'hidden' });
});

it('pauses and stops a run by keys', async () => {
  const { page } = session;
  await start(page, { name: 'By keys', population: 16, generations: 500_000, seed: 1 });
  await generationAfter(page, 0);
  await page.keyboard.press('Alt+p');
  await until(page, 'Paused');
  await page.keyboard.press('Alt+p');
  await until(page, 'Running');
  await page.keyboard.press('Alt+s');
  await until(page, 'Stopped');
});

it('asks before a page with a run under way is left, and not otherwise', async () => {
  const { page } = session;
  const asked: string[] = [];
  const answer = async (dialog: Dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  };
  page.on('dialog', answer);
  onTestFinished(() => void page.off('dialog', answer));
  await page.reload();
  await until(page, 'Stopped');
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Resume' }).click();
  await until(page, 'Running');
  await page.reload();
  await until(page, 'Running');
  expect(asked).toEqual(['beforeunload']);
});

it('shows a run that went on while its page had crashed', async () => {
  const host = await startHost();
  const page = await openPage(session.browser, host.address);
  const run = await start(page, { name: 'Undisturbed', population: 16, generations: 500_000, seed: 4 });
  const shown = await generationAfter(page, 2);
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  const again = await page.context().newPage();
  await again.goto(`${new URL(host.address).origin}/#/runs/${run}/live`);
  await until(again, 'Running');
  expect(runShown(again)).toBe(run);
  expect(await generation(again)).toBeGreaterThanOrEqual(shown);
  await generationAfter(again, await generation(again));
  await page.context().close();
  expect(await host.stop()).toBe(0);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
