import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');
export const launcher = join(root, 'main/cli/organism.js');
export const sample = join(root, 'resources/sp500-2000.csv');

/** A folder and a database of their own for a test file. */
export function workplace() {
  const folder = mkdtempSync(join(tmpdir(), 'organism-cli-'));
  const database = join(folder, 'runs.sqlite');
  const environment = { ...process.env, ORGANISM_DB: database, NO_COLOR: '1' };
  const organism = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [launcher, ...args], { cwd: folder, env: environment, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { folder, database, environment, organism };
}

/** The objects of `--json` output, one a line. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
