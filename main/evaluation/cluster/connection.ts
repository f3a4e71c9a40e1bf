import { readFileSync } from 'node:fs';
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

export const DEFAULT_POOL = 'default';

export function poolName({ pool = DEFAULT_POOL }: EngineSettings): string {
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
  /** Milliseconds without an answer until the connection is taken for dead. */
  readonly socketTimeout: number;
  /** Of BullMQ: the version is what `checkServer` looks at, and tells of in better words. */
  readonly skipVersionCheck: true;
}

/** @throws {ClusterError} when the address is none, or a file cannot be read */
export function connectionOptions(settings: EngineSettings): ConnectionOptions {
  const { hostname, port, username, password, protocol, pathname } = parseUrl(settings.url);
  const secret = settings.passwordFile === undefined ? settings.password : readSecret(settings.passwordFile);
  const known = secret ?? (password === '' ? undefined : decodeURIComponent(password));
  if (settings.caFile !== undefined && protocol !== 'rediss:') {
    throw new ClusterError(`--ca is the certificate of a server with TLS: write rediss:// in --engine, or leave out --ca.`);
  }
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 6379 : Number(port),
    ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(known === undefined ? {} : { password: known }),
    ...(protocol === 'rediss:' ? { tls: settings.caFile === undefined ? {} : { ca: readCertificate(settings.caFile) } } : {}),
    // An outage is waited for, however long it takes; commands stay in line until then.
    maxRetriesPerRequest: null,
    // Jobs are sent together as it is; and a pipeline, which ioredis sets up with all of BullMQ's scripts, costs more than the
    // lone commands of a queue's worker would gain by it.
    enableAutoPipelining: false,
    retryStrategy: (times) => Math.min(50 * times, 1_000),
    // Twice as long as anything that waits at the server: a host whose cable was pulled would hang for a quarter of an hour.
    socketTimeout: 20_000,
    skipVersionCheck: true,
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

const readSecret = (file: string) => readFile(file, 'The password file', '--password-file').replace(/\r?\n$/, '');

function readCertificate(file: string): string {
  const text = readFile(file, 'The certificate', '--ca');
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new ClusterError(`The certificate ${file} is not one in PEM, which begins with -----BEGIN CERTIFICATE-----: check --ca.`);
}

function readFile(file: string, what: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ClusterError(`${what} ${file} cannot be read (${problemOfFile(error)}): check ${flag}.`);
  }
}

/** Of an error of the file system, what is wrong, without its code and its path. */
export const problemOfFile = (error: unknown): string => /^[A-Z]+: ([^,]+)/.exec(messageOf(error))?.[1] ?? messageOf(error);
