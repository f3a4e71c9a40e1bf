/**
 * Bytes written one after the other, and read back with every length checked. Whole numbers take 7 bits a byte
 * (LEB128); columns of doubles are transposed, all first bytes, then all second bytes …, because signs and exponents
 * of neighbours are alike and deflate finds that only when they stand together (the shuffle filter of HDF5).
 */
export class ByteWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;

  #reserve(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return start;
  }

  byte(value: number): void {
    const place = this.#reserve(1);
    this.#bytes[place] = value;
  }

  /** A whole number from 0 to 2⁵³ − 1. */
  integer(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  text(value: string): void {
    const encoded = new TextEncoder().encode(value);
    this.integer(encoded.length);
    const place = this.#reserve(encoded.length);
    this.#bytes.set(encoded, place);
  }

  doubles(values: Float64Array): void {
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const start = this.#reserve(raw.length);
    for (let i = 0; i < values.length; i++) {
      for (let b = 0; b < 8; b++) this.#bytes[start + b * values.length + i] = raw[i * 8 + b]!;
    }
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #place = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  #take(count: number): number {
    const start = this.#place;
    if (count > this.#bytes.length - start) throw new RangeError('it ends too early');
    this.#place += count;
    return start;
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!;
  }

  integer(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a number is too large');
  }

  /** How many things follow, each of at least `bytes` bytes: checked before memory is set aside for them. */
  count(bytes = 1): number {
    const value = this.integer();
    if (value * bytes > this.#bytes.length - this.#place) throw new RangeError('it ends too early');
    return value;
  }

  integers(count: number): number[] {
    if (count > this.#bytes.length - this.#place) throw new RangeError('it ends too early');
    return Array.from({ length: count }, () => this.integer());
  }

  /** A view, not a copy. */
  bytes(count: number): Uint8Array {
    const start = this.#take(count);
    return this.#bytes.subarray(start, start + count);
  }

  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes(this.count()));
  }

  doubles(count: number): Float64Array {
    const start = this.#take(count * 8);
    const values = new Float64Array(count);
    const raw = new Uint8Array(values.buffer);
    for (let i = 0; i < count; i++) {
      for (let b = 0; b < 8; b++) raw[i * 8 + b] = this.#bytes[start + b * count + i]!;
    }
    return values;
  }

  end(): void {
    if (this.#place !== this.#bytes.length) throw new RangeError('it goes on after its end');
  }
}
