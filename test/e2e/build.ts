import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

export const root = join(import.meta.dirname, '../..');

const outputs = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];
const sources = ['main', 'preload', 'renderer', 'electron.vite.config.ts', 'package.json'];
const lock = join(root, 'node_modules/.cache/organism-build.lock');

function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh(): boolean {
  const files = outputs.map((output) => join(root, output));
  if (!files.every(existsSync)) return false;
  const built = Math.min(...files.map((file) => statSync(file).mtimeMs));
  // main/browser runs from source and is in no build.
  const changed = sources.flatMap((source) => (source === 'main' ? roomsOfMain() : [join(root, source)])).map(newest);
  return Math.max(...changed) <= built;
}

const roomsOfMain = () =>
  readdirSync(join(root, 'main'))
    .filter((room) => room !== 'browser')
    .map((room) => join(root, 'main', room));

/** Builds the program unless the build is newer than every source. Test files that start at once build once. */
export async function ensureBuilt(): Promise<void> {
  while (!isFresh()) {
    try {
      mkdirSync(dirname(lock), { recursive: true });
      mkdirSync(lock);
    } catch {
      await setTimeout(500);
      continue;
    }
    try {
      const vite = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
      const { status, stdout, stderr } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
        cwd: root,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
}
