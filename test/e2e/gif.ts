/** Reads a GIF back, by the specification (GIF89a) and by nothing of the program: its frames as what they show. */

export interface Gif {
  readonly width: number;
  readonly height: number;
  /** How often it repeats, 0 for ever; null when it does not. */
  readonly loops: number | null;
  readonly frames: readonly { readonly delayMs: number /** RGB, of the whole picture. */; readonly pixels: Uint8Array }[];
}

export function readGif(bytes: Uint8Array): Gif {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));
  if (text(0, 6) !== 'GIF89a') throw new Error(`no GIF: ${text(0, 6)}`);
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  const size = 3 * 2 ** ((bytes[10]! & 7) + 1);
  const palette = bytes.subarray(13, 13 + size);
  let at = 13 + size;
  const blocks = (): Uint8Array => {
    const parts: number[] = [];
    for (let length = bytes[at++]!; length > 0; length = bytes[at++]!) {
      for (let i = 0; i < length; i++) parts.push(bytes[at + i]!);
      at += length;
    }
    return Uint8Array.from(parts);
  };
  let loops: number | null = null;
  let [delayMs, transparent] = [0, -1];
  const shown = new Uint8Array(3 * width * height);
  const frames: { delayMs: number; pixels: Uint8Array }[] = [];
  for (;;) {
    const kind = bytes[at++];
    if (kind === 0x3b) break;
    if (kind === 0x21) {
      const label = bytes[at++]!;
      const data = blocks();
      if (label === 0xf9) [delayMs, transparent] = [10 * (data[1]! + 256 * data[2]!), data[0]! & 1 ? data[3]! : -1];
      if (label === 0xff) loops = data[12]! + 256 * data[13]!;
    } else if (kind === 0x2c) {
      if (bytes[at + 8] !== 0) throw new Error('palettes and interlacing of single frames are not expected');
      at += 9;
      const depth = bytes[at++]!;
      const indices = unpack(blocks(), depth, width * height);
      for (const [i, index] of indices.entries()) if (index !== transparent) shown.set(palette.subarray(3 * index, 3 * index + 3), 3 * i);
      frames.push({ delayMs, pixels: shown.slice() });
    } else throw new Error(`unknown block ${kind} at ${at - 1}`);
  }
  return { width, height, loops, frames };
}

/** LZW with codes of growing length. */
function unpack(data: Uint8Array, depth: number, count: number): Uint8Array {
  const [clear, end] = [2 ** depth, 2 ** depth + 1];
  const found = new Uint8Array(count);
  let [length, bits, buffer, at, place] = [depth + 1, 0, 0, 0, 0];
  let table: number[][] = [];
  let before: number[] | null = null;
  const reset = () => {
    table = Array.from({ length: end + 1 }, (_, i) => (i < clear ? [i] : []));
    length = depth + 1;
    before = null;
  };
  reset();
  for (;;) {
    while (bits < length) {
      buffer |= data[at++]! << bits;
      bits += 8;
    }
    const code: number = buffer & (2 ** length - 1);
    buffer >>>= length;
    bits -= length;
    if (code === end) break;
    if (code === clear) {
      reset();
      continue;
    }
    const last: number[] | null = before;
    const entry: number[] = table[code] ?? [...last!, last![0]!];
    found.set(entry, place);
    place += entry.length;
    if (last && table.length < 4096) table.push([...last, entry[0]!]);
    if (table.length === 2 ** length && length < 12) length++;
    before = entry;
  }
  if (place !== count) throw new Error(`${place} pixels instead of ${count}`);
  return found;
}
