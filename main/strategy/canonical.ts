import { characters, type Genome, genome, genomeUnits, writeBits } from './genome.ts';
import { arity, code, NUMBER, PERIOD, primitiveOf } from './primitives.ts';

/** Comparisons that are another one with its arguments swapped: a < b is b > a, NaN included. */
const mirrored = new Map([
  [code('lt'), code('gt')],
  [code('crossBelow'), code('crossAbove')],
]);

/**
 * Equal for strategies that differ only in the order of arguments that may be swapped (and, or, xor, add, mul, min,
 * max) or say a comparison the other way round: they give the same signal on every bar of any data, so one
 * evaluation serves all of them. Others may still mean the same; this finds the cheap cases only.
 *
 * It is the reordered genome, a unit a node in postfix order, a number followed by the four units of its bits.
 */
export const canonicalUnits = {
  room: genomeUnits.room,
  write({ codes, constants }: Genome, units: Uint16Array): number {
    /** Where the subtrees begin that are not yet an argument. */
    let open = 0;
    if (codes.length > starts.length) starts = new Int32Array(2 * codes.length);
    let end = 0;
    let next = 0;
    for (let place = 0; place < codes.length; place++) {
      const c = codes[place]!;
      const form = c < PERIOD ? forms[c]! : TERMINAL;
      if (form !== TERMINAL) {
        open -= form & ARITY;
        if (form & ORDERED) {
          const start = starts[open]!;
          const second = starts[open + 1]!;
          if (form & MIRROR || isLess(units, second, end, start, second)) swap(units, start, second, end);
        }
        open++;
        units[end++] = form & MIRROR ? mirrored.get(c)! : c;
        continue;
      }
      starts[open++] = end;
      units[end++] = c;
      if (c === NUMBER) end = writeBits(constants[next++]!, units, end);
    }
    return end;
  },
};

/** What there is to do for a code: how many arguments it takes, and whether they are put in order or the other way round. */
const [TERMINAL, ARITY, ORDERED, MIRROR] = [0, 3, 4, 8];
const forms = Uint8Array.from({ length: PERIOD }, (_, c) => {
  if (mirrored.has(c)) return arity(c) | ORDERED | MIRROR;
  return arity(c) | (primitiveOf(c)?.commutative ? ORDERED : 0);
});
let starts = new Int32Array(256);

/** `canonicalUnits` as a text: the key for a Map. Where there are many, a GenomeTable costs less. */
export function canonicalKey(g: Genome): string {
  const units = new Uint16Array(canonicalUnits.room(g));
  canonicalUnits.write(g, units);
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

let spare = new Uint16Array(256);
/** Exchanges the neighbours [start, middle) and [middle, end). */
function swap(units: Uint16Array, start: number, middle: number, end: number): void {
  const length = middle - start;
  if (length > spare.length) spare = new Uint16Array(2 * length);
  for (let i = 0; i < length; i++) spare[i] = units[start + i]!;
  for (let i = middle; i < end; i++) units[i - length] = units[i]!;
  for (let i = 0; i < length; i++) units[end - length + i] = spare[i]!;
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
