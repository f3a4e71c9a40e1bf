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
  const roots: number[] = [];
  let next = root - 1;
  for (let left = arity(g.codes[root]!); left > 0; left--) {
    roots.unshift(next);
    next = subtree(g, next).start - 1;
  }
  return roots;
}

const countNumbers = (codes: Uint16Array, start: number, end: number) => {
  let count = 0;
  for (let i = start; i < end; i++) if (codes[i] === NUMBER) count++;
  return count;
};

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
  const joined = {
    codes: new Uint16Array(sum(parts.map((p) => p.codes.length))),
    constants: new Float64Array(sum(parts.map((p) => p.constants.length))),
  };
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

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** A copy with the nodes of `range` replaced by those of `donor`. */
export function replace(g: Genome, range: Range, donor: Genome): Genome {
  return concat(slice(g, { start: 0, end: range.start }), donor, slice(g, { start: range.end, end: g.codes.length }));
}

/** Number of nodes, periods and numbers included (as DEAP's `len(tree)`). */
export const size = (g: Genome): number => g.codes.length;

/** Edges on the longest way from the root to a leaf; a lone leaf has height 0 (as in DEAP). */
export function height({ codes }: Genome): number {
  const stack: number[] = [];
  for (const code of codes) {
    const n = arity(code);
    stack.push(n === 0 ? 0 : 1 + Math.max(...stack.splice(stack.length - n)));
  }
  return stack[0] ?? 0;
}

/** Bars before the current one on which the value of the whole strategy depends. */
export function lookback({ codes }: Genome): number {
  const stack: number[] = [];
  let period = 0;
  for (const code of codes) {
    const p = primitiveOf(code);
    if (code >= PERIOD) period = code - PERIOD;
    if (!p) stack.push(0);
    else stack.push(Math.max(...stack.splice(stack.length - p.args.length)) + p.lookback(period));
  }
  return stack[0] ?? 0;
}

/** Equal for two genomes exactly when they are the same tree with the same numbers to the last bit. */
export function genomeKey({ codes, constants }: Genome): string {
  const text = String.fromCharCode(...codes);
  return constants.length === 0
    ? text
    : text + String.fromCharCode(...new Uint16Array(constants.buffer, constants.byteOffset, constants.length * 4));
}

export const equal = (a: Genome, b: Genome): boolean => genomeKey(a) === genomeKey(b);
