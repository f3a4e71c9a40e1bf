/** For each byte its eight bits, a byte each, the lowest first. */
const bytesOf = new Uint8Array(256 * 8).map((_, i) => ((i >> 3) >> (i & 7)) & 1);
const halves = new Uint32Array(bytesOf.buffer);

/** Signals as the kernel keeps them, eight to a byte with the earliest lowest, as one byte a bar. */
export function unpackBits(bits: Uint8Array, bars: number): Uint8Array {
  const words = new Uint32Array(bits.length * 2);
  for (let i = 0; i < bits.length; i++) {
    const at = bits[i]! * 2;
    words[2 * i] = halves[at]!;
    words[2 * i + 1] = halves[at + 1]!;
  }
  return new Uint8Array(words.buffer, 0, bars);
}
