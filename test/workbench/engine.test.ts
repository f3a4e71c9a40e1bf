import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineChoice } from '../../preload/contract.ts';
import { describeWithRedis, RedisServer, until, WorkerProcess } from '../evaluation/cluster/processes.ts';
import { type Bench, openBench, small, temporaryFolder } from './bench.ts';

const run = async (bench: Bench, seed: number) => {
  const { id } = await bench.ask('experiments.start', { experiment: { ...small, seed }, settings: {} });
  await bench.workbench.runs.ended(id);
  return (await bench.ask('runs.logbook', { run: id })).at(-1)!.digest;
};

describeWithRedis('the engine that the window chooses', () => {
  let redis: RedisServer;
  let choice: Extract<EngineChoice, { kind: 'cluster' }>;
  const folder = temporaryFolder();
  beforeAll(async () => {
    redis = await RedisServer.start();
    const passwordFile = join(folder.path, 'password');
    writeFileSync(passwordFile, redis.password, { mode: 0o600 });
    choice = { kind: 'cluster', url: redis.url, passwordFile };
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it('is this machine until another one is chosen, which is remembered and never changes a result', async () => {
    using place = temporaryFolder();
    const digests: string[] = [];
    {
      await using bench = openBench(place.path);
      expect(await bench.ask('engine.status', {})).toMatchObject({ choice: { kind: 'local' }, state: 'local', slots: 2, hosts: [] });
      digests.push(await run(bench, 3));
      await using worker = await WorkerProcess.start({ engine: redis.engine });
      expect(await bench.ask('engine.use', choice)).toMatchObject({ choice, fixed: false });
      await until('the host', () => bench.workbench.engine.status.hosts.length === 1);
      digests.push(await run(bench, 3));
      const { hosts, state, slots } = await bench.ask('engine.status', {});
      expect({ state, slots }).toEqual({ state: 'connected', slots: 1 });
      expect(hosts[0]).toMatchObject({ state: 'here', slots: 1, failures: 0 });
      await until('its report', () => bench.workbench.engine.status.hosts[0]!.strategies >= 20);
      worker.signal('SIGTERM');
      await worker.ended;
      await until('the host to have left', () => bench.workbench.engine.status.hosts[0]!.state === 'left');
      expect(bench.workbench.engine.status.events.map(({ message }) => message).join('\n')).toMatch(/has joined with 1 slot.*has left/s);
      expect(bench.events.some(({ name }) => name === 'engine.changed')).toBe(true);
    }
    await using again = openBench(place.path);
    expect(again.workbench.engine.status.choice).toEqual(choice);
    again.workbench.engine.start();
    await until('the server', () => again.workbench.engine.status.state === 'connected');
    await again.ask('engine.use', { kind: 'local' });
    digests.push(await run(again, 3));
    expect(new Set(digests).size).toBe(1);
  });

  it('what is under way when another one is chosen goes on where it is', async () => {
    using place = temporaryFolder();
    await using worker = await WorkerProcess.start({ engine: { ...redis.engine, pool: 'change' } });
    await using bench = openBench(place.path);
    await bench.ask('engine.use', { ...choice, pool: 'change' });
    const { id } = await bench.ask('experiments.start', { experiment: { ...small, population: 100 }, settings: {} });
    await until('a generation', () => bench.workbench.runs.get(id).generation >= 0);
    await bench.ask('engine.use', { kind: 'local' });
    const here = await run(bench, 3);
    expect(await bench.workbench.runs.ended(id)).toMatchObject({ state: 'finished', error: null });
    expect(here).toMatch(/^[0-9a-f]{64}$/);
    expect(worker.log.some(({ event }) => event === 'joined')).toBe(true);
  });

  it('a server that cannot be used is refused with the reason, and nothing is changed', async () => {
    using place = temporaryFolder();
    await using bench = openBench(place.path);
    const cases: [EngineChoice, RegExp][] = [
      [{ kind: 'cluster', url: 'redis://127.0.0.1:1' }, /does not answer: start redis-server there/],
      [{ kind: 'cluster', url: 'http://somewhere' }, /is no address of an engine/],
      [{ kind: 'cluster', url: redis.url }, /wants a password/],
      [{ ...choice, pool: 'not a name' }, /pool name/],
      [{ kind: 'cluster', url: `redis://:secret@127.0.0.1:${redis.port}` }, /password, which would be kept/],
      [{ kind: 'cluster', url: redis.url, passwordFile: '/nowhere/at/all' }, /cannot be read/],
    ];
    for (const [given, message] of cases) {
      const reply = await bench.dispatch('engine.use', given);
      if (reply.ok) throw new Error('it was taken');
      expect(reply.error.code).toBe('expected');
      expect([reply.error.message, ...reply.error.details].join('\n')).toMatch(message);
    }
    expect(bench.workbench.engine.status).toMatchObject({ choice: { kind: 'local' }, state: 'local' });
    expect(await run(bench, 3)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says that the server is away and back, and reaches one that comes late', async () => {
    using place = temporaryFolder();
    const server = await RedisServer.start();
    const passwordFile = join(place.path, 'password');
    writeFileSync(passwordFile, server.password);
    {
      await using bench = openBench(place.path);
      const { engine } = bench.workbench;
      await bench.ask('engine.use', { kind: 'cluster', url: server.url, passwordFile });
      await until('the server', () => engine.status.state === 'connected');
      await server.kill();
      await until('its absence', () => engine.status.state === 'away');
      expect(engine.status.problem).toMatch(/is away; work goes on when it is back/);
      await server.start();
      await until('its return', () => engine.status.state === 'connected' && engine.status.problem === null);
      await server.kill();
    }
    await using late = openBench(place.path);
    late.workbench.engine.start();
    await until('the failure', () => late.workbench.engine.status.state === 'failed');
    expect(late.workbench.engine.status.problem).toMatch(/does not answer/);
    await server.start();
    await until('the server', () => late.workbench.engine.status.state === 'connected');
    await late.workbench.close();
    await server[Symbol.asyncDispose]();
  });
});
