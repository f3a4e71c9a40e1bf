/**
 * How the window feels: the time from the start of the program to its first content, and the memory of the page over a long
 * run. `node test/bench/window.ts [generations]`; a real Chromium on the built program, as in test/e2e. The browser is there
 * before, with an empty page in a new profile: in Electron it is a part of the program, whose start adds what Electron's own
 * start takes.
 */
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { ensureBuilt } from '../e2e/build.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { startHost } from '../e2e/harness.ts';
import { generation, start } from '../e2e/window.ts';

const STARTS = 5;
const generations = Number(process.argv[2] ?? 1000);
const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Milliseconds from the start of the process until it listens, until the first content is painted, and until the form can be used. */
async function startOnce(browser: Browser, generations: number): Promise<{ ready: number; paint: number; usable: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const started = Date.now();
  const host = await startHost();
  const ready = Date.now() - started;
  try {
    await page.goto(host.address);
    await page.getByRole('button', { name: 'Start experiment' }).waitFor();
    const usable = Date.now() - started;
    const paint = await page.evaluate(() => performance.timeOrigin + performance.getEntriesByName('first-contentful-paint')[0]!.startTime);
    if (generations > 0) await memory(page, generations);
    return { ready, paint: paint - started, usable };
  } finally {
    await context.close();
    await host.stop();
    rmSync(host.home, { recursive: true, force: true });
  }
}

/** Prints what the page holds on to over a run. */
async function memory(page: Page, generations: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await start(page, { name: 'Long', population: 100, generations, seed: 1 });
  for (const at of [generations / 10, generations / 2, generations]) {
    while ((await generation(page)) < at) await setTimeout(200);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    console.log(`memory at generation ${String(at).padStart(6)}       ${(await heap(devtools)).toFixed(1)} MB, ${nodes} elements`);
  }
}

/** Megabytes that live after a collection. */
async function heap(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.enable');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

await ensureBuilt();
const browser = await launchChromium();
try {
  const starts: Awaited<ReturnType<typeof startOnce>>[] = [];
  for (let i = 0; i < STARTS; i++) starts.push(await startOnce(browser, 0));
  const line = (name: string, of: (one: (typeof starts)[number]) => number) => {
    const times = starts.map(of);
    const [least, most] = [Math.min(...times), Math.max(...times)].map(Math.round);
    console.log(`${name.padEnd(34)}${Math.round(median(times))} ms (median of ${STARTS}; ${least} to ${most})`);
  };
  console.log('From the start of the program until');
  line('  it listens', ({ ready }) => ready);
  line('  the first content is there', ({ paint }) => paint);
  line('  the form can be used', ({ usable }) => usable);
  if (generations > 0) await startOnce(browser, generations);
} finally {
  await browser.close();
}
