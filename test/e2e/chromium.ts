import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Root, as in containers, has no sandbox; the other flags keep Chromium from looking for hosts of its own. */
const flags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function onPath(name: string): string | null {
  try {
    return execFileSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')[0]!
      .trim();
  } catch {
    return null;
  }
}

function installed(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const files = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  return (
    files.find(existsSync) ?? ['google-chrome', 'chromium-browser', 'chromium', 'chrome'].map(onPath).find((path) => path !== null) ?? null
  );
}

/** An installed Chrome or Chromium (CHROME_PATH chooses one), else the one inside the npm package @sparticuz/chromium. */
export async function launchChromium(executable: string | null = installed()): Promise<Browser> {
  if (executable) return chromium.launch({ executablePath: executable, args: flags });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...flags] });
}
