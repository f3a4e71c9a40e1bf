/**
 * The built program in a real browser: the browser host as a process of its own, with a home and a database of its own, and
 * Chromium on the address that it prints.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ensureBuilt, root } from './build.ts';
import { launchChromium } from './chromium.ts';

const START_LIMIT_MS = 60_000;

export interface HostOptions {
  /** A home from an earlier start, to find its database again. Absent: a new one. */
  readonly home?: string;
  /** Modules that are loaded before the built program, in each of its threads. */
  readonly imports?: readonly string[];
}

export interface Host {
  readonly process: ChildProcess;
  readonly home: string;
  readonly database: string;
  /** Good for one visit. */
  readonly address: string;
  /** What it has printed so far, a line each. */
  readonly logs: readonly string[];
  /** Ends it as Ctrl-C does, or with the signal; resolves with the exit code, null when the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the browser host. @throws Error with its output when it ends before it listens. */
export async function startHost(options: HostOptions = {}): Promise<Host> {
  await ensureBuilt();
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'organism-home-'));
  const database = join(home, 'organism.sqlite');
  const imports = [join(root, 'main/browser/register.ts'), ...(options.imports ?? [])].flatMap((file) => ['--import', file]);
  const args = [...imports, join(root, 'out/main/index.cjs'), '--port', '0'];
  const env = { ...process.env, HOME: home, USERPROFILE: home, ORGANISM_DB: database };
  const child = spawn(process.execPath, args, { env, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const logs: string[] = [];
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      logs.push(...chunk.toString().split('\n').filter(Boolean));
      const found = /http:\/\/\S+\?token=\S+/.exec(logs.join('\n'));
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    setTimeout(() => reject(new Error(`the host did not start in time:\n${logs.join('\n')}`)), START_LIMIT_MS).unref();
    void exited.then((code) => reject(new Error(`the host ended with code ${code}:\n${logs.join('\n')}`)));
  });
  return {
    process: child,
    home,
    database,
    address,
    logs,
    stop(signal = 'SIGINT') {
      child.kill(signal);
      return exited;
    },
  };
}

export interface Session {
  readonly host: Host;
  readonly browser: Browser;
  readonly page: Page;
  /** Errors and warnings of the page's console, and exceptions that nobody caught. */
  readonly problems: readonly string[];
  close(): Promise<void>;
}

/** Starts a host and opens its window. */
export async function openOrganism(options: HostOptions = {}): Promise<Session> {
  const host = await startHost(options);
  const browser = await launchChromium();
  const problems: string[] = [];
  const page = await openPage(browser, host.address, problems);
  return {
    host,
    browser,
    page,
    problems,
    async close() {
      await browser.close();
      await host.stop();
    },
  };
}

/** Opens the printed address in a browser profile of its own. */
export async function openPage(browser: Browser, address: string, problems: string[] = []): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.goto(address);
  await page.waitForURL((url) => url.search === '');
  await page.waitForLoadState('load');
  return page;
}

/** Saves what the page shows as test/output/<name>.png; returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(root, 'test/output', `${name}.png`);
  mkdirSync(join(root, 'test/output'), { recursive: true });
  await page.screenshot({ path });
  return path;
}
