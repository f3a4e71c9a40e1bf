import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const run = (mode: string) =>
  spawnSync(process.execPath, [script('shutdown-child.ts'), mode], { encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' });

it.each(['idle', 'used', 'running', 'hanging'])('after close() nothing is left that keeps the process alive: %s', (mode) => {
  const { status, signal, stdout, stderr } = run(mode);
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  // Standard output is a pipe here; apart from it there is no thread, port or timer.
  expect(JSON.parse(stdout)).toEqual([]);
});
