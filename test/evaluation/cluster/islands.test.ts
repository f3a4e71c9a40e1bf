import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { experimentSchema } from '../../../preload/contract.ts';
import { openBench, temporaryFolder } from '../../workbench/bench.ts';
import { describeWithRedis, RedisServer, until, WorkerProcess } from './processes.ts';
import { clusterRun, localDigest } from './runs.ts';

const base = { name: 'Islands', population: 120, generations: 7, seed: 4 };
const islands = experimentSchema.parse({ ...base, algorithm: 'islands', islands: { count: 4, every: 3, migrants: 2 } });
const bred = (worker: WorkerProcess) => worker.log.filter(({ event }) => event === 'program').length;

describeWithRedis('islands on the hosts of a cluster', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  const worker = (pool: string) => WorkerProcess.start({ engine: { ...redis.engine, pool } });

  it.each([
    ['eaSimple', islands],
    [
      'NSGA-II in a ring in a random order',
      { ...islands, islands: { count: 4, every: 2, migrants: 2, topology: 'random', algorithm: 'nsga2' } },
    ],
    [
      'HARM-GP, which remembers, all sending to all',
      { ...islands, islands: { count: 3, every: 3, topology: 'full', algorithm: 'harmGp' } },
    ],
    ['constraints', { ...islands, constraints: [{ metric: 'trades', min: 5 }] }],
    ['steady state', { ...islands, islands: { count: 3, every: 2, algorithm: 'steadyState' } }],
  ] as const)('breed there from one migration to the next, with the digest of a run here: %s', async (name, experiment) => {
    const pool = name.replace(/\W.*/, '');
    await using a = await worker(pool);
    await using b = await worker(pool);
    const given = experimentSchema.parse(experiment);
    const run = await clusterRun(redis, { pool, minWorkers: 2, experiment: given });
    expect(run).toMatchObject({ state: 'finished', error: null, digest: await localDigest(given) });
    const { count, every = 5 } = given.islands!;
    expect(bred(a) + bred(b)).toBe(count * Math.ceil(given.generations / every));
    expect(Math.min(bred(a), bred(b))).toBeGreaterThan(0);
  });

  it('a host that is killed with an island costs time, and nothing else', async () => {
    await using a = await worker('killed');
    await using b = await worker('killed');
    const run = await clusterRun(redis, { pool: 'killed', minWorkers: 2, experiment: islands }, async () => a.signal('SIGKILL'));
    expect(run).toMatchObject({ state: 'finished', error: null, digest: await localDigest(islands) });
    expect(bred(b)).toBeGreaterThan(0);
  });

  it('a run that is stopped between two migrations goes on from there', async () => {
    using folder = temporaryFolder();
    await using a = await worker('stopped');
    const cluster = { ...redis.engine, pool: 'stopped' };
    let id: string;
    {
      await using bench = openBench(folder.path, { cluster });
      ({ id } = await bench.workbench.runs.start(islands));
      await until('the fifth generation', () => bench.workbench.runs.get(id).generation >= 4);
    }
    await using again = openBench(folder.path, { cluster });
    await again.workbench.runs.resume(id);
    expect(await again.workbench.runs.ended(id)).toMatchObject({ state: 'finished' });
    expect(again.workbench.records.logbook(id).at(-1)!.digest).toBe(await localDigest(islands));
    expect(bred(a)).toBeGreaterThan(8);
  });

  it('a server that loses everything in between does so for the hosts only', async () => {
    await using own = await RedisServer.start();
    await using _ = await WorkerProcess.start({ engine: own.engine });
    const run = await clusterRun(own, { experiment: islands }, async () => {
      await own.kill();
      await sleep(300);
      await own.start();
    });
    expect(run).toMatchObject({ state: 'finished', error: null, digest: await localDigest(islands) });
  });

  it('with more slots than islands, strategies are sent out instead', async () => {
    const two = experimentSchema.parse({ ...base, population: 60, generations: 3, algorithm: 'islands', islands: { count: 2, every: 2 } });
    await using a = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'many' }, slots: 3 });
    expect(await clusterRun(redis, { pool: 'many', experiment: two })).toMatchObject({ digest: await localDigest(two) });
    expect(bred(a)).toBe(0);
  });
});
