/** How long a frame keeps the window's main thread busy while somebody zooms and moves through a million bars. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import type { Bars } from '../../main/market/bars.ts';
import { dataHash } from '../../main/market/hash.ts';
import { randomFor } from '../../main/strategy/random.ts';
import { openBench } from '../workbench/bench.ts';
import { bestRound, FRAME_MS } from './frames.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { candles, open, PATIENCE, picture, text } from './window.ts';

const BARS = 1_000_000;

/** Minutes of a market that never closes. */
function minutes(): Bars {
  const random = randomFor(8, 0, 0, 'initialise');
  const column = () => new Float64Array(BARS);
  const bars = { length: BARS, time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  let price = 100;
  for (let t = 0; t < BARS; t++) {
    bars.time[t] = Date.UTC(2020, 0, 6) + t * 60_000;
    bars.open[t] = price;
    price = Math.round(price * (1 + (random.float() - 0.5) * 0.002) * 100) / 100 + (price < 50 ? 0.1 : 0);
    bars.close[t] = price;
    bars.high[t] = Math.max(bars.open[t]!, price) + random.integer(0, 5) / 100;
    bars.low[t] = Math.min(bars.open[t]!, price) - random.integer(0, 5) / 100;
    bars.volume[t] = random.integer(1, 1_000);
  }
  return bars;
}

let session: Session;
beforeAll(async () => {
  const home = mkdtempSync(join(tmpdir(), 'organism-home-'));
  {
    await using bench = openBench(home);
    const bars = minutes();
    await bench.workbench.datasets.keep('Minutes', 'minutes.csv', { ...shareBars(bars), hash: dataHash(bars) });
  }
  session = await openOrganism({ home });
  const { page } = session;
  await open(page, 'Data');
  await page.getByRole('gridcell', { name: 'Minutes', exact: true }).click();
  await candles(page, 'Minutes').locator('canvas').first().waitFor();
}, 300_000);
afterAll(() => session.close());

/** As a hand does it: far in, at a place to the left of the middle, then dragged to and fro, then out again. */
async function wander(page: Page): Promise<number[]> {
  const { x, y, width, height } = (await candles(page, 'Minutes').boundingBox())!;
  const at = (share: number) => [x + share * width, y + height / 3] as const;
  await page.evaluate(() => {
    const watched = window as unknown as { frames: number[] };
    const times: number[] = [];
    watched.frames = times;
    const tick = (time: number) => {
      times.push(time);
      if (watched.frames === times) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.mouse.move(...at(0.4));
  for (let i = 0; i < 80; i++) await page.mouse.wheel(0, -120);
  await page.mouse.move(...at(0.1));
  await page.mouse.down();
  for (const to of [0.9, 0.1, 0.9, 0.1]) await page.mouse.move(...at(to), { steps: 30 });
  await page.mouse.up();
  for (let i = 0; i < 100; i++) await page.mouse.wheel(0, 120);
  return page.evaluate(() => {
    const watched = window as unknown as { frames: number[] };
    const times = watched.frames;
    watched.frames = [];
    return times;
  });
}

const range = () => text(session.page.locator('.candle-range'));

it('zooming and moving through a million bars leaves a frame of 16.7 ms time to spare', async () => {
  await picture(candles(session.page, 'Minutes'));
  expect(await bestRound('zoom', session, 200, () => wander(session.page))).toBeLessThan(FRAME_MS);
}, 300_000);

it('what is on the screen afterwards is all bars again, and every bar when one has zoomed in', async () => {
  const { page } = session;
  await expect.poll(range, PATIENCE).toMatch(/^Bars 0 to 999,999 .* (4,096|8,192) bars a candle$/);
  await candles(page, 'Minutes').focus();
  for (let i = 0; i < 14; i++) await page.keyboard.press('+');
  await expect.poll(range, PATIENCE).toMatch(/every bar$/);
  await screenshot(page, 'candles-of-a-million');
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
