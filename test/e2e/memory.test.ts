import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOrganism, type Session } from './harness.ts';
import { generationAfter, start, until } from './window.ts';

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
});
afterAll(() => session.close());

/** What is alive after a collection: bytes on the heap, and nodes of the page. */
async function alive(devtools: CDPSession): Promise<{ bytes: number; nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes };
}

it('takes no more memory for a run of a thousand generations than its logbook needs', async () => {
  const { page } = session;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  await start(page, { name: 'A thousand', population: 16, generations: 1_000, seed: 4 });
  await generationAfter(page, 150);
  const early = await alive(devtools);
  await until(page, 'Finished');
  const late = await alive(devtools);
  // A row of the logbook is some two kilobytes; charts and tables stay as large as they are.
  expect(late.bytes - early.bytes).toBeLessThan(8 * 2 ** 20);
  expect(late.nodes).toBeLessThan(2 * early.nodes);
});
