import { arity, NUMBER, PERIOD, primitiveOf } from './primitives.ts';

/**
 * A strategy, packed: one 16-bit code a node in postfix order (arguments before their function), and the numbers in
 * the order in which their nodes stand. Twenty nodes take about 60 bytes. Genomes are never changed in place.
 */
export interface Genome {
  readonly codes: Uint16Array;
  readonly constants: Float64Array;
}

/** Places of nodes: the subtree whose root is at `end - 1` covers the codes [start, end). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function genome(codes: ArrayLike<number>, constants: ArrayLike<number>): Genome {
  return { codes: Uint16Array.from(codes), constants: Float64Array.from(constants) };
}

/** The place of the root, which stands last. */
export const rootOf = ({ codes }: Genome): number => codes.length - 1;

/** The subtree whose root is the node at `root`. In postfix order it is one unbroken range. */
export function subtree({ codes }: Genome, root: number): Range {
  let start = root;
  for (let open = arity(codes[root]!); open > 0; open--) {
    start--;
    open += arity(codes[start]!);
  }
  return { start, end: root + 1 };
}

/** The roots of the arguments of the node at `root`, first argument first. */
export function argumentRoots(g: Genome, root: number): number[] {
  const roots = new Array<number>(arity(g.codes[root]!));
  let next = root - 1;
  for (let i = roots.length - 1; i >= 0; i--) {
    roots[i] = next;
    next = subtree(g, next).start - 1;
  }
  return roots;
}

/** For each node the place of the function whose argument it is, −1 for the root. */
export function parents({ codes }: Genome): Int32Array {
  const parent = new Int32Array(codes.length).fill(-1);
  const open: number[] = [];
  for (let place = 0; place < codes.length; place++) {
    for (let n = arity(codes[place]!); n > 0; n--) parent[open.pop()!] = place;
    open.push(place);
  }
  return parent;
}

function countNumbers(codes: Uint16Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (codes[i] === NUMBER) count++;
  return count;
}

/** The value of the number node at `place`. */
export function constantAt({ codes, constants }: Genome, place: number): number {
  return constants[countNumbers(codes, 0, place)]!;
}

/** A copy of some nodes, as a genome of its own. */
export function slice({ codes, constants }: Genome, { start, end }: Range): Genome {
  const first = countNumbers(codes, 0, start);
  return { codes: codes.slice(start, end), constants: constants.slice(first, first + countNumbers(codes, start, end)) };
}

/** Genomes one after the other; with a function's code at the end they become its arguments. */
export function concat(...parts: readonly Genome[]): Genome {
  let nodes = 0;
  let numbers = 0;
  for (const part of parts) {
    nodes += part.codes.length;
    numbers += part.constants.length;
  }
  const joined = { codes: new Uint16Array(nodes), constants: new Float64Array(numbers) };
  let c = 0;
  let k = 0;
  for (const part of parts) {
    joined.codes.set(part.codes, c);
    joined.constants.set(part.constants, k);
    c += part.codes.length;
    k += part.constants.length;
  }
  return joined;
}

/** A copy with the nodes of `range` replaced by those of `donor`, or by those in a range of it. */
export function replace(g: Genome, { start, end }: Range, donor: Genome, from: Range = { start: 0, end: donor.codes.length }): Genome {
  // Variation does little else than this: no intermediate copies, and plain loops, which are faster than set() on so few.
  const codes = new Uint16Array(g.codes.length - (end - start) + from.end - from.start);
  const before = countNumbers(g.codes, 0, start);
  const after = before + countNumbers(g.codes, start, end);
  const first = countNumbers(donor.codes, 0, from.start);
  const last = first + countNumbers(donor.codes, from.start, from.end);
  const constants = new Float64Array(g.constants.length - (after - before) + last - first);
  let c = copy(g.codes, 0, start, codes, 0);
  c = copy(donor.codes, from.start, from.end, codes, c);
  copy(g.codes, end, g.codes.length, codes, c);
  let k = copy(g.constants, 0, before, constants, 0);
  k = copy(donor.constants, first, last, constants, k);
  copy(g.constants, after, g.constants.length, constants, k);
  return { codes, constants };
}

/** Copies [start, end) to `to` and what follows; returns where that ends. */
function copy<Numbers extends Uint16Array | Float64Array>(
  source: Numbers,
  start: number,
  end: number,
  target: Numbers,
  to: number,
): number {
  for (let i = start; i < end; i++) target[to + i - start] = source[i]!;
  return to + end - start;
}

/** Number of nodes, periods and numbers included (as DEAP's `len(tree)`). */
export const size = (g: Genome): number => g.codes.length;

/** Edges on the longest way from the root to a leaf; a lone leaf has height 0 (as in DEAP). */
export function height({ codes }: Genome): number {
  const stack = stackFor(codes);
  let top = 0;
  for (let i = 0; i < codes.length; i++) {
    let tallest = -1;
    for (let n = arity(codes[i]!); n > 0; n--) tallest = Math.max(tallest, stack[--top]!);
    stack[top++] = tallest + 1;
  }
  return codes.length === 0 ? 0 : stack[0]!;
}

let shared = new Int32Array(256);
/** Room for a number a node: the same for all callers, and good until the next one. */
function stackFor(codes: Uint16Array): Int32Array {
  if (codes.length > shared.length) shared = new Int32Array(2 * codes.length);
  return shared;
}

/** For each node the bars before the current one on which its value depends; 0 for a period. */
export function lookbacks({ codes }: Genome): Int32Array {
  const needed = new Int32Array(codes.length);
  const stack = stackFor(codes);
  let top = 0;
  for (let i = 0; i < codes.length; i++) {
    let most = 0;
    for (let n = arity(codes[i]!); n > 0; n--) most = Math.max(most, stack[--top]!);
    needed[i] = most + ownLookback(codes, i);
    stack[top++] = needed[i]!;
  }
  return needed;
}

/** The bars that the function at `place` adds to what its arguments need. Its period, if any, stands right before it. */
export function ownLookback(codes: Uint16Array, place: number): number {
  const primitive = primitiveOf(codes[place]!);
  return primitive ? primitive.lookback(codes[place - 1]! - PERIOD) : 0;
}

/** Bars before the current one on which the value of the whole strategy depends. */
export function lookback({ codes }: Genome): number {
  const stack = stackFor(codes);
  let top = 0;
  for (let i = 0; i < codes.length; i++) {
    let most = 0;
    for (let n = arity(codes[i]!); n > 0; n--) most = Math.max(most, stack[--top]!);
    stack[top++] = most + ownLookback(codes, i);
  }
  return codes.length === 0 ? 0 : stack[0]!;
}

/** One number and its bits: looking at the buffer of a small typed array would move that array out of the heap. */
const number = new Float64Array(1);
const bits = new Uint16Array(number.buffer);

/** Writes the four 16-bit units of a number; returns where they end. */
export function writeBits(value: number, units: Uint16Array, at: number): number {
  number[0] = value;
  units[at] = bits[0]!;
  units[at + 1] = bits[1]!;
  units[at + 2] = bits[2]!;
  units[at + 3] = bits[3]!;
  return at + 4;
}

/** Equal for two genomes exactly when they are the same tree with the same numbers to the last bit. */
export const genomeUnits = {
  room: ({ codes, constants }: Genome): number => codes.length + 4 * constants.length,
  write({ codes, constants }: Genome, units: Uint16Array): number {
    let at = copy(codes, 0, codes.length, units, 0);
    for (let i = 0; i < constants.length; i++) at = writeBits(constants[i]!, units, at);
    return at;
  },
};

// fromCharCode takes its characters as arguments, of which there may not be too many at once.
const CHUNK = 8192;
/** Units as a text, which may be no valid one. */
export function characters(units: Uint16Array): string {
  // Spreading would go through the iterator, at ten times the price; apply takes anything with a length.
  const text = (part: Uint16Array) => String.fromCharCode.apply(null, part as unknown as number[]);
  if (units.length <= CHUNK) return text(units);
  let all = '';
  for (let i = 0; i < units.length; i += CHUNK) all += text(units.subarray(i, i + CHUNK));
  return all;
}

/** `genomeUnits` as a text: the key for a Map. Where there are many, a GenomeTable costs less. */
export function genomeKey(g: Genome): string {
  const units = new Uint16Array(genomeUnits.room(g));
  genomeUnits.write(g, units);
  return characters(units);
}

export const equal = (a: Genome, b: Genome): boolean => genomeKey(a) === genomeKey(b);
