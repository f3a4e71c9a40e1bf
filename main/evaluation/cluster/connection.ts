import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { messageOf } from '../failure.ts';
import { ClusterError } from './errors.ts';

/** Where the cluster's Redis is and how it lets us in. */
export interface EngineSettings {
  /** `redis://host:port`, or `rediss://` for TLS; may hold a user name. */
  readonly url: string;
  /** Workers serve the coordinators of their pool only; `default` when absent. */
  readonly pool?: string;
  /** A password in a file or from a pipe: on the command line everybody on the machine could read it. */
  readonly passwordFile?: string;
  readonly password?: string;
  /** The certificate (PEM) of the authority that signed the server's. */
  readonly caFile?: string;
}

const POOL = /^[A-Za-z0-9_-]{1,64}$/;

export function poolName({ pool = 'default' }: EngineSettings): string {
  if (!POOL.test(pool)) throw new ClusterError(`The pool name ${JSON.stringify(pool)} may hold only letters, digits, - and _.`);
  return pool;
}

/** The address as it may be shown: without password. */
export function shownUrl(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.href;
  } catch {
    return url;
  }
}

/** What ioredis and BullMQ are given. */
export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly db?: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: { readonly ca?: string };
  readonly maxRetriesPerRequest: null;
  readonly enableAutoPipelining: boolean;
  readonly retryStrategy: (times: number) => number;
}

/** @throws {ClusterError} when the address is none, or a file cannot be read */
export function connectionOptions(settings: EngineSettings): ConnectionOptions {
  const { hostname, port, username, password, protocol, pathname } = parseUrl(settings.url);
  const secret = settings.passwordFile === undefined ? settings.password : readSecret(settings.passwordFile);
  const known = secret ?? (password === '' ? undefined : decodeURIComponent(password));
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(known === undefined ? {} : { password: known }),
    ...(protocol === 'rediss:' ? { tls: settings.caFile === undefined ? {} : { ca: readFile(settings.caFile) } } : {}),
    // An outage is waited for, however long it takes; commands stay in line until then.
    maxRetriesPerRequest: null,
    enableAutoPipelining: true,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
  };
}

function parseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^rediss?:$/.test(parsed.protocol) || parsed.hostname === '' || !/^(\/\d*)?$/.test(parsed.pathname)) {
    throw new ClusterError(
      `${JSON.stringify(url)} is no address of an engine: it looks like redis://host:6379, or rediss://host:6379 for TLS.`,
    );
  }
  return parsed;
}

const readSecret = (file: string) => readFile(file).replace(/\r?\n$/, '');

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ClusterError(`${file} cannot be read: ${messageOf(error)}`);
  }
}

/**
 * Connects once, to find out whether the server lets us in; from then on outages are waited for.
 *
 * @returns lines about settings of the server that may lose data
 * @throws {ClusterError} which says what is wrong and what to do
 */
export async function checkServer(settings: EngineSettings): Promise<string[]> {
  const redis = new Redis({ ...connectionOptions(settings), lazyConnect: true, retryStrategy: () => null, connectTimeout: 5_000 });
  let last: unknown;
  redis.on('error', (error) => {
    last = error;
  });
  try {
    await redis.connect();
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info('memory'))?.[1];
    if (policy === undefined || policy === 'noeviction') return [];
    return [`The Redis server may throw work away: its maxmemory-policy is ${policy}; set it to noeviction.`];
  } catch (error) {
    throw new ClusterError(explain(settings, messageOf(last ?? error), messageOf(error)));
  } finally {
    redis.disconnect();
  }
}

function explain({ url }: EngineSettings, first: string, second: string): string {
  const server = `The Redis server at ${shownUrl(url)}`;
  const said = `${first} ${second}`;
  if (/WRONGPASS|invalid (username-)?password/i.test(said)) return `${server} refused the user name or password: check --password-file.`;
  if (/NOAUTH/.test(said)) return `${server} wants a password: give it with --password-file FILE.`;
  if (/NOPERM/.test(said)) return `${server} does not let this user do what is needed: ${first}`;
  if (/ECONNREFUSED|ETIMEDOUT|connect timeout|EHOSTUNREACH/i.test(said)) {
    return `${server} does not answer: start redis-server there, or check --engine.`;
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(said)) return `${server} cannot be found: there is no host of that name; check --engine.`;
  if (/certificate|self.signed|SSL|TLS/i.test(said))
    return `${server} has a certificate that is not trusted (${first}): give its authority with --ca FILE.`;
  return `${server} cannot be used: ${first}`;
}
