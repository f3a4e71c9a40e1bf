import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Cluster } from '../../../main/evaluation/cluster/cluster.ts';
import { dataSet } from '../../../main/evaluation/cluster/data-set-parts.ts';
import { partKey } from '../../../main/evaluation/cluster/names.ts';
import type { StrategyFailure } from '../../../main/evaluation/failure.ts';
import { serialEvaluator } from '../../../main/evaluation/serial.ts';
import { parse } from '../../../main/strategy/parse.ts';
import { version } from '../../../main/workbench/version.ts';
import { flatSpans } from '../../backtest/reference.ts';
import { strategyWith } from '../faults.ts';
import { flatSpansProblem, genomesOf } from '../problems.ts';
import { describeWithRedis, RedisServer, until, WorkerProcess } from './processes.ts';

const serially = serialEvaluator(flatSpansProblem);

/** A worker that is started again whenever it dies, as systemd or the launcher of a hostfile does. */
function restarted(start: () => Promise<WorkerProcess>): AsyncDisposable & { readonly starts: () => number } {
  let over = false;
  let starts = 0;
  let current: WorkerProcess | undefined;
  const loop = (async () => {
    while (!over) {
      starts++;
      current = await start();
      if (over) await current[Symbol.asyncDispose]();
      await current.ended;
    }
  })();
  return {
    starts: () => starts,
    async [Symbol.asyncDispose]() {
      over = true;
      await current?.[Symbol.asyncDispose]();
      await loop;
    },
  };
}

describeWithRedis('strategies that cannot be evaluated, and data that do not arrive', () => {
  it('isolates one that kills its whole process, scores it worst, and evaluates all others', async () => {
    await using redis = await RedisServer.start();
    await using host = restarted(() => WorkerProcess.start({ engine: redis.engine }));
    const cluster = new Cluster({ engine: redis.engine, version });
    const failures: StrategyFailure[] = [];
    const healthy = genomesOf(flatSpans, 6);
    const genomes = [...healthy.slice(0, 3), parse(strategyWith('kill')), ...healthy.slice(3)];
    const expected = await serially(healthy);
    const fitnesses = await cluster.evaluator(flatSpansProblem, (failure) => failures.push(failure))(genomes);
    await cluster.close();
    expect(fitnesses).toEqual([...expected.slice(0, 3), [-999, 1, 0], ...expected.slice(3)]);
    expect(failures).toMatchObject([{ index: 3, reason: 'crashed', message: expect.stringContaining('3 workers died') }]);
    expect(host.starts()).toBeGreaterThan(3);
  });

  it('reports one that throws, hangs or takes its thread down as the local pool does', async () => {
    await using redis = await RedisServer.start();
    await using _ = await WorkerProcess.start({ engine: redis.engine });
    const cluster = new Cluster({ engine: redis.engine, version });
    const failures: StrategyFailure[] = [];
    const [first, second] = genomesOf(flatSpans, 2);
    const genomes = [first!, parse(strategyWith('throw')), parse(strategyWith('exit')), second!];
    const fitnesses = await cluster.evaluator(flatSpansProblem, (failure) => failures.push(failure))(genomes);
    const [one, two] = await serially([first!, second!]);
    expect(fitnesses).toEqual([one, [-999, 1, 0], [-999, 1, 0], two]);
    expect(failures.map(({ index, reason }) => [index, reason]).sort()).toEqual([
      [1, 'threw'],
      [2, 'crashed'],
    ]);
    await cluster.close();
  });

  it('finds a damaged part of the data set, has it sent again, and gives the right fitnesses', async () => {
    await using redis = await RedisServer.start();
    const cluster = new Cluster({ engine: redis.engine, version });
    const evaluate = cluster.evaluator(flatSpansProblem);
    const answer = evaluate(genomesOf(flatSpans, 5));
    const { hash } = await dataSet(new Uint8Array(flatSpansProblem.bars.buffer));
    const client = redis.client();
    await until('the data set', async () => (await client.exists(partKey(hash, 0))) === 1);
    await client.setrange(partKey(hash, 0), 100, 'damaged');
    await using worker = await WorkerProcess.start({ engine: redis.engine });
    expect(await answer).toEqual(await serially(genomesOf(flatSpans, 5)));
    expect(worker.log.map(({ message }) => message).join()).toContain('part 0');
    client.disconnect();
    await cluster.close();
  });

  it('two workers of a host fetch a data set once, and a damaged file in the cache is fetched again', async () => {
    await using redis = await RedisServer.start();
    const cacheFolder = mkdtempSync(join(tmpdir(), 'organism-cache-'));
    const { hash } = await dataSet(new Uint8Array(flatSpansProblem.bars.buffer));
    writeFileSync(join(cacheFolder, hash), 'not what it was');
    const cluster = new Cluster({ engine: redis.engine, version, minWorkers: 2 });
    const workers = await Promise.all([0, 1].map(() => WorkerProcess.start({ engine: redis.engine, cacheFolder })));
    await using _ = workers[0]!;
    await using __ = workers[1]!;
    expect(await cluster.evaluator(flatSpansProblem)(genomesOf(flatSpans, 40))).toEqual(await serially(genomesOf(flatSpans, 40)));
    const fetched = workers.flatMap(({ log }) => log.filter(({ event, bytes }) => event === 'data-set' && bytes !== undefined));
    expect(fetched).toHaveLength(1);
    expect(workers.flatMap(({ log }) => log.map(({ message }) => message)).join()).toContain('is damaged');
    await cluster.close();
  });

  it('refuses a worker of another version with a line that says what to do, and a wrong password', async () => {
    await using redis = await RedisServer.start();
    const cluster = new Cluster({ engine: redis.engine, version });
    await cluster.connect();
    await using other = await WorkerProcess.start({ engine: redis.engine, version: '0.0.9' });
    expect(await other.ended).toBe(2);
    expect(other.log.at(-1)?.message).toMatch(
      `This worker is Organism 0.0.9, and pool default computes with ${version}: install ${version} here`,
    );
    await using wrong = await WorkerProcess.start({ engine: { ...redis.engine, password: 'wrong' } });
    expect(await wrong.ended).toBe(2);
    expect(wrong.log.at(-1)?.message).toMatch(/refused the user name or password: check --password-file/);
    await cluster.close();
    const coordinator = new Cluster({ engine: { url: redis.url }, version });
    await expect(coordinator.evaluator(flatSpansProblem)(genomesOf(flatSpans, 1))).rejects.toThrow(/wants a password/);
    await coordinator.close();
  });
});
