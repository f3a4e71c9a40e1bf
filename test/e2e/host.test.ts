import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { openOrganism, openPage, type Session, screenshot, startHost } from './harness.ts';
import { openTunnel } from './tunnel.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

/** Calls a command from the page, as the window does. */
const invoke = (command: string, input: unknown = {}) =>
  session.page.evaluate(([name, given]) => window.organism!.invoke(name as 'app.info', given as Record<string, never>), [
    command,
    input,
  ] as const);

describe('the built window in a browser', () => {
  it('loads without a complaint of the browser and reaches the program', async () => {
    expect(await invoke('app.info')).toMatchObject({
      ok: true,
      value: { name: 'Organism', host: 'browser', database: session.host.database },
    });
    await session.page.waitForFunction(() => (document.getElementById('root')?.childElementCount ?? 0) > 0);
    await screenshot(session.page, 'browser-host');
    expect(session.problems).toEqual([]);
  });

  it('exposes the bridge and nothing of Electron or Node, and does not let it be changed', async () => {
    const seen = await session.page.evaluate(() => {
      const bridge = window.organism!;
      const tries = [
        () => Object.assign(bridge, { invoke: null }),
        () => Object.assign(window, { organism: null }),
        () => Object.defineProperty(bridge, 'more', { value: 1 }),
      ];
      const threw = tries.map((attempt) => {
        try {
          attempt();
          return false;
        } catch {
          return true;
        }
      });
      return {
        threw,
        keys: Object.keys(bridge),
        globals: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
      };
    });
    expect(seen).toEqual({ threw: [true, true, true], keys: ['invoke', 'on'], globals: [] });
  });

  it('keeps foreign scripts, styles and connections out', async () => {
    const refused = await session.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const inline = document.createElement('script');
      inline.textContent = 'window.pwned = true';
      document.head.append(inline);
      await fetch('http://127.0.0.1:9/').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { violations, pwned: 'pwned' in window };
    });
    expect(refused.pwned).toBe(false);
    expect(refused.violations).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
  });

  it('imports a file that the user chooses in the page', async () => {
    const opened = invoke('imports.open');
    const dialog = session.page.locator('dialog.host-dialog');
    const rows = Array.from(
      { length: 300 },
      (_, i) => `${new Date(1e12 + i * 864e5).toISOString().slice(0, 10)},1,2,0.5,${1 + (i % 7) / 10},100`,
    );
    const csv = join(session.host.home, 'My prices.csv');
    writeFileSync(csv, `date,open,high,low,close,volume\n${rows.join('\n')}\n`);
    await dialog.locator('input[type=file]').setInputFiles(csv);
    await dialog.getByRole('button', { name: 'Open' }).click();
    expect(await opened).toMatchObject({ ok: true, value: { name: 'My prices', file: 'My prices.csv', facts: { bars: 300 } } });
    expect(await session.page.locator('dialog').count()).toBe(0);
  });

  it('takes a closed dialog as a cancel', async () => {
    const opened = invoke('imports.open');
    await session.page.locator('dialog.host-dialog').waitFor();
    await session.page.keyboard.press('Escape');
    expect(await opened).toEqual({ ok: true, value: null });
  });

  it('comes back after a reload, and serves a second tab', async () => {
    await session.page.reload();
    expect(await invoke('app.info')).toMatchObject({ ok: true });
    const second = await session.page.context().newPage();
    await second.goto(new URL(session.host.address).origin);
    expect(await second.evaluate(() => window.organism!.invoke('app.info', {}))).toMatchObject({ ok: true });
    await second.close();
  });

  it('refuses a browser that has only the spent address', async () => {
    const context = await session.browser.newContext();
    const stranger = await context.newPage();
    const response = await stranger.goto(session.host.address);
    expect(response?.status()).toBe(401);
    await context.close();
  });
});

describe('the host as a process', () => {
  it('asks where to save, again until the answer is good, and warns before it replaces a file', async () => {
    const { page, host } = session;
    const started = (await invoke('experiments.start', {
      experiment: { data: 'sp500', population: 10, generations: 1, seed: 1 },
      settings: { workers: 1 },
    })) as unknown as { value: { id: string } };
    const run = started.value.id;
    await expect
      .poll(async () => ((await invoke('runs.get', { run })) as unknown as { value: { state: string } }).value.state, { timeout: 60_000 })
      .toBe('finished');

    const saved = invoke('exports.save', { run, format: 'json', top: 3 });
    const dialog = page.locator('dialog.host-dialog');
    const path = dialog.getByRole('textbox', { name: 'Path' });
    expect(await path.inputValue()).toContain(host.home);
    await path.fill(join(host.home, 'none/best.json'));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('There is no folder').waitFor();

    const target = join(host.home, 'best.json');
    writeFileSync(target, 'old');
    await path.fill(target);
    await path.press('Enter');
    await dialog.getByText('exists already').waitFor();
    await dialog.getByRole('button', { name: 'Replace' }).click();
    expect(await saved).toEqual({ ok: true, value: { files: [target] } });
    expect(JSON.parse(readFileSync(target, 'utf8'))).toBeTypeOf('object');
  });

  it('is reached through a tunnel with another port, and shows what is when a broken tunnel stands again', async () => {
    const host = await startHost();
    const tunnel = await openTunnel(Number(new URL(host.address).port));
    const page = await openPage(session.browser, host.address.replace(/127\.0\.0\.1:\d+/, `localhost:${tunnel.port}`));
    const info = () => page.evaluate(() => window.organism!.invoke('app.info', {}));
    expect(await info()).toMatchObject({ ok: true });

    tunnel.down();
    await page.getByRole('alert').filter({ hasText: 'connection to Organism is lost' }).waitFor();
    await expect(info()).rejects.toThrow('the connection to the host is lost');
    const reloaded = page.waitForEvent('load');
    tunnel.up();
    await reloaded;
    expect(await info()).toMatchObject({ ok: true });
    await page.context().close();
    tunnel.close();
    expect(await host.stop()).toBe(0);
  });

  it('ends cleanly on SIGTERM, tells its pages, and finds its data again', async () => {
    const host = await startHost();
    const page = await openPage(session.browser, host.address);
    expect(await host.stop('SIGTERM')).toBe(0);
    await page.getByRole('alert').filter({ hasText: 'connection to Organism is lost' }).waitFor();
    await page.context().close();
    expect(existsSync(host.database)).toBe(true);
    const again = await startHost({ home: host.home });
    expect(again.database).toBe(host.database);
    expect(await again.stop()).toBe(0);
  });
});

describe('the browser inside @sparticuz/chromium', () => {
  it('does where no other is installed', async () => {
    const browser = await launchChromium(null);
    const page = await browser.newPage();
    await page.setContent('<h1>Organism</h1>');
    expect(await page.locator('h1').textContent()).toBe('Organism');
    await browser.close();
  });
});
