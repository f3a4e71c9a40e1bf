import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

/** A queue, its events, or a worker of BullMQ. */
export interface Closable {
  /** By force a worker does not wait for what it has begun, whose result nobody could take. */
  close(force?: boolean): Promise<unknown>;
  disconnect(): Promise<unknown>;
}

/** Milliseconds in which a server that is away may come back. */
const PATIENCE = 500;
/** A server that has not answered for so many milliseconds is away, though its connection seems to stand: a cable was pulled. */
const UNANSWERED = 3_000;

/** Whether the server answers; a connection does not know that nobody is at its other end. */
export async function answers(redis: Redis): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  const answered = redis.ping().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, sleep(UNANSWERED, false, { ref: false })]);
}

/**
 * Closes parts of BullMQ. They take leave of the server and wait for its answer; when it is away they would wait until it
 * is back, and keep the process alive: then their connections are cut.
 *
 * @param redis a connection to the same server, which knows whether it is there
 */
export async function closeAll(redis: Redis, parts: readonly Closable[]): Promise<void> {
  const closed = Promise.allSettled(parts.map((part) => part.close(redis.status !== 'ready'))).then(() => true);
  const later = () => sleep(PATIENCE, false, { ref: false });
  while (!(await Promise.race([closed, later()]))) {
    if (await Promise.race([closed, answers(redis)])) continue;
    await Promise.race([Promise.allSettled(parts.map((part) => part.disconnect())), later()]);
    return;
  }
}
