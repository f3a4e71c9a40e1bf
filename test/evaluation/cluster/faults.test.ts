import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRedis, RedisServer, until, WorkerProcess } from './processes.ts';
import { type ClusterRun, clusterRun, localDigest } from './runs.ts';

const print = (what: string, { seconds }: ClusterRun) => {
  const usual = seconds.toSorted((a, b) => a - b)[1]!;
  const shown = seconds.map((time) => time.toFixed(2)).join(' ');
  console.log(`${what}: generations took ${shown} s; the fault cost ${Math.max(0, seconds[1]! - usual).toFixed(2)} s`);
};

describeWithRedis('whatever happens to workers, the run is the same', () => {
  let redis: RedisServer;
  let same: { state: string; error: null; digest: string };
  beforeAll(async () => {
    redis = await RedisServer.start();
    same = { state: 'finished', error: null, digest: await localDigest() };
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  const pair = (pool: string) => Promise.all([0, 1].map(() => WorkerProcess.start({ engine: { ...redis.engine, pool } })));

  it('nothing', async () => {
    const [a, b] = await pair('nothing');
    await using _ = a!;
    await using __ = b!;
    expect(await clusterRun(redis, { pool: 'nothing', minWorkers: 2 })).toMatchObject(same);
  });

  it('killed in the middle of a generation', async () => {
    const [a, b] = await pair('killed');
    await using _ = a!;
    await using __ = b!;
    const run = await clusterRun(redis, { pool: 'killed', minWorkers: 2 }, async () => a!.signal('SIGKILL'));
    print('worker killed', run);
    console.log(`worker killed: its chunk was on its way to another one after ${run.lostAfter?.toFixed(0)} ms`);
    expect(run).toMatchObject(same);
  });

  it('frozen, and thawed when others have done its work', async () => {
    const [a, b] = await pair('frozen');
    await using _ = a!;
    await using __ = b!;
    const run = await clusterRun(redis, { pool: 'frozen', minWorkers: 2 }, async () => {
      a!.signal('SIGSTOP');
      await sleep(2_000);
      a!.signal('SIGCONT');
    });
    print('worker frozen', run);
    expect(run).toMatchObject(same);
  });

  it('joining late, to a run that waits for its first worker', async () => {
    const run = clusterRun(redis, { pool: 'late' });
    await sleep(500);
    await using worker = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'late' } });
    await using second = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'late' } });
    expect(await run).toMatchObject(same);
    expect(worker.log.map(({ event }) => event)).toContain('joined');
    expect(second.log.map(({ event }) => event)).toContain('joined');
  });

  it('told to leave: it finishes its chunk, ends with code 0, and nothing is computed twice', async () => {
    const [a, b] = await pair('leaving');
    await using _ = a!;
    await using __ = b!;
    const run = await clusterRun(redis, { pool: 'leaving', minWorkers: 2 }, async () => a!.signal('SIGTERM'));
    print('worker leaving', run);
    expect(run).toMatchObject(same);
    expect(await a!.ended).toBe(0);
    expect(a!.log.at(-1)).toMatchObject({ event: 'left', failures: 0 });
    expect(run.notices.some((notice) => /is gone/.test(notice))).toBe(true);
  });
});

describeWithRedis('whatever happens to the server, the run is the same', () => {
  const servers = [
    { what: 'killed and restarted, with everything on disk', appendOnly: true, outage: 500 },
    { what: 'killed and restarted, with nothing left', appendOnly: false, outage: 500 },
    { what: 'away for ten seconds', appendOnly: true, outage: 10_000 },
  ];
  it.each(servers)('$what', async ({ what, appendOnly, outage }) => {
    await using redis = await RedisServer.start({ appendOnly });
    await using _ = await WorkerProcess.start({ engine: redis.engine });
    await using worker = await WorkerProcess.start({ engine: redis.engine });
    const run = await clusterRun(redis, { minWorkers: 2 }, async () => {
      await redis.kill();
      await sleep(outage);
      await redis.start();
    });
    print(`server ${what}`, run);
    expect(run).toMatchObject({ state: 'finished', error: null, digest: await localDigest() });
    expect(run.notices.join('\n')).toMatch(/is away.*is back/s);
    await until('the worker to notice', () => worker.log.some(({ event }) => event === 'server-back'));
  });
});
