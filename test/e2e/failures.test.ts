import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { FailureView } from '../../preload/contract.ts';
import { openBench, small } from '../workbench/bench.ts';
import { organism } from './cli.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { cells, copy } from './window.ts';

const home = mkdtempSync(join(tmpdir(), 'organism-home-'));
const database = join(home, 'organism.sqlite');
let session: Session;

/** A run with workers that hang and die, from a program of its own. */
async function runWithFailures(): Promise<void> {
  vi.stubEnv('ORGANISM_TEST_ATTEMPTS', join(home, 'attempts.txt'));
  const workerFile = join(import.meta.dirname, '../workbench/hanging-worker.ts');
  await using bench = openBench(home, { workerFile, timeLimit: 300 });
  const { id } = await bench.workbench.runs.start({ ...small, name: 'With failures', primitives: 'free', generations: 2 });
  expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
  vi.unstubAllEnvs();
}

beforeAll(async () => {
  await runWithFailures();
  session = await openOrganism({ home });
  await session.page.goto(`${session.page.url().split('#')[0]}#/runs/1/failures`);
});
afterAll(async () => {
  await session.close();
  rmSync(home, { recursive: true });
});

it('lists every strategy in quarantine with its reason, and a command that evaluates it again', async () => {
  const { page } = session;
  const table = page.getByRole('table', { name: 'Failures' });
  await table.waitFor();
  const shown = await cells(table);
  const failures = (await organism<FailureView>('show', '1', '--db', database)).filter((line) => 'quarantined' in line);
  expect(failures.length).toBeGreaterThan(1);
  expect(shown.map((row) => row.slice(0, 4))).toEqual(
    failures.map(({ generation, reason, strategy }) => [String(generation), 'Quarantined', reason, strategy]),
  );
  await screenshot(page, 'failures');
  await table.evaluate((element) => element.parentElement!.scrollTo(0, 0));
  expect(await copy(page, table.getByRole('button', { name: 'Copy command' }).first())).toBe(failures[0]!.reproducer);
  expect(failures[0]!.reproducer).toContain(`organism evaluate --run 1 --strategies - --db ${database}`);
});

it('leaves no complaint in the console', () => {
  expect(session.problems).toEqual([]);
});
