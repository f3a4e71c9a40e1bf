import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../main/browser/ipc/codec.ts';

const roundTrip = (value: unknown) => decode(encode(value));

describe('the structured clone codec', () => {
  it('gives back any value', () => {
    const value = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withUnicodeString: true,
    } as fc.ObjectConstraints);
    fc.assert(
      fc.property(value, (given) => {
        expect(roundTrip(given)).toStrictEqual(structuredClone(given));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('keeps every bit of a number and every character of a string', () => {
    fc.assert(
      fc.property(fc.double(), (number) => Object.is(roundTrip(number), number)),
      { seed: 2 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (text) => roundTrip(text) === text,
      ),
      { seed: 3 },
    );
  });

  it('keeps the element type and the bytes of arrays, and not the buffer around a view', () => {
    const whole = Float64Array.from({ length: 100 }, (_, index) => index / 3);
    const part = roundTrip(whole.subarray(10, 20)) as Float64Array;
    expect(part).toStrictEqual(whole.slice(10, 20));
    expect(part.buffer.byteLength).toBe(80);
    const view = roundTrip(new DataView(new Uint8Array([1, 2, 3, 4]).buffer, 1, 2)) as DataView;
    expect([view.byteLength, view.getUint16(0)]).toEqual([2, 0x0203]);
    expect(roundTrip(Buffer.from('abc'))).toStrictEqual(new Uint8Array([97, 98, 99]));
  });

  it('keeps identity and cycles', () => {
    const shared = { x: 1 };
    const cyclic: Record<string, unknown> = { list: [shared, shared], map: new Map([[shared, new Set([shared])]]) };
    cyclic.self = cyclic;
    const copy = roundTrip(cyclic) as { self: unknown; list: unknown[]; map: Map<unknown, Set<unknown>> };
    expect(copy.self).toBe(copy);
    expect(copy.list[0]).toBe(copy.list[1]);
    expect([...copy.map.keys()][0]).toBe(copy.list[0]);
    expect([...copy.map.values()][0]?.has(copy.list[0])).toBe(true);
  });

  it('copies instances as plain objects and errors as errors', () => {
    class Point {
      x = 1;
      get y() {
        return 2;
      }
    }
    expect(roundTrip(new Point())).toStrictEqual({ x: 1 });
    const error = roundTrip(new RangeError('too far')) as Error;
    expect(error).toBeInstanceOf(RangeError);
    expect(error.message).toBe('too far');
    expect(Object.getPrototypeOf(roundTrip(JSON.parse('{"__proto__": {"admin": true}}')))).toBe(Object.prototype);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['shared memory', new SharedArrayBuffer(8)],
    ['a view on shared memory', new Uint8Array(new SharedArrayBuffer(8))],
    ['a method somewhere inside', { list: [{ run() {} }] }],
  ])('refuses %s, as structured clone does', (_name, value) => {
    expect(() => encode(value)).toThrow('could not be cloned');
  });

  it('refuses bytes that it did not write', () => {
    const bytes = encode({ list: [1, 'two', new Float64Array(3)] });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (end) => {
        expect(() => decode(bytes.subarray(0, end))).toThrow();
      }),
      { seed: 4 },
    );
    expect(() => decode(new Uint8Array([...bytes, 0]))).toThrow('longer than its value');
  });
});
