/** Bytes that grow as they are written, and a cursor over bytes that are read. Used by codec.ts alone. */

const utf8 = 0;
const utf16 = 1;

export class Writer {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  #room(count: number): number {
    const start = this.#end;
    this.#end += count;
    if (this.#end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#end, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return start;
  }

  byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  length(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }

  number(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }

  block(value: Uint8Array): void {
    this.length(value.length);
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  /** UTF-8, or UTF-16 for the rare string with a lone surrogate, which UTF-8 cannot hold. */
  string(value: string): void {
    if (value.isWellFormed()) {
      this.byte(utf8);
      this.block(new TextEncoder().encode(value));
    } else {
      this.byte(utf16);
      this.block(new Uint8Array(Uint16Array.from(value, (unit) => unit.charCodeAt(0)).buffer));
    }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#end);
  }
}

/** @throws RangeError when the bytes end too early. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  peek(): number {
    return this.#view.getUint8(this.#at);
  }

  byte(): number {
    return this.#view.getUint8(this.#at++);
  }

  length(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  number(): number {
    const value = this.#view.getFloat64(this.#at, true);
    this.#at += 8;
    return value;
  }

  /** A copy, so that it is aligned for every typed array. */
  block(): ArrayBuffer {
    const length = this.length();
    if (this.#at + length > this.#bytes.length) throw new RangeError('message ends too early');
    const block = new Uint8Array(length);
    block.set(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return block.buffer;
  }

  string(): string {
    const kind = this.byte();
    if (kind === utf8) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.block());
    let text = '';
    for (const unit of new Uint16Array(this.block())) text += String.fromCharCode(unit);
    return text;
  }
}
