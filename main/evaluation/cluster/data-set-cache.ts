import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { barColumns } from '../../market/bars.ts';
import type { SharedBars } from '../shared-bars.ts';
import { DamagedDataSet, fetchParts, sha256 } from './data-set-parts.ts';

/** A lock of another machine that was not touched for so long belongs to a process that is gone, in milliseconds. */
const STALE = 10_000;
const BYTES_A_BAR = barColumns.length * Float64Array.BYTES_PER_ELEMENT;

export interface CacheEvents {
  /** It came over the network; not told of what was in the folder already. */
  readonly onFetched?: (hash: string, bytes: number, milliseconds: number) => void;
  /** What was in the folder is not what it should be, and is fetched again. */
  readonly onDamaged?: (message: string) => void;
}

/**
 * The data sets of a host: in memory once for all its threads, and as files in a folder that several workers may share.
 * Each is fetched by one of them, under a lock, into a temporary file that gets its name when its hash has been verified.
 */
export class DataSetCache {
  readonly #folder: string;
  readonly #redis: Redis;
  readonly #events: CacheEvents;
  readonly #loaded = new Map<string, Promise<SharedBars>>();
  readonly #ready = new Set<string>();

  /** @param folder is there, and can be written to */
  constructor(folder: string, redis: Redis, events: CacheEvents = {}) {
    this.#folder = folder;
    this.#redis = redis;
    this.#events = events;
  }

  /** The hashes of those in memory. */
  get hashes(): string[] {
    return [...this.#ready];
  }

  /** @throws {DamagedDataSet} when the server does not have it, or not undamaged */
  bars(hash: string): Promise<SharedBars> {
    const known = this.#loaded.get(hash);
    if (known) return known;
    const loading = this.#load(hash);
    this.#loaded.set(hash, loading);
    loading.then(
      () => this.#ready.add(hash),
      () => this.#loaded.delete(hash),
    );
    return loading;
  }

  /** Lets go of the memory of all others; their files stay. */
  keepOnly(hashes: ReadonlySet<string>): void {
    for (const hash of this.#ready) {
      if (hashes.has(hash)) continue;
      this.#ready.delete(hash);
      this.#loaded.delete(hash);
    }
  }

  async #load(hash: string): Promise<SharedBars> {
    const file = join(this.#folder, hash);
    let verified = false;
    for (;;) {
      const bytes = await readShared(file);
      if (bytes && (verified || sha256(bytes) === hash)) return sharedBars(bytes, hash);
      if (bytes) {
        this.#events.onDamaged?.(`${file} is damaged; it is fetched again`);
        await rm(file, { force: true });
      }
      verified = await this.#fetch(hash, file);
    }
  }

  /** Brings the file, verified, and returns true; or waits a moment for another worker that is about to. */
  async #fetch(hash: string, file: string): Promise<boolean> {
    const lock = `${file}.lock`;
    const handle = await takeLock(lock);
    if (!handle) {
      await setTimeout(20);
      return false;
    }
    try {
      // Another worker may have brought it while this one was on its way to the lock.
      if (await exists(file)) return false;
      await this.#bring(hash, file, lock);
      return true;
    } finally {
      await handle.close();
      await rm(lock, { force: true });
    }
  }

  async #bring(hash: string, file: string, lock: string): Promise<void> {
    const started = performance.now();
    const temporary = `${file}.${process.pid}.part`;
    const whole = createHash('sha256');
    let size = 0;
    const output = await open(temporary, 'w');
    try {
      for await (const { bytes } of fetchParts(this.#redis, hash)) {
        whole.update(bytes);
        await output.write(bytes);
        size += bytes.length;
        const now = new Date();
        await utimes(lock, now, now);
      }
      await output.sync();
      if (whole.digest('hex') !== hash)
        throw new DamagedDataSet(`the parts of data set ${hash.slice(0, 12)} do not make up what its hash says`);
      await rename(temporary, file);
      this.#events.onFetched?.(hash, size, performance.now() - started);
    } finally {
      await output.close();
      await rm(temporary, { force: true });
    }
  }
}

const exists = async (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Undefined when another process has it. */
async function takeLock(lock: string): Promise<FileHandle | undefined> {
  try {
    const handle = await open(lock, 'wx');
    await handle.write(`${hostname()} ${process.pid}`);
    return handle;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (await isAbandoned(lock)) await rm(lock, { force: true });
    return undefined;
  }
}

async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const [machine, pid] = (await readFile(lock, 'utf8')).split(' ');
    if (machine === hostname() && pid !== undefined) return !isAlive(Number(pid));
    return Date.now() - (await stat(lock)).mtimeMs > STALE;
  } catch {
    // It has just been given back.
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The file in shared memory; undefined when there is none. */
async function readShared(file: string): Promise<Uint8Array<SharedArrayBuffer> | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer((await handle.stat()).size));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, Math.min(bytes.length - filled, 1 << 26), filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

function sharedBars({ buffer }: Uint8Array<SharedArrayBuffer>, hash: string): SharedBars {
  if (buffer.byteLength % BYTES_A_BAR !== 0) throw new DamagedDataSet(`data set ${hash.slice(0, 12)} holds no whole number of bars`);
  return { buffer, length: buffer.byteLength / BYTES_A_BAR };
}
