import { promisify } from 'node:util';
import { constants, deflate, deflateSync, inflateSync, type ZlibOptions } from 'node:zlib';
import { StoreError } from './errors.ts';

/**
 * On zlib's threads, so that a large population does not freeze the window. Deflate and not zstd: every Node and
 * Electron has it, and its Adler-32 tells when bytes have changed on the disk.
 *
 * @param often what is written again and again, beside a search that wants the processor: quickly, for 7 % more bytes
 */
export async function compress(bytes: Uint8Array, often = false): Promise<Buffer> {
  const level = often ? constants.Z_BEST_SPEED : constants.Z_DEFAULT_COMPRESSION;
  // To wake a thread takes longer than this.
  if (bytes.length < SMALL) return deflateSync(bytes, { level });
  // A thread is woken for each piece of output of this size: one is enough.
  return await deflateBeside(bytes, { level, chunkSize: bytes.length });
}

const SMALL = 4096;
const deflateBeside = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);

/** What a blob of the database holds. @throws {StoreError} that names what is damaged and how, as `what` says it */
export function decompress<T>(file: string, what: string, blob: Uint8Array, unpack: (bytes: Uint8Array) => T): T {
  try {
    return unpack(inflateSync(blob));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`The database ${file} is damaged: ${what} cannot be read (${reason}).`, { cause: error });
  }
}
