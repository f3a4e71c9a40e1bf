import { checkGenome } from './check.ts';
import { GenomeError } from './errors.ts';
import { type Genome, genome } from './genome.ts';
import { NUMBER } from './primitives.ts';

/**
 * A strategy as bytes: number of nodes, then their codes, as base-128 varints (low seven bits first, the top bit says
 * that more follow), then the numbers as little-endian float64. Twenty nodes take about 30 bytes.
 */
export function pack({ codes, constants }: Genome): Uint8Array<ArrayBuffer> {
  const head: number[] = [];
  for (let value of [codes.length, ...codes]) {
    for (; value >= 128; value >>>= 7) head.push((value & 127) | 128);
    head.push(value);
  }
  const bytes = new Uint8Array(head.length + constants.length * 8);
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  constants.forEach((value, i) => {
    view.setFloat64(head.length + i * 8, value, true);
  });
  return bytes;
}

/**
 * Reads the strategy that starts at `offset`; `end` is where the next one would.
 *
 * @throws {GenomeError} when the bytes are cut short or hold no valid strategy
 */
export function unpack(bytes: Uint8Array, offset = 0): { genome: Genome; end: number } {
  let end = offset;
  const integer = (): number => {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[end++];
      if (byte === undefined) throw cutShort(bytes, offset);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new GenomeError(`the packed strategy at byte ${offset} is damaged: a number has too many digits`);
  };
  const nodes = integer();
  // Before anything of that length is made: each node takes at least a byte.
  if (nodes > bytes.length - end) throw cutShort(bytes, offset);
  const codes = Array.from({ length: nodes }, integer);
  const numbers = codes.filter((code) => code === NUMBER).length;
  if (numbers * 8 > bytes.length - end) throw cutShort(bytes, offset);
  const view = new DataView(bytes.buffer, bytes.byteOffset + end, numbers * 8);
  const large = codes.find((code) => code > 0xffff);
  if (large !== undefined) throw new GenomeError(`the packed strategy at byte ${offset} is damaged: no node has the code ${large}`);
  const read = genome(
    codes,
    Array.from({ length: numbers }, (_, i) => view.getFloat64(i * 8, true)),
  );
  try {
    checkGenome(read);
  } catch (error) {
    if (error instanceof GenomeError) throw new GenomeError(`the packed strategy at byte ${offset} is damaged: ${error.message}`);
    throw error;
  }
  return { genome: read, end: end + numbers * 8 };
}

const cutShort = (bytes: Uint8Array, offset: number) =>
  new GenomeError(`the packed strategy at byte ${offset} is cut short: there are only ${bytes.length} bytes`);
