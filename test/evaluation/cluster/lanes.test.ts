import { expect, it } from 'vitest';
import { Cluster } from '../../../main/evaluation/cluster/cluster.ts';
import { WorkLog } from '../../../main/evaluation/work-log.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { version } from '../../../main/workbench/version.ts';
import { flatSpans } from '../../backtest/reference.ts';
import { openBench, temporaryFolder } from '../../workbench/bench.ts';
import { strategyWith } from '../faults.ts';
import { flatSpansProblem, genomesOf } from '../problems.ts';
import { describeWithRedis, RedisServer, until, WorkerProcess } from './processes.ts';
import { experiment } from './runs.ts';

describeWithRedis('the lanes of workers', () => {
  it('show what each host has had in hand, by its name', async () => {
    await using redis = await RedisServer.start();
    await using worker = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'lanes' }, slots: 2 });
    using folder = temporaryFolder();
    await using bench = openBench(folder.path, { cluster: { ...redis.engine, pool: 'lanes' } });
    const { id } = await bench.workbench.runs.start(experiment);
    const activity = () => bench.ask('workers.activity', { since: 0 });
    await until('chunks', async () => (await activity()).chunks.length > 3);
    const { now, lanes, chunks } = await activity();
    expect(lanes.length).toBeGreaterThan(0);
    for (const { name } of lanes) expect(name).toContain(String(worker.child.pid));
    for (const { lane, start, end, strategies } of chunks) {
      expect(lanes.map((one) => one.id)).toContain(lane);
      expect(end ?? now).toBeGreaterThanOrEqual(start);
      expect(end ?? now).toBeLessThanOrEqual(now);
      expect(strategies).toBeGreaterThan(0);
    }
    await bench.workbench.runs.stop(id);
  });

  it('show what a host has in hand while it computes, until it has come back or the host is dead', async () => {
    await using redis = await RedisServer.start();
    await using worker = await WorkerProcess.start({ engine: redis.engine });
    const log = new WorkLog();
    const cluster = new Cluster({ engine: redis.engine, version, observer: log.hosts });
    // Hangs until the worker's time limit, which is seconds away.
    const genomes = [parse(strategyWith('hang')), ...genomesOf(flatSpans, 20)];
    const abort = new AbortController();
    const evaluated = cluster
      .evaluator(flatSpansProblem)(genomes, abort.signal)
      .catch((error: Error) => error.name);
    const inHand = () => log.view(0).chunks.filter(({ end }) => end === null);
    await until('something in hand', () => inHand().length > 0);
    const { lanes, chunks, now } = log.view(0);
    const [chunk] = chunks.filter(({ end }) => end === null);
    expect(lanes.find(({ id }) => id === chunk!.lane)?.name).toContain(String(worker.child.pid));
    expect(chunk!.strategies).toBeGreaterThan(0);
    expect(chunk!.start).toBeLessThan(now);
    worker.signal('SIGKILL');
    await until('nothing in hand', () => inHand().length === 0);
    abort.abort();
    expect(await evaluated).toBe('AbortError');
    await cluster.close();
  });

  it('ask hosts for nothing while nobody looks', async () => {
    await using redis = await RedisServer.start();
    await using _ = await WorkerProcess.start({ engine: redis.engine });
    const log = new WorkLog();
    const cluster = new Cluster({ engine: redis.engine, version, observer: log.hosts });
    await cluster.connect();
    const client = redis.client();
    const listeners = async () => (await client.pubsub('CHANNELS', '*:hands')) as string[];
    expect(await listeners()).toEqual([]);
    log.view(0);
    await until('somebody listens', async () => (await listeners()).length === 1);
    await until('nobody listens', async () => (await listeners()).length === 0);
    client.disconnect();
    await cluster.close();
  });
});
