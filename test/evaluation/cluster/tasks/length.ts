/** Gives the bytes back, with more of the last one. */
export default function length({ bytes, more }: { bytes: Uint8Array; more: number }): Uint8Array {
  const result = new Uint8Array(bytes.length + more).fill(bytes.at(-1)!);
  result.set(bytes);
  return result;
}
