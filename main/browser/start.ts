/**
 * `npm start`: the desktop window where Electron's runtime and a display are there, else the same build in the browser.
 * `npm start -- --browser` chooses the browser; `--port N` sets its port.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const INSTALL_LIMIT_MS = 120_000;
const CONNECT_LIMIT_MS = 5_000;

const root = join(import.meta.dirname, '../..');
const built = join(root, 'out/main/index.cjs');
const require = createRequire(import.meta.url);
// Never require('electron'): outside of Electron that starts a download, and throws.
const electronFolder = dirname(require.resolve('electron/package.json'));

/** Path of Electron's executable, or null when it has not been downloaded. */
function electronExecutable(): string | null {
  const pathFile = join(electronFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(electronFolder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : null;
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Asked before the download, which tries a closed network again and again. */
async function canDownload(): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/';
  try {
    await fetch(new URL('/', mirror), { method: 'HEAD', signal: AbortSignal.timeout(CONNECT_LIMIT_MS) });
    return true;
  } catch {
    // Behind a proxy plain fetch does not get out, and the installer may.
    return Boolean(process.env.ELECTRON_GET_USE_PROXY);
  }
}

/** Electron's executable, downloaded if need be; or, as a sentence, what is missing for a window. */
async function findElectron(): Promise<{ executable: string } | { missing: string }> {
  if (process.argv.includes('--browser')) return { missing: 'As asked, no desktop window.' };
  if (!hasDisplay()) return { missing: 'There is no display (DISPLAY is not set), so no desktop window.' };
  if (process.platform === 'linux' && process.getuid?.() === 0) return { missing: 'Electron does not run as root, so no desktop window.' };
  if (!electronExecutable() && (await canDownload())) {
    console.log("Downloading Electron's runtime …");
    spawnSync(process.execPath, [join(electronFolder, 'install.js')], { stdio: 'ignore', timeout: INSTALL_LIMIT_MS });
  }
  const executable = electronExecutable();
  return executable
    ? { executable }
    : { missing: "Electron's runtime could not be downloaded (README.md tells about mirrors), so no desktop window." };
}

function openDesktop(executable: string): void {
  const child = spawn(executable, [root], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    if (code) console.error(`Electron ended with code ${code}. \`npm start -- --browser\` does without it.`);
    process.exitCode = code ?? 0;
  });
}

async function openInBrowser(missing: string): Promise<void> {
  console.log(`${missing} The browser shows it instead.`);
  if (hasDisplay()) process.argv.push('--open');
  await import('./register.ts');
  require(built);
}

if (!existsSync(built)) {
  console.error('Not built yet: run `npm start`, or `npm run build` first.');
  process.exitCode = 2;
} else {
  const found = await findElectron();
  if ('executable' in found) openDesktop(found.executable);
  else await openInBrowser(found.missing);
}
