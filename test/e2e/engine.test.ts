import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRedis, RedisServer, WorkerProcess } from '../evaluation/cluster/processes.ts';
import { openOrganism, type Session, screenshot } from './harness.ts';
import { field, open, PATIENCE, start, text, until } from './window.ts';

describeWithRedis('the engine and its hosts', () => {
  let redis: RedisServer;
  let session: Session;
  const folder = mkdtempSync(join(tmpdir(), 'organism-test-'));
  const passwordFile = join(folder, 'password');
  beforeAll(async () => {
    redis = await RedisServer.start();
    writeFileSync(passwordFile, redis.password, { mode: 0o600 });
    session = await openOrganism();
  });
  afterAll(async () => {
    await session.close();
    await redis[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a cluster is chosen in the settings, its hosts come and go while a run goes on, and this machine is chosen again', async () => {
    const { page } = session;
    const bar = page.getByRole('contentinfo');
    await open(page, 'Settings');
    const form = page.getByRole('form', { name: 'Engine' });
    await expect.poll(() => text(form.getByRole('status'))).toMatch(/This machine ?\d+ worker/);

    await form.getByRole('radio', { name: /on a cluster/ }).check({ force: true });
    await field(page, 'Address of the Redis server').fill('http://nowhere');
    await form.getByText('It looks like redis://host:6379').waitFor();
    expect(await form.getByRole('button', { name: 'Connect' }).isDisabled()).toBe(true);
    await field(page, 'Address of the Redis server').fill(redis.url);
    await form.getByRole('button', { name: 'Connect' }).click();
    await form.getByRole('alert').filter({ hasText: 'wants a password' }).waitFor();
    await field(page, 'Password file').fill(passwordFile);
    await form.getByRole('button', { name: 'Connect' }).click();
    await form.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
    await page.getByText('No worker has joined').waitFor();
    expect(await page.getByText(`npx organism worker --engine ${redis.url}`).isVisible()).toBe(true);

    await using first = await WorkerProcess.start({ engine: redis.engine });
    const hosts = page.getByRole('table', { name: 'Hosts' });
    await expect.poll(() => hosts.getByRole('row').count(), PATIENCE).toBe(2);
    await expect.poll(() => text(bar), PATIENCE).toMatch(/1 slot on 1 host/);

    await start(page, { name: 'On the cluster', population: 300, generations: 6, seed: 2 });
    await using second = await WorkerProcess.start({ engine: redis.engine });
    await expect.poll(() => text(bar), PATIENCE).toMatch(/2 slots on 2 hosts/);
    await until(page, 'Finished');
    await open(page, 'Settings');
    const strategies = async () =>
      Number((await hosts.getByRole('row').nth(1).getByRole('cell').nth(6).textContent())!.replaceAll(',', ''));
    await expect.poll(strategies, PATIENCE).toBeGreaterThan(200);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      for (const size of [
        { width: 1440, height: 900 },
        { width: 1024, height: 700 },
      ]) {
        await page.setViewportSize(size);
        await page.getByRole('list', { name: 'What happened' }).scrollIntoViewIfNeeded();
        await screenshot(page, `engine-${size.width}-${theme}`);
      }
    }
    second.signal('SIGTERM');
    await second.ended;
    await expect.poll(() => hosts.getByRole('row').filter({ hasText: 'Left' }).count(), PATIENCE).toBe(1);
    expect(await text(page.getByRole('list', { name: 'What happened' }))).toMatch(/has left.*has joined with 1 slot/s);
    first.signal('SIGTERM');

    await redis.kill();
    await form.getByRole('status').filter({ hasText: 'Server away' }).waitFor();
    await redis.start();
    await form.getByRole('status').filter({ hasText: 'Connected' }).waitFor();
    await form.getByRole('radio', { name: /threads of this machine/ }).check({ force: true });
    await form.getByRole('button', { name: 'Use this machine' }).click();
    await expect.poll(() => text(form.getByRole('status'))).toMatch(/This machine/);
    expect(await text(bar)).toMatch(/\d+ workers?/);
    expect(session.problems).toEqual([]);
  });
});
