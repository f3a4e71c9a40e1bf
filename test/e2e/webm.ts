/** Reads of a WebM file what a test wants to know, by the specification of EBML and Matroska. */

export interface Webm {
  readonly docType: string;
  readonly width: number;
  readonly height: number;
  readonly codec: string;
  readonly frames: number;
}

/** Elements that hold others: EBML, Segment, Tracks, TrackEntry, Video, Cluster, BlockGroup. */
const parents = new Set([0x1a45dfa3, 0x18538067, 0x1654ae6b, 0xae, 0xe0, 0x1f43b675, 0xa0]);

export function readWebm(bytes: Uint8Array): Webm {
  const found = { docType: '', width: 0, height: 0, codec: '', frames: 0 };
  const number = (at: number, length: number) => bytes.subarray(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = (at: number, length: number) => new TextDecoder().decode(bytes.subarray(at, at + length));
  const walk = (start: number, end: number): void => {
    for (let at = start; at < end; ) {
      const idLength = Math.clz32(bytes[at]!) - 23;
      const id = number(at, idLength);
      at += idLength;
      const sizeLength = Math.clz32(bytes[at]!) - 23;
      if (idLength > 4 || sizeLength > 8) throw new Error(`no element of EBML at ${at - idLength}`);
      // The marker is taken off first: with it eight bytes have more digits than a double.
      const marker = 2 ** (8 - sizeLength);
      const raw = (bytes[at]! - marker) * 256 ** (sizeLength - 1) + number(at + 1, sizeLength - 1);
      at += sizeLength;
      // All ones: as far as the file goes, which is how a live recording is written.
      const unknown = raw === 2 ** (7 * sizeLength) - 1;
      const stop = unknown ? end : Math.min(end, at + raw);
      if (id === 0x4282) found.docType = text(at, raw);
      if (id === 0xb0) found.width = number(at, raw);
      if (id === 0xba) found.height = number(at, raw);
      if (id === 0x86) found.codec = text(at, raw);
      if (id === 0xa3 || id === 0xa1) found.frames++;
      if (parents.has(id)) walk(at, stop);
      // What follows a cluster of unknown size is found inside of it: an element of a higher level.
      at = stop;
    }
  };
  walk(0, bytes.length);
  return found;
}
