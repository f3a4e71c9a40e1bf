import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRedis, RedisServer, until } from '../evaluation/cluster/processes.ts';
import { jsonLines, launcher, workplace } from './organism.ts';

const { folder, environment, organism } = workplace();
const small = ['--population', '40', '--generations', '4', '--seed', '5'];

/** A command that goes on until it is told to end. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [launcher, ...args], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text;
  });
  return { child, output, ended: new Promise<number | null>((resolve) => child.once('close', resolve)) };
}

describeWithRedis('organism worker, and organism run --engine', () => {
  let redis: RedisServer;
  let flags: string[];
  let digest: unknown;
  const digestOf = (text: string) => jsonLines(text).at(-1)?.digest;
  beforeAll(async () => {
    redis = await RedisServer.start();
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, `${redis.password}\n`, { mode: 0o600 });
    flags = ['--engine', redis.url, '--password-file', passwordFile];
    digest = digestOf(organism('run', ...small, '--json').stdout);
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  const worker = async (...more: string[]) => {
    const started = start('worker', ...flags, '--slots', '1', '--cache-dir', mkdtempSync(join(tmpdir(), 'organism-cache-')), ...more);
    await until('the worker', () => /"event":"joined"/.test(started.output.out) || started.child.exitCode !== null);
    return started;
  };

  it('a run on two workers ends with the digest of a run here; SIGTERM ends a worker with code 0, and its log is JSON', async () => {
    const [a, b] = await Promise.all([worker(), worker()]);
    const run = start('run', ...small, ...flags, '--min-workers', '2', '--json');
    expect(await run.ended).toBe(0);
    expect(digestOf(run.output.out)).toBe(digest);
    expect(run.output.err).toMatch(/2 slots/);
    for (const one of [a, b]) {
      one.child.kill('SIGTERM');
      expect(await one.ended).toBe(0);
    }
    const events = [...jsonLines(a.output.out), ...jsonLines(b.output.out)];
    expect(events.filter(({ event }) => event === 'left')).toHaveLength(2);
    const strategies = events.reduce((sum, line) => sum + (line.event === 'left' ? Number(line.strategies) : 0), 0);
    expect(strategies).toBeGreaterThan(40);
  });

  it('a hostfile starts workers here and stops them at the end', async () => {
    writeFileSync(join(folder, 'hosts.txt'), '# both here\n127.0.0.1 slots=1\nlocalhost slots=1\n');
    const run = start('run', ...small, ...flags, '--hostfile', 'hosts.txt', '--min-workers', '2', '--pool', 'hostfile', '--json');
    expect(await run.ended).toBe(0);
    expect(digestOf(run.output.out)).toBe(digest);
    const client = redis.client();
    expect(await client.smembers('organism:pool:hostfile:hosts')).toEqual([]);
    client.disconnect();
  });

  it('a coordinator that is killed goes on with --resume, and ends with the same digest', async () => {
    const one = await worker('--pool', 'killed');
    const database = join(folder, 'killed.sqlite');
    const settings = [...flags, '--pool', 'killed', '--db', database, '--json'];
    const long = ['--population', '400', '--generations', '12', '--seed', '5'];
    const run = start('run', ...long, ...settings);
    await until('two generations', () => run.output.out.split('\n').length > 2);
    run.child.kill('SIGKILL');
    await run.ended;
    const resumed = start('run', '--resume', '1', ...settings);
    expect(await resumed.ended).toBe(0);
    expect(digestOf(resumed.output.out)).toBe(digestOf(organism('run', ...long, '--json').stdout));
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });

  it('says in a line what is wrong', async () => {
    writeFileSync(join(folder, 'wrong'), 'wrong');
    const cases: [args: string[], message: RegExp][] = [
      [['run', ...small, '--engine', redis.url, '--password-file', 'wrong'], /refused the user name or password: check --password-file/],
      [['worker', '--engine', redis.url, '--password-file', 'wrong'], /refused the user name or password: check --password-file/],
      [['worker', '--engine', redis.url], /wants a password: give it with --password-file/],
      [['worker', '--engine', 'redis://127.0.0.1:1'], /does not answer: start redis-server there, or check --engine/],
      [['worker', '--engine', 'http://127.0.0.1:1'], /is no address of an engine: it looks like redis:\/\/host:6379/],
      [['run', ...small, '--min-workers', '2'], /--min-workers.*add --engine/],
      [['worker'], /--engine/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = organism(...args);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(status).not.toBe(0);
    }
  });
});
