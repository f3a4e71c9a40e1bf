import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { dataKey, partKey } from './names.ts';

/** Bytes of one part of a data set: small enough that nothing waits long behind it. */
const PART = 4 * 1024 * 1024;
/** How long a data set stays after the last time that a coordinator wanted it, in seconds. */
const LIFETIME = 24 * 60 * 60;

const manifestSchema = z.object({
  bytes: z.int().positive(),
  part: z.int().positive(),
  /** SHA-256 of each part, so that a damaged one is found and sent again alone. */
  parts: z.array(z.string().length(64)).min(1),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const partsOf = (bytes: Uint8Array) =>
  Array.from({ length: Math.ceil(bytes.length / PART) }, (_, i) => bytes.subarray(i * PART, Math.min(bytes.length, (i + 1) * PART)));

/** A data set under its hash, ready to be sent: what its parts are is computed once. */
export interface DataSet {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/** Hashes the bytes, a part at a time, so that the event loop gets its turn. */
export async function dataSet(bytes: Uint8Array): Promise<DataSet> {
  const whole = createHash('sha256');
  const parts: string[] = [];
  for (const part of partsOf(bytes)) {
    whole.update(part);
    parts.push(sha256(part));
    await setImmediate();
  }
  return { hash: whole.digest('hex'), bytes, manifest: { bytes: bytes.length, part: PART, parts } };
}

/**
 * Makes the data set complete in Redis, where it may be already, and keeps it there for another day. Parts that are
 * there are not sent again. The manifest is written last: who sees one finds all parts.
 */
export async function publish(redis: Redis, { hash, bytes, manifest }: DataSet): Promise<void> {
  if (await keep(redis, hash, manifest.parts.length)) return;
  for (const [i, part] of partsOf(bytes).entries()) {
    if ((await redis.exists(partKey(hash, i))) === 0) await redis.set(partKey(hash, i), copyOf(part), 'EX', LIFETIME);
  }
  await redis.set(dataKey(hash), JSON.stringify(manifest), 'EX', LIFETIME);
}

/** Puts off the day on which it goes; false when something of it is missing. */
async function keep(redis: Redis, hash: string, parts: number): Promise<boolean> {
  const keys = [dataKey(hash), ...Array.from({ length: parts }, (_, i) => partKey(hash, i))];
  const kept = await Promise.all(keys.map((key) => redis.expire(key, LIFETIME)));
  return kept.every((one) => one === 1);
}

/** Sockets take no views of shared memory. */
const copyOf = (part: Uint8Array) => Buffer.from(part);

/** A part that is missing or not what the manifest says; the data set has been withdrawn, for its owner to publish it again. */
export class DamagedDataSet extends Error {
  override readonly name = 'DamagedDataSet';
}

/**
 * The parts of a data set, one after the other, each verified.
 *
 * @throws {DamagedDataSet} when it is not there, or a part is damaged: that part and the manifest are removed
 */
export async function* fetchParts(redis: Redis, hash: string): AsyncGenerator<{ readonly bytes: Buffer; readonly total: number }> {
  const text = await redis.get(dataKey(hash));
  if (text === null) throw new DamagedDataSet(`data set ${hash.slice(0, 12)} is not on the server`);
  const manifest = manifestSchema.parse(JSON.parse(text));
  for (const [i, expected] of manifest.parts.entries()) {
    const bytes = await redis.getBuffer(partKey(hash, i));
    if (bytes === null || sha256(bytes) !== expected) {
      await redis.del(dataKey(hash), partKey(hash, i));
      throw new DamagedDataSet(`part ${i} of data set ${hash.slice(0, 12)} is ${bytes === null ? 'missing' : 'damaged'}`);
    }
    yield { bytes, total: manifest.bytes };
  }
}
