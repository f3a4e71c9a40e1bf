import { characters, type Genome, genome } from './genome.ts';
import { arity, code, NUMBER, primitiveOf } from './primitives.ts';

/** Comparisons that are another one with its arguments swapped: a < b is b > a, NaN included. */
const mirrored = new Map([
  [code('lt'), code('gt')],
  [code('crossBelow'), code('crossAbove')],
]);

/**
 * Equal for strategies that differ only in the order of arguments that may be swapped (and, or, xor, add, mul, min,
 * max) or say a comparison the other way round: they give the same signal on every bar of any data, so one
 * evaluation serves all of them. Different keys may still mean the same; this finds the cheap cases only.
 *
 * The key is the reordered genome, one UTF-16 unit a node in postfix order, a number followed by the four units of its bits.
 */
export function canonicalKey({ codes, constants }: Genome): string {
  const bits = new Uint16Array(constants.buffer, constants.byteOffset, constants.length * 4);
  const units = new Uint16Array(codes.length + bits.length);
  /** Where the subtrees begin that are not yet an argument. */
  const starts: number[] = [];
  let end = 0;
  let next = 0;
  for (const c of codes) {
    const taken = arity(c);
    const start = taken === 0 ? end : starts[starts.length - taken]!;
    const mirror = mirrored.get(c);
    if (taken === 2) {
      const second = starts.at(-1)!;
      if (mirror || (primitiveOf(c)?.commutative && isLess(units, second, end, start, second))) swap(units, start, second, end);
    }
    starts.length -= taken;
    starts.push(start);
    units[end++] = mirror ?? c;
    if (c === NUMBER) for (let unit = 0; unit < 4; unit++) units[end++] = bits[next++]!;
  }
  return characters(units);
}

/** Whether [a, aEnd) comes before [b, bEnd) in the order of texts. */
function isLess(units: Uint16Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  while (a < aEnd && b < bEnd && units[a] === units[b]) {
    a++;
    b++;
  }
  return b < bEnd && (a === aEnd || units[a]! < units[b]!);
}

/** Exchanges the neighbours [start, middle) and [middle, end). */
function swap(units: Uint16Array, start: number, middle: number, end: number): void {
  const first = units.slice(start, middle);
  units.copyWithin(start, middle, end);
  units.set(first, start + end - middle);
}

/** The one among the strategies with the same `canonicalKey` that stands for all of them. */
export function canonical(g: Genome): Genome {
  const key = canonicalKey(g);
  const codes: number[] = [];
  const bits: number[] = [];
  for (let i = 0; i < key.length; i++) {
    codes.push(key.charCodeAt(i));
    if (codes.at(-1) === NUMBER) for (let unit = 0; unit < 4; unit++) bits.push(key.charCodeAt(++i));
  }
  return genome(codes, new Float64Array(Uint16Array.from(bits).buffer));
}
