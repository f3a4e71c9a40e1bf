import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Vitest's global setup: one folder for everything that the tests put into the temporary folder (homes, databases, browser
 * profiles), taken away at the end, also of tests that fail or whose process is killed.
 */
export function setup(): () => void {
  // There paths of sockets may have 104 characters, and the temporary folder, which is emptied by itself, takes half of them.
  if (process.platform === 'darwin') return () => {};
  const folder = mkdtempSync(join(tmpdir(), 'organism-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
