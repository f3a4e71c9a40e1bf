import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Cluster } from '../../../main/evaluation/cluster/cluster.ts';
import { version } from '../../../main/workbench/version.ts';
import { Cable, describeWithRedis, RedisServer, until, WorkerProcess } from './processes.ts';
import { type ClusterRun, clusterRun, localDigest } from './runs.ts';

/** What a worker may cost that is killed, in milliseconds, and how often it is tried on a machine that is busy. */
const COST = 1_500;
const TRIES = 3;

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
    const costs: number[] = [];
    while (costs.length < TRIES && !costs.some((cost) => cost < COST)) {
      const [a, b] = await pair('killed');
      await using _ = a!;
      await using __ = b!;
      const run = await clusterRun(redis, { pool: 'killed', minWorkers: 2 }, async () => a!.signal('SIGKILL'));
      expect(run).toMatchObject(same);
      // Until they were sent again nobody had its strategies, which it had had for no longer than a chunk takes.
      costs.push(run.lostAfter ?? Number.POSITIVE_INFINITY);
      console.log(`worker killed: its strategies were on their way to another one after ${costs.at(-1)!.toFixed(0)} ms`);
    }
    expect(Math.min(...costs)).toBeLessThan(COST);
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

  it('cut off without a word in the middle of a generation; told to leave, it ends all the same', async () => {
    await using cable = await Cable.to(redis.port);
    await using cutOff = await WorkerProcess.start({ engine: { ...redis.engine, url: cable.url, pool: 'cable' } });
    await using _ = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'cable' } });
    const run = await clusterRun(redis, { pool: 'cable', minWorkers: 2 }, async () => cable.pull());
    print('worker cut off', run);
    expect(run).toMatchObject(same);
    cutOff.signal('SIGTERM');
    expect(await cutOff.ended).toBe(0);
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
    expect(run).toMatchObject(same);
    expect(await a!.ended).toBe(0);
    expect(a!.log.at(-1)).toMatchObject({ event: 'left', failures: 0 });
    expect(run.notices.some((notice) => /has left/.test(notice))).toBe(true);
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

  it('emptied while it runs: work, data sets and the list of workers are put back', async () => {
    await using redis = await RedisServer.start();
    await using _ = await WorkerProcess.start({ engine: redis.engine });
    await using __ = await WorkerProcess.start({ engine: redis.engine });
    const client = redis.client();
    const run = await clusterRun(redis, { minWorkers: 2 }, async () => {
      await client.flushall();
      // Who comes now finds the data set all the same.
      await using late = await WorkerProcess.start({ engine: redis.engine });
      await until('it to compute', () => late.log.some(({ event }) => event === 'data-set'));
    });
    client.disconnect();
    print('server emptied', run);
    expect(run).toMatchObject({ state: 'finished', error: null, digest: await localDigest() });
  });

  it('away for good: a worker that is told to leave ends with code 0, and a coordinator closes', async () => {
    await using redis = await RedisServer.start();
    await using worker = await WorkerProcess.start({ engine: redis.engine });
    const cluster = new Cluster({ engine: redis.engine, version });
    await cluster.connect();
    await redis.kill();
    await until('the worker to notice', () => worker.log.some(({ event }) => event === 'server-away'));
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    await cluster.close();
  });
});
