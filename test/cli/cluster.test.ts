import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRedis, RedisServer, until } from '../evaluation/cluster/processes.ts';
import { jsonLines, launcher, sample, workplace } from './organism.ts';

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
    const started = start('worker', ...flags, '--slots', '1', '--cache-dir', mkdtempSync(join(folder, 'cache-')), ...more);
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

  it('a worker that is told to end before it has joined ends with code 0 as well', async () => {
    const early = join(import.meta.dirname, 'told-while-loading.ts');
    const args = ['--import', early, launcher, 'worker', ...flags, '--cache-dir', mkdtempSync(join(folder, 'cache-'))];
    const { status, signal, stdout } = spawnSync(process.execPath, args, { env: environment, encoding: 'utf8' });
    expect({ status, signal }).toEqual({ status: 0, signal: null });
    expect(jsonLines(stdout).at(-1)).toMatchObject({ event: 'left', strategies: 0 });
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

  it('every command that computes can do so there, and prints what it prints here', async () => {
    const one = await worker('--pool', 'commands');
    const database = join(folder, 'commands.sqlite');
    const there = [...flags, '--pool', 'commands'];
    writeFileSync(join(folder, 'sealed.json'), JSON.stringify({ population: 40, generations: 4, seed: 5, split: { method: 'shares' } }));
    const here = organism('run', 'sealed.json', '--db', database, '--json');
    expect(here.status).toBe(0);
    const commands = [
      ['verify', '1', '--db', database, '--json'],
      ['tune', '1', '--top', '1', '--steps', '2', '--db', database, '--json'],
      ['holdout', '1', '--db', database],
      ['evaluate', '--strategies', 'rules.txt', '--run', '1', '--db', database, '--json'],
      ['evaluate', '--strategies', 'rules.txt', '--data', sample, '--period', '0:1700', '--json'],
    ];
    writeFileSync(join(folder, 'rules.txt'), 'gt(close, sma(close, 20))\nno rule\nlt(rsi(close, 14), 30)\n');
    for (const args of commands) {
      const command = start(...args, ...there);
      // Of the rules one is none, which evaluating others does not keep from being told.
      expect(await command.ended, command.output.err).toBe(args[0] === 'evaluate' ? 1 : 0);
      expect(command.output.err).toMatch(/1 worker of Organism .*, 1 slot\./);
      if (args[0] === 'holdout') continue;
      expect(command.output.out).toBe(organism(...args).stdout);
    }
    const fork = start('fork', '1', '--generation', '2', '--db', database, '--json', ...there);
    expect(await fork.ended, fork.output.err).toBe(0);
    expect(jsonLines(fork.output.out).at(-1)).toMatchObject({ state: 'finished' });
    expect(organism('verify', '2', '--db', database).stdout).toMatch(/5 generations, identical/);
    organism('run', 'sealed.json', '--queue', '--db', database);
    const queue = start('queue', '--start', '--db', database, '--json', ...there);
    expect(await queue.ended, queue.output.err).toBe(0);
    expect(digestOf(queue.output.out)).toBe(digestOf(here.stdout));
    const holdout = join(folder, 'here.sqlite');
    organism('run', 'sealed.json', '--db', holdout, '--json');
    const rows = (file: string) => JSON.parse(organism('holdout', '1', '--db', file, '--json').stdout).rows as unknown;
    expect(rows(database)).toEqual(rows(holdout));
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(jsonLines(one.output.out).filter(({ event }) => event === 'left')[0]?.strategies).toBeGreaterThan(100);
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
      [['queue', '--engine', redis.url], /add --start/],
      [['worker'], /--engine/],
      [['worker', '--engine', `${redis.url}/99`, ...flags.slice(2)], /has no database of that number: leave it out of --engine/],
      [
        ['worker', '--engine', redis.url, '--password-file', 'missing'],
        /password file missing cannot be read \(no such file.*check --password-file/,
      ],
      [['worker', ...flags, '--ca', 'wrong'], /write rediss:\/\/ in --engine, or leave out --ca/],
      [['worker', ...flags, '--cache-dir', 'wrong'], /folder wrong cannot hold data sets .*choose another one with --cache-dir/],
      [['worker', ...flags, '--cache-dir', 'wrong/sub'], /cannot hold data sets \(not a directory\)/],
      [['worker', ...flags, '--tasks', 'missing'], /folder .*missing of task modules is not there: check --tasks/],
      [['run', ...small, ...flags, '--workers', '2'], /--workers counts threads of this machine/],
      [['run', ...small, '--engine', 'redis://127.0.0.1:1'], /does not answer: start redis-server there, or check --engine/],
      [['verify', '1', '--engine', 'redis://127.0.0.1:1'], /does not answer: start redis-server there, or check --engine/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = organism(...args);
      expect(stderr).toMatch(message);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(status).not.toBe(0);
    }
  });

  it('an engine that cannot be used leaves no run behind', () => {
    const database = join(folder, 'none.sqlite');
    expect(organism('run', ...small, '--engine', 'redis://127.0.0.1:1', '--db', database).status).toBe(1);
    expect(organism('runs', '--db', database, '--json').stdout).toBe('');
  });

  it('says that nobody is there, and how many of those that were asked for', async () => {
    const waiting = start('run', ...small, ...flags, '--pool', 'lonely', '--min-workers', '2', '--json');
    await until('the notice', () => /No worker is in pool lonely: start 2 with `organism worker/.test(waiting.output.err));
    const one = await worker('--pool', 'lonely');
    const other = start('run', ...small, ...flags, '--pool', 'lonely', '--min-workers', '2', '--json');
    await until('the notice', () => /1 of 2 workers \(--min-workers\) is in pool lonely: start 1 more/.test(other.output.err));
    for (const run of [waiting, other]) run.child.kill('SIGTERM');
    expect(await waiting.ended).toBe(130);
    expect(await other.ended).toBe(130);
    one.child.kill('SIGTERM');
    expect(await one.ended).toBe(0);
  });

  it('a hostfile none of whose workers can be started ends the run, with what they said', async () => {
    writeFileSync(join(folder, 'nowhere.txt'), '127.0.0.1 slots=1 cwd=/there/is/no/such/folder\n');
    const run = start('run', ...small, ...flags, '--pool', 'nowhere', '--hostfile', 'nowhere.txt', '--json');
    expect(await run.ended).toBe(1);
    expect(run.output.err).toMatch(/127\.0\.0\.1: cannot be started: there is no folder \/there\/is\/no\/such\/folder/);
    expect(run.output.err).toMatch(/Every worker of nowhere\.txt has ended, and no other one is in the pool/);
  });

  it('a server without memory, or one that forbids what is needed, is told with the remedy', async () => {
    const client = redis.client();
    await client.call('ACL', 'SETUSER', 'guest', 'on', '>guest', '+@read', '+@connection', '+info', '~*');
    const guest = organism('worker', '--engine', redis.url.replace('//', '//guest:guest@'));
    expect(guest.stderr).toMatch(/does not let this user do what is needed .*ACL SETUSER/);
    await client.call('ACL', 'SETUSER', 'member', 'on', '>member', '+@all', '~organism:*', '&organism:*');
    const member = start('run', ...small, '--engine', redis.url.replace('//', '//member:member@'), '--pool', 'acl', '--json');
    const serving = start('worker', '--engine', redis.url.replace('//', '//member:member@'), '--pool', 'acl', '--slots', '1');
    expect(await member.ended, member.output.err).toBe(0);
    expect(digestOf(member.output.out)).toBe(digest);
    serving.child.kill('SIGTERM');
    expect(await serving.ended).toBe(0);
    await client.config('SET', 'maxmemory', '1mb');
    const full = organism('run', ...small, ...flags);
    await client.config('SET', 'maxmemory', '512mb');
    client.disconnect();
    expect(full.stderr).toMatch(/has no memory left: raise its maxmemory/);
    expect(full.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
