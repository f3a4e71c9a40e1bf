/** The window as different users have it: large and small, light and dark. */
import type { Page } from 'playwright-core';

export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
export const themes = ['light', 'dark'] as const;

/** Two frames after everything has arrived, the window has drawn it. */
export const drawn = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.all(ending.map((animation) => animation.finished.catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });

/** Calls `look` with the window in each size and theme, and leaves it large and light. */
export async function inEachAppearance(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.mouse.move(0, 0);
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await drawn(page);
      await look(`${size.width}-${theme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes[0]!);
}
