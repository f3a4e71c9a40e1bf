import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readGif } from './gif.ts';
import { openOrganism, type Session } from './harness.ts';
import { readWebm } from './webm.ts';
import { PATIENCE, start, tab, until } from './window.ts';

const LAST = 12;
const FRAMES_IN_5_S = 100;

let session: Session;
beforeAll(async () => {
  session = await openOrganism();
  await start(session.page, { name: 'To film', population: 40, generations: LAST, seed: 5 });
  await until(session.page, 'Finished');
  await tab(session.page, 'Replay');
}, 300_000);
afterAll(() => session.close());

const dialog = () => session.page.getByRole('dialog', { name: 'Replay as a film' });
const native = () => session.page.locator('dialog.host-dialog');
const make = () => dialog().getByRole('button', { name: 'Make and save…' });

async function ask(format: 'GIF' | 'WebM'): Promise<void> {
  await session.page.getByRole('button', { name: 'Film…' }).click();
  await dialog().getByRole('radio', { name: format }).check({ force: true });
  await dialog().getByLabel('Size').selectOption('640 × 360');
  await dialog().getByLabel('Length').selectOption('5 s');
}

async function save(name: string): Promise<Uint8Array> {
  const path = join(session.host.home, name);
  await native().waitFor(PATIENCE);
  await native().getByRole('textbox', { name: 'Path' }).fill(path);
  await native().getByRole('button', { name: 'Save' }).click();
  await session.page.getByText(`Saved ${path}`).waitFor(PATIENCE);
  await dialog().waitFor({ state: 'hidden' });
  return new Uint8Array(readFileSync(path));
}

it('refuses generations that the run does not have', async () => {
  await ask('GIF');
  const to = dialog().getByRole('textbox', { name: 'To generation' });
  expect(await to.inputValue()).toBe(String(LAST));
  for (const wrong of [String(LAST + 1), '', '1.5', 'x']) {
    await to.fill(wrong);
    await dialog().getByText(`From 0 to ${LAST}, not after the last one`).waitFor();
    expect(await make().isDisabled()).toBe(true);
  }
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
});

it.each(['GIF', 'WebM'] as const)('can be cancelled while a %s is made, and nothing is written', async (format) => {
  const before = readdirSync(session.host.home);
  await ask(format);
  await dialog().getByLabel('Length').selectOption('40 s');
  await make().click();
  await dialog()
    .getByText(/^Frame [1-9]\d* of 800$/)
    .waitFor(PATIENCE);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await make().waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
  expect(readdirSync(session.host.home)).toEqual(before);
});

it('is a GIF of the size and length that were chosen, in which the population moves', async () => {
  await ask('GIF');
  await make().click();
  const bytes = await save('replay.gif');
  const gif = readGif(bytes);
  expect([gif.width, gif.height, gif.loops]).toEqual([640, 360, 0]);
  expect(gif.frames).toHaveLength(FRAMES_IN_5_S);
  expect(gif.frames.reduce((sum, { delayMs }) => sum + delayMs, 0)).toBe(5_000);
  const changed = (a: number, b: number) => {
    let count = 0;
    for (let i = 0; i < gif.frames[a]!.pixels.length; i += 3) {
      if ([0, 1, 2].some((c) => gif.frames[a]!.pixels[i + c] !== gif.frames[b]!.pixels[i + c])) count++;
    }
    return count;
  };
  // Between two generations, from one to the next, and at rest in the end.
  expect(changed(1, 2)).toBeGreaterThan(50);
  expect(changed(0, 80)).toBeGreaterThan(500);
  expect(changed(FRAMES_IN_5_S - 5, FRAMES_IN_5_S - 1)).toBe(0);
  const colours = new Set(Array.from({ length: 640 * 360 }, (_, i) => gif.frames[50]!.pixels.subarray(3 * i, 3 * i + 3).join()));
  expect(colours.size).toBeGreaterThan(20);
});

it('is the same to the last byte when it is made again: nothing in it depends on the clock', async () => {
  await ask('GIF');
  await make().click();
  const again = await save('again.gif');
  expect(again).toEqual(new Uint8Array(readFileSync(join(session.host.home, 'replay.gif'))));
});

it('is kept when the question where to save is closed', async () => {
  await ask('GIF');
  await make().click();
  await native().waitFor(PATIENCE);
  await native().getByRole('button', { name: 'Cancel' }).click();
  await dialog()
    .getByText(/100 frames, .* made, and not saved yet/)
    .waitFor(PATIENCE);
  await dialog().getByRole('button', { name: 'Save…' }).click();
  await save('kept.gif');
  expect(existsSync(join(session.host.home, 'kept.gif'))).toBe(true);
});

it('is a WebM video of that size and length, with every frame, in which the population moves', async () => {
  await ask('WebM');
  await make().click();
  const bytes = await save('replay.webm');
  const webm = readWebm(bytes);
  expect(webm).toMatchObject({ docType: 'webm', width: 640, height: 360, codec: expect.stringMatching(/^V_VP[89]$/) });
  expect(webm.frames).toBe(FRAMES_IN_5_S);
  const played = await play(bytes);
  expect(played).toMatchObject({ width: 640, height: 360 });
  expect(played.duration).toBeCloseTo(5, 1);
  expect(played.changed).toBeGreaterThan(500);
});

/** What a browser's player makes of a video: and in how many pixels its first frame differs from one near the end. */
async function play(bytes: Uint8Array) {
  const page = await session.browser.newPage();
  try {
    return await page.evaluate(async (base64) => {
      const video = document.createElement('video');
      video.muted = true;
      const ready = (event: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(event, resolve, { once: true });
          video.addEventListener('error', () => reject(new Error(`the video cannot be played: ${video.error?.message}`)), { once: true });
        });
      const loaded = ready('loadeddata');
      video.src = `data:video/webm;base64,${base64}`;
      await loaded;
      const { videoWidth: width, videoHeight: height, duration } = video;
      const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      const pixels = () => {
        context.drawImage(video, 0, 0);
        return context.getImageData(0, 0, width, height).data;
      };
      const first = pixels();
      const sought = ready('seeked');
      video.currentTime = 4;
      await sought;
      const later = pixels();
      let changed = 0;
      for (let i = 0; i < first.length; i += 4)
        if (Math.abs(first[i]! - later[i]!) + Math.abs(first[i + 1]! - later[i + 1]!) > 60) changed++;
      return { width, height, duration, changed };
    }, Buffer.from(bytes).toString('base64'));
  } finally {
    await page.close();
  }
}

it('is a GIF where the browser encodes no video, and says why', async () => {
  const { page } = session;
  // No user can take it away, but a page from another machine over plain http does not have it.
  await page.evaluate(() => Object.defineProperty(window, 'VideoEncoder', { value: undefined, configurable: true, writable: true }));
  await page.getByRole('button', { name: 'Film…' }).click();
  expect(await dialog().getByRole('radio', { name: 'WebM' }).isDisabled()).toBe(true);
  await dialog().getByText('choose GIF').waitFor();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'hidden' });
});

it('offers a GIF when the encoder of the browser fails', async () => {
  const { page } = session;
  await page.evaluate(() => {
    const failing = { isConfigSupported: async (config: unknown) => ({ supported: false, config }) };
    Object.defineProperty(window, 'VideoEncoder', { value: failing, configurable: true, writable: true });
  });
  await ask('WebM');
  await make().click();
  await dialog().getByText('A GIF can be made here').waitFor(PATIENCE);
  await dialog().getByRole('button', { name: 'Choose GIF' }).click();
  expect(await dialog().getByRole('radio', { name: 'GIF' }).isChecked()).toBe(true);
  await make().click();
  expect(readGif(await save('instead.gif')).frames).toHaveLength(FRAMES_IN_5_S);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
