/**
 * Structured clone to bytes and back, for both ends of the WebSocket. Electron's IPC clones what it carries, so this one
 * accepts what structured clone accepts and refuses what it refuses (functions, symbols, promises, shared memory): a payload
 * that works here works there. JSON would lose typed arrays, NaN, undefined, maps and cycles without a word.
 *
 * Two differences, both on the strict side: boxed primitives (`new Number(1)`) are refused, and a view carries its own
 * bytes only, so two views on one buffer arrive with a buffer each. Bytes are little endian, as on every platform of Electron.
 */
import { Reader, Writer } from './bytes.ts';

const tag = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  number: 4,
  bigint: 5,
  string: 6,
  date: 7,
  array: 8,
  object: 9,
  map: 10,
  set: 11,
  buffer: 12,
  view: 13,
  error: 14,
  reference: 15,
  regexp: 16,
  hole: 17,
} as const;

type ViewConstructor = new (buffer: ArrayBuffer) => ArrayBufferView;
const views: readonly ViewConstructor[] = [
  DataView,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];
const errors: Record<string, ErrorConstructor> = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };

/** The message is the one that Electron gives. */
const refuse = (value: unknown): never => {
  const what = typeof value === 'object' ? Object.prototype.toString.call(value) : typeof value;
  throw new DOMException(`An object could not be cloned. (${what})`, 'DataCloneError');
};

/** @throws DOMException `DataCloneError` for a value that structured clone refuses. */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const out = new Writer();
  write(out, value, new Map());
  return out.bytes();
}

function write(out: Writer, value: unknown, seen: Map<object, number>): void {
  switch (typeof value) {
    case 'undefined':
      out.byte(tag.undefined);
      break;
    case 'boolean':
      out.byte(value ? tag.true : tag.false);
      break;
    case 'number':
      out.byte(tag.number);
      out.number(value);
      break;
    case 'bigint':
      out.byte(tag.bigint);
      out.string(value.toString());
      break;
    case 'string':
      out.byte(tag.string);
      out.string(value);
      break;
    case 'object':
      if (value === null) out.byte(tag.null);
      else writeReference(out, value, seen);
      break;
    default:
      refuse(value);
  }
}

/** An object that has been written is referred to by its number: cycles end, and what was one object stays one. */
function writeReference(out: Writer, value: object, seen: Map<object, number>): void {
  const known = seen.get(value);
  if (known === undefined) {
    seen.set(value, seen.size);
    writeObject(out, value, seen);
  } else {
    out.byte(tag.reference);
    out.length(known);
  }
}

function writeObject(out: Writer, value: object, seen: Map<object, number>): void {
  if (Array.isArray(value)) {
    out.byte(tag.array);
    out.length(value.length);
    for (let i = 0; i < value.length; i++) {
      if (i in value) write(out, value[i], seen);
      else out.byte(tag.hole);
    }
  } else if (value instanceof Date) {
    out.byte(tag.date);
    out.number(value.getTime());
  } else if (value instanceof Map) {
    out.byte(tag.map);
    const entries = [...value];
    out.length(entries.length);
    for (const [key, item] of entries) {
      write(out, key, seen);
      write(out, item, seen);
    }
  } else if (value instanceof Set) {
    out.byte(tag.set);
    const items = [...value];
    out.length(items.length);
    for (const item of items) write(out, item, seen);
  } else if (value instanceof ArrayBuffer) {
    out.byte(tag.buffer);
    out.block(new Uint8Array(value));
  } else if (ArrayBuffer.isView(value)) {
    // A Buffer of Node is a Uint8Array to structured clone.
    const kind = views.findIndex((view) => value instanceof view);
    if (kind < 0 || !(value.buffer instanceof ArrayBuffer)) refuse(value);
    out.byte(tag.view);
    out.byte(kind);
    out.block(new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength));
  } else if (value instanceof RegExp) {
    out.byte(tag.regexp);
    out.string(value.source);
    out.string(value.flags);
  } else if (value instanceof Error) {
    out.byte(tag.error);
    out.string(value.name in errors ? value.name : 'Error');
    out.string(value.message);
    out.string(value.stack ?? '');
  } else {
    // What is left is a plain object or an instance of a class, which arrives as a plain object; anything that the
    // language gives another tag (Promise, WeakMap, SharedArrayBuffer, Number, …) has state that cannot be copied.
    const kind = Object.prototype.toString.call(value);
    if (kind !== '[object Object]' && !(Symbol.toStringTag in value && Object.hasOwn(value, Symbol.toStringTag))) refuse(value);
    out.byte(tag.object);
    const keys = Object.keys(value);
    out.length(keys.length);
    for (const key of keys) {
      out.string(key);
      write(out, (value as Record<string, unknown>)[key], seen);
    }
  }
}

/** The inverse of {@link encode}. @throws RangeError or TypeError when the bytes are none that it wrote. */
export function decode(bytes: Uint8Array): unknown {
  const input = new Reader(bytes);
  const value = read(input, []);
  if (!input.atEnd) throw new TypeError('message is longer than its value');
  return value;
}

function read(input: Reader, seen: unknown[]): unknown {
  const kind = input.byte();
  switch (kind) {
    case tag.undefined:
      return undefined;
    case tag.null:
      return null;
    case tag.true:
      return true;
    case tag.false:
      return false;
    case tag.number:
      return input.number();
    case tag.bigint:
      return BigInt(input.string());
    case tag.string:
      return input.string();
    case tag.reference: {
      const index = input.length();
      if (index >= seen.length) throw new TypeError('message refers to a value that it does not hold');
      return seen[index];
    }
    default:
      return readObject(input, kind, seen);
  }
}

/** Whatever can hold other values is put into `seen` before they are read, so that cycles find it. */
function readObject(input: Reader, kind: number, seen: unknown[]): object {
  const known = <T extends object>(value: T): T => {
    seen.push(value);
    return value;
  };
  switch (kind) {
    case tag.array: {
      const array = known<unknown[]>([]);
      const length = input.length();
      for (let i = 0; i < length; i++) {
        if (input.peek() === tag.hole) input.byte();
        else array[i] = read(input, seen);
      }
      array.length = length;
      return array;
    }
    case tag.object: {
      const object = known<Record<string, unknown>>({});
      for (let left = input.length(); left > 0; left--) {
        const key = input.string();
        // Not an assignment: `__proto__` is a key like any other here.
        Object.defineProperty(object, key, { value: read(input, seen), enumerable: true, writable: true, configurable: true });
      }
      return object;
    }
    case tag.map: {
      const map = known(new Map<unknown, unknown>());
      for (let left = input.length(); left > 0; left--) {
        const key = read(input, seen);
        map.set(key, read(input, seen));
      }
      return map;
    }
    case tag.set: {
      const set = known(new Set<unknown>());
      for (let left = input.length(); left > 0; left--) set.add(read(input, seen));
      return set;
    }
    case tag.date:
      return known(new Date(input.number()));
    case tag.buffer:
      return known(input.block());
    case tag.view: {
      const view = views[input.byte()];
      if (!view) throw new TypeError('message holds an unknown kind of array');
      return known(new view(input.block()));
    }
    case tag.regexp: {
      const source = input.string();
      return known(new RegExp(source, input.string()));
    }
    case tag.error: {
      const error = new (errors[input.string()] ?? Error)(input.string());
      Object.defineProperty(error, 'stack', { value: input.string(), writable: true, configurable: true });
      return known(error);
    }
    default:
      throw new TypeError(`message holds an unknown tag ${kind}`);
  }
}
