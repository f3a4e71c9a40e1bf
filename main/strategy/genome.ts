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

/** A copy with the nodes of `range` replaced by those of `donor`. */
export function replace(g: Genome, range: Range, donor: Genome): Genome {
  return concat(slice(g, { start: 0, end: range.start }), donor, slice(g, { start: range.end, end: g.codes.length }));
}

/** Number of nodes, periods and numbers included (as DEAP's `len(tree)`). */
export const size = (g: Genome): number => g.codes.length;

/** Edges on the longest way from the root to a leaf; a lone leaf has height 0 (as in DEAP). */
export function height({ codes }: Genome): number {
  const stack: number[] = [];
  let top = 0;
  for (let i = 0; i < codes.length; i++) {
    let tallest = -1;
    for (let n = arity(codes[i]!); n > 0; n--) tallest = Math.max(tallest, stack[--top]!);
    stack[top++] = tallest + 1;
  }
  return stack[0] ?? 0;
}

/** For each node the bars before the current one on which its value depends; 0 for a period. */
export function lookbacks({ codes }: Genome): Int32Array {
  const needed = new Int32Array(codes.length);
  const stack: number[] = [];
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
export const lookback = (g: Genome): number => lookbacks(g)[rootOf(g)] ?? 0;

// fromCharCode takes its characters as arguments, of which there may not be too many at once.
const CHUNK = 8192;
/** The words as UTF-16 units of a text, which may be no valid one. */
export function characters(words: Uint16Array): string {
  // Spreading would go through the iterator, at ten times the price; apply takes anything with a length.
  const text = (part: Uint16Array) => String.fromCharCode.apply(null, part as unknown as number[]);
  if (words.length <= CHUNK) return text(words);
  let all = '';
  for (let i = 0; i < words.length; i += CHUNK) all += text(words.subarray(i, i + CHUNK));
  return all;
}

/** Equal for two genomes exactly when they are the same tree with the same numbers to the last bit. */
export function genomeKey({ codes, constants }: Genome): string {
  const text = characters(codes);
  return constants.length === 0 ? text : text + characters(new Uint16Array(constants.buffer, constants.byteOffset, constants.length * 4));
}

export const equal = (a: Genome, b: Genome): boolean => genomeKey(a) === genomeKey(b);
