/** How long a frame keeps the window's main thread busy while somebody drags through a long run: printed, and asserted. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { organism, sample } from './cli.ts';
import { bestRound, FRAME_MS } from './frames.ts';
import { openOrganism, type Session } from './harness.ts';
import { chart, PATIENCE } from './window.ts';

const [LAST, POPULATION] = [200, 1000];

let session: Session;
beforeAll(async () => {
  // Computed without a window, on few bars: what strategies earn does not matter here, how many there are does.
  const home = mkdtempSync(join(tmpdir(), 'organism-home-'));
  const [data, experiment] = [join(home, 'bars.csv'), join(home, 'experiment.json')];
  writeFileSync(data, readFileSync(sample, 'utf8').split('\n').slice(0, 401).join('\n'));
  const settings = { name: 'To scrub', population: POPULATION, generations: LAST, seed: 3, window: 20, minHeldBars: 5 };
  writeFileSync(experiment, JSON.stringify({ ...settings, periods: [{ start: 0, end: 400 }] }));
  await organism('run', experiment, '--data', data, '--db', join(home, 'organism.sqlite'));
  session = await openOrganism({ home });
  const { page } = session;
  await page.goto(`${page.url().split('#')[0]}#/runs/1/replay`);
  await chart(page, /^Generation 0: /).waitFor(PATIENCE);
}, 300_000);
afterAll(() => session.close());

/** Drags the slider a generation a frame from the first to the last and back in larger steps; the times of its frames. */
const scrub = (page: Page): Promise<number[]> =>
  page.getByRole('slider', { name: 'Generation' }).evaluate(async (element) => {
    const slider = element as HTMLInputElement;
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    const last = Number(slider.max);
    const stops = [
      ...Array.from({ length: last + 1 }, (_, g) => g),
      ...Array.from({ length: Math.floor(last / 3) }, (_, i) => last - 3 * i),
    ];
    const times: number[] = [];
    for (const stop of stops) {
      setValue.call(slider, String(stop));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      times.push(await new Promise<number>((resolve) => requestAnimationFrame(resolve)));
    }
    return times;
  });

it('scrubbing through 200 generations of 1,000 leaves a frame of 16.7 ms time to spare', async () => {
  expect(await bestRound('scrub', session, LAST, () => scrub(session.page))).toBeLessThan(FRAME_MS);
});

it('what is on the screen afterwards is the generation under the slider', async () => {
  const { page } = session;
  const slider = page.getByRole('slider', { name: 'Generation' });
  const stood = await slider.inputValue();
  await expect
    .poll(() => page.locator('.population-chart').getAttribute('aria-label'), PATIENCE)
    .toMatch(new RegExp(`^Generation ${stood}: `));
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
