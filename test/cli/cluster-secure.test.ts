import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, freePort, hasRedisServer, RedisServer, until } from '../evaluation/cluster/processes.ts';
import { jsonLines, launcher, workplace } from './organism.ts';

/*
 * A server with TLS, and a worker that is started over a real ssh, both on loopback: certificates by openssl, an sshd
 * with keys of its own. Where Debian's openssl or openssh-server is missing that is said, and under CI it is a failure.
 */
const SSHD = '/usr/sbin/sshd';
const folderOf = (program: string) => (process.env.PATH ?? '').split(delimiter).find((folder) => existsSync(join(folder, program)));
const lacking = [
  ...(hasRedisServer ? [] : ['redis-server']),
  ...(folderOf('openssl') ? [] : ['openssl']),
  ...(existsSync(SSHD) && folderOf('ssh') ? [] : ['openssh-server', 'openssh-client']),
];
const suite = lacking.length === 0 || process.env.CI ? describe : describe.skip;
if (lacking.length > 0) console.warn(`\nSKIPPED unless under CI: TLS and ssh, for want of ${lacking.join(', ')} (Debian packages)\n`);

const { folder, environment, organism } = workplace();
const small = ['--population', '40', '--generations', '4', '--seed', '5', '--json'];
const root = join(import.meta.dirname, '../..');

/** An authority, and a server's certificate for 127.0.0.1 that it signed. */
function certificates(place: string): Certificates {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: place, stdio: 'ignore' });
  writeFileSync(join(place, 'names'), 'subjectAltName=IP:127.0.0.1\n');
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=test');
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
  openssl(...'x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -days 2 -extfile names'.split(' '));
  return { cert: join(place, 'server.pem'), key: join(place, 'server.key'), ca: join(place, 'ca.pem') };
}

/** An sshd on a free port that lets in a key made for it; `ssh` is a command that knows both. */
async function sshServer(place: string): Promise<{ ssh: string; stop(): void }> {
  const port = await freePort();
  for (const name of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(place, name)]);
  const pub = execFileSync('ssh-keygen', ['-y', '-f', join(place, 'user')], { encoding: 'utf8' });
  writeFileSync(join(place, 'authorized'), pub, { mode: 0o600 });
  const config = [
    ...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${join(place, 'host')}`, `AuthorizedKeysFile ${join(place, 'authorized')}`],
    ...['PidFile none', 'StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'PermitRootLogin prohibit-password'],
  ];
  writeFileSync(join(place, 'sshd_config'), `${config.join('\n')}\n`);
  // Where root runs it, it wants this place, which a started system has.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const server = spawn(SSHD, ['-D', '-e', '-f', join(place, 'sshd_config')], { stdio: 'ignore' });
  await until('sshd', () => {
    const probe = createConnection(port, '127.0.0.1');
    return new Promise((resolve) => {
      probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
      probe.unref();
    });
  });
  const options = ['-i', join(place, 'user'), '-p', String(port), '-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
  const bin = join(place, 'bin');
  mkdirSync(bin);
  const real = join(folderOf('ssh')!, 'ssh');
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nexec ${real} -F none -q ${options.join(' ')} "$@"\n`, { mode: 0o755 });
  return { ssh: bin, stop: () => server.kill() };
}

suite('a cluster whose server speaks TLS, with workers that are started over ssh', () => {
  const place = mkdtempSync(join(tmpdir(), 'organism-test-'));
  let redis: RedisServer;
  let flags: string[];
  let digest: unknown;
  let certs: Certificates;
  beforeAll(async () => {
    certs = certificates(place);
    redis = await RedisServer.start({ tls: certs });
    writeFileSync(join(place, 'password'), redis.password, { mode: 0o600 });
    flags = ['--engine', redis.url, '--password-file', join(place, 'password')];
    digest = jsonLines(organism('run', ...small).stdout).at(-1)?.digest;
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    rmSync(place, { recursive: true, force: true });
  });

  it('a run over ssh and TLS ends with the digest of a run here, and leaves no worker behind', async () => {
    const server = await sshServer(place);
    writeFileSync(join(folder, 'hosts.txt'), `there slots=1 ssh=${userInfo().username}@127.0.0.1 cwd=${root}\n127.0.0.1 slots=1\n`);
    const args = ['run', ...small, ...flags, '--ca', certs.ca, '--hostfile', 'hosts.txt', '--min-workers', '2'];
    const env = { ...environment, PATH: `${server.ssh}${delimiter}${process.env.PATH}` };
    const child = spawn(process.execPath, [launcher, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.err += text;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    server.stop();
    expect(code, output.err).toBe(0);
    expect(jsonLines(output.out).at(-1)?.digest).toBe(digest);
    expect(output.err.match(/has joined with 1 slot/g)).toHaveLength(2);
    const client = redis.client();
    expect(await client.smembers('organism:pool:default:hosts')).toEqual([]);
    client.disconnect();
  });

  it('a certificate that nobody trusts is told with the remedy, and so is a server that wants TLS', () => {
    const untrusted = organism('run', ...small, ...flags);
    expect(untrusted.stderr).toMatch(/certificate that is not trusted.*give its authority with --ca FILE/);
    expect(untrusted.status).not.toBe(0);
    const plain = organism('worker', '--engine', redis.url.replace('rediss', 'redis'), '--password-file', join(place, 'password'));
    expect(plain.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(plain.status).not.toBe(0);
  });
});
