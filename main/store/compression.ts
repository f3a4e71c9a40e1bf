import { promisify } from 'node:util';
import { deflate, inflateSync } from 'node:zlib';
import { StoreError } from './errors.ts';

/**
 * On zlib's threads, so that a large population does not freeze the window. Deflate and not zstd: every Node and
 * Electron has it, and its Adler-32 tells when bytes have changed on the disk.
 */
export const compress: (bytes: Uint8Array) => Promise<Buffer> = promisify((bytes: Uint8Array, done: (e: Error | null, b: Buffer) => void) =>
  deflate(bytes, done),
);

/** What a blob of the database holds. @throws {StoreError} that names what is damaged and how, as `what` says it */
export function decompress<T>(file: string, what: string, blob: Uint8Array, unpack: (bytes: Uint8Array) => T): T {
  try {
    return unpack(inflateSync(blob));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`The database ${file} is damaged: ${what} cannot be read (${reason}).`, { cause: error });
  }
}
