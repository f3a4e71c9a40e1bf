import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { messageOf } from '../failure.ts';
import { connectionOptions, type EngineSettings, shownUrl } from './connection.ts';
import { ClusterError } from './errors.ts';
import { PREFIX } from './names.ts';

/** The oldest Redis that BullMQ wants to see. */
const OLDEST = [6, 2] as const;
/** How long the server may take to let us in, in milliseconds. */
const CONNECT = 5_000;

/**
 * Connects once, to find out whether the server lets us in and lets us do what is needed; from then on outages are waited
 * for.
 *
 * @returns lines about settings of the server that may lose data
 * @throws {ClusterError} which says what is wrong and what to do
 */
export async function checkServer(settings: EngineSettings): Promise<string[]> {
  const redis = new Redis({ ...connectionOptions(settings), lazyConnect: true, retryStrategy: () => null, connectTimeout: CONNECT });
  let first: unknown;
  redis.on('error', (error) => {
    first ??= error;
  });
  try {
    await redis.connect();
    const info = await redis.info();
    // A server that lets us in may still not have the database that was asked for, which is told in passing.
    if (first) throw first;
    checkVersion(settings, info);
    await tryOut(redis);
    const policy = fieldOf(info, 'maxmemory_policy');
    if (policy === undefined || policy === 'noeviction') return [];
    return [`The Redis server may throw work away: its maxmemory-policy is ${policy}; set it to noeviction.`];
  } catch (error) {
    if (error instanceof ClusterError) throw error;
    throw new ClusterError(explain(settings, `${messageOf(first ?? error)} ${messageOf(error)}`, messageOf(first ?? error)));
  } finally {
    redis.disconnect();
  }
}

const fieldOf = (info: string, field: string): string | undefined => new RegExp(`^${field}:(\\S+)`, 'm').exec(info)?.[1];

/** Servers that stand in for Redis say which one they are compatible with. */
function checkVersion(settings: EngineSettings, info: string): void {
  const version = fieldOf(info, 'redis_version');
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  if (version === undefined || major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new ClusterError(
    `The Redis server at ${shownUrl(settings.url)} has version ${version}, and at least ${OLDEST.join('.')} is needed: install a newer one there.`,
  );
}

/** Does once whatever workers and coordinators do, as far as a user may be forbidden to or a server may be unable to. */
async function tryOut(redis: Redis): Promise<void> {
  const key = `${PREFIX}:check:${randomUUID()}`;
  await redis.set(key, 'x', 'EX', 10);
  await redis.eval('return redis.call("DEL", KEYS[1])', 1, key);
  await redis.client('LIST');
  await redis.publish(key, '');
}

/**
 * What the server answered to a command, as something that the user can act on; other errors pass unchanged: they are
 * mistakes of ours.
 */
export function serverError(settings: EngineSettings, error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return error;
  // Of a transaction the reason stands in what came before.
  const said = [error, ...((error as { previousErrors?: Error[] }).previousErrors ?? [])].map(messageOf).join(' ');
  return /OOM|READONLY|MISCONF|NOPERM|NOAUTH|WRONGPASS/.test(said) ? new ClusterError(explain(settings, said, said)) : error;
}

/** @param shown what is quoted when nothing better is known */
function explain({ url }: EngineSettings, said: string, shown: string): string {
  const server = `The Redis server at ${shownUrl(url)}`;
  const tls = url.startsWith('rediss:');
  if (/WRONGPASS|invalid (username-)?password/i.test(said)) return `${server} refused the user name or password: check --password-file.`;
  if (/NOAUTH/.test(said)) return `${server} wants a password: give it with --password-file FILE.`;
  if (/NOPERM/.test(said)) {
    return `${server} does not let this user do what is needed (${shown}): give it +@all ~${PREFIX}:* &${PREFIX}:* with ACL SETUSER.`;
  }
  if (/OOM/.test(said)) return `${server} has no memory left: raise its maxmemory, at least to the size of the data sets and 512 MB.`;
  if (/READONLY/.test(said)) return `${server} is a replica, which takes no writes: give the address of its master with --engine.`;
  if (/MISCONF/.test(said)) return `${server} takes no writes because it cannot save to its disk: make room there, or see its log.`;
  if (/DB index|SELECT is not allowed/.test(said)) {
    return `${server} has no database of that number: leave it out of --engine, or raise \`databases\` in redis.conf.`;
  }
  if (/ECONNREFUSED|ETIMEDOUT|connect timeout|EHOSTUNREACH|ENETUNREACH/i.test(said)) {
    const plain = tls ? ', or write redis:// if it has no TLS' : '';
    return `${server} does not answer: start redis-server there, or check --engine${plain}.`;
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(said)) return `${server} cannot be found: there is no host of that name; check --engine.`;
  if (/Hostname\/IP does not match/.test(said))
    return `${server} has a certificate for another name (${shown}): write the name of the certificate in --engine.`;
  if (/certificate|self.signed|SSL|TLS/i.test(said))
    return `${server} has a certificate that is not trusted (${shown}): give its authority with --ca FILE.`;
  if (!tls && /ECONNRESET|Connection is closed/.test(said))
    return `${server} closes the connection at once: check --engine, and write rediss:// if it wants TLS.`;
  return `${server} cannot be used: ${shown}`;
}
