import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { PoolNames } from './names.ts';

/** How often hosts and coordinators say that they are there, in milliseconds, and for how long they are believed. */
export const HEARTBEAT = 1_000;
export const BELIEVED = 4_000;
/** For how long it is known of a host that it has left, in milliseconds: coordinators look once a second. */
const LEFT_KNOWN = 60_000;

const hostSchema = z.object({
  id: z.string(),
  /** Of the machine, with the process number. */
  name: z.string(),
  version: z.string(),
  slots: z.int().positive(),
  /** Milliseconds since 1970, by the host's own clock. */
  since: z.number(),
  seen: z.number(),
  /** Chunks and strategies so far, and strategies a second lately. */
  chunks: z.int(),
  strategies: z.int(),
  rate: z.number(),
  /** Strategies that could not be evaluated, and chunks that failed. */
  failures: z.int(),
  /** Hashes of the data sets that it holds in memory. */
  data: z.array(z.string()),
  /** Whether it has task modules. */
  tasks: z.boolean(),
  /** The programs that it can compute. */
  programs: z.array(z.string()),
});

/** What a host tells about itself with every heartbeat. */
export type HostView = z.infer<typeof hostSchema>;

const coordinatorSchema = z.object({
  id: z.string(),
  version: z.string(),
  seen: z.number(),
  /** Hashes of the data sets that it is going to ask for. */
  data: z.array(z.string()),
});
export type Coordinator = z.infer<typeof coordinatorSchema>;

function parsed<T>(schema: z.ZodType<T>, texts: readonly (string | null)[]): T[] {
  return texts.flatMap((text) => {
    if (text === null) return [];
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? [result.data] : [];
  });
}

export async function announceHost(redis: Redis, names: PoolNames, host: HostView): Promise<void> {
  await redis.multi().set(names.host(host.id), JSON.stringify(host), 'PX', BELIEVED).sadd(names.hosts, host.id).exec();
}

export async function dismissHost(redis: Redis, names: PoolNames, id: string): Promise<void> {
  await redis.multi().del(names.host(id)).srem(names.hosts, id).set(names.left(id), '1', 'PX', LEFT_KNOWN).exec();
}

/** Which of these hosts, that are no longer there, have left; the others are lost: killed, frozen, or cut off. */
export async function thoseThatLeft(redis: Redis, names: PoolNames, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const notes = await redis.mget(ids.map(names.left));
  return new Set(ids.filter((_, i) => notes[i] !== null));
}

/** The hosts of the pool that were heard of lately, of whatever version. */
export async function listHosts(redis: Redis, names: PoolNames): Promise<HostView[]> {
  const ids = await redis.smembers(names.hosts);
  if (ids.length === 0) return [];
  const texts = await redis.mget(ids.map(names.host));
  const gone = ids.filter((_, i) => texts[i] === null);
  if (gone.length > 0) await redis.srem(names.hosts, ...gone);
  return parsed(hostSchema, texts).sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
}

/** Which of the hosts have a connection at this moment: a process that is killed loses it at once. */
export async function connectedHosts(redis: Redis, names: PoolNames, ids: readonly string[]): Promise<Set<string>> {
  const list = String(await redis.client('LIST'));
  const clients = new Set(Array.from(list.matchAll(/ name=(\S+)/g), (match) => match[1]));
  return new Set(ids.filter((id) => clients.has(names.client(id))));
}

export async function announceCoordinator(redis: Redis, names: PoolNames, coordinator: Coordinator): Promise<void> {
  await redis.hset(names.coordinators, coordinator.id, JSON.stringify(coordinator));
}

export async function dismissCoordinator(redis: Redis, names: PoolNames, id: string): Promise<void> {
  await redis.hdel(names.coordinators, id);
}

/** The coordinators of the pool. One that was killed is forgotten after a while, by the server's clock. */
export async function listCoordinators(redis: Redis, names: PoolNames): Promise<Coordinator[]> {
  const all = parsed(coordinatorSchema, Object.values(await redis.hgetall(names.coordinators)));
  const now = await serverTime(redis);
  const gone = all.filter(({ seen }) => now - seen > 3 * BELIEVED);
  if (gone.length > 0) await redis.hdel(names.coordinators, ...gone.map(({ id }) => id));
  return all.filter((coordinator) => !gone.includes(coordinator));
}

/** Milliseconds since 1970 by the server's clock, the one that all hosts share. */
export async function serverTime(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
}

/** What coordinators call out to all hosts: look for new data sets at once, or give up a task. */
export const callSchema = z.union([z.object({ look: z.literal('data') }), z.object({ cancel: z.string() })]);
export type Call = z.infer<typeof callSchema>;
