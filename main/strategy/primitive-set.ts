import { type Feasibility, feasibility } from './feasibility.ts';
import type { Genome } from './genome.ts';
import {
  arity,
  type Column,
  checkWindow,
  columnCode,
  MIN_PERIOD,
  NUMBER,
  PERIOD,
  type Primitive,
  primitiveNamed,
  type ValueType,
} from './primitives.ts';
import type { Random } from './random.ts';

/** The numbers of a type (DEAP's ephemeral constants). */
export interface Constant {
  readonly draw: (random: Random) => number;
  /** Which numbers are of this type; every number drawn is. */
  readonly accepts: (value: number) => boolean;
}

/** A type of a set, finer than the language's own: a price and a volume are both series. */
export interface SetType {
  readonly name: string;
  readonly value: ValueType;
  /** Codes of the columns of this type. */
  readonly columns: readonly number[];
  readonly constant: Constant | undefined;
}

/** One way to use a function. Types are their places in the set's list. */
export interface Signature {
  readonly primitive: Primitive;
  readonly args: readonly number[];
  readonly result: number;
}

/** What strategies are made of: types, terminals and functions with all their signatures (DEAP's PrimitiveSetTyped). */
export interface PrimitiveSet {
  readonly name: string;
  /** Periods go up to it, and lookbacks to one bar less. */
  readonly window: number;
  readonly types: readonly SetType[];
  /** The type of whole strategies, and that of periods. */
  readonly root: number;
  readonly period: number;
  /** For each type what results in it: a list a function, of its signatures, so that a function is drawn before its types. */
  readonly functions: readonly (readonly (readonly Signature[])[])[];
  /** Share of the terminals among all terminals and functions of the set, as DEAP counts it; a function counts once. */
  readonly terminalRatio: number;
  readonly feasibility: Feasibility;
  /** How often a function or terminal is drawn, by its code (weighted.ts). Absent: all alike. */
  readonly weight?: (code: number) => number;
  /** The type of what a function makes of arguments of these types; undefined where it does not take them. */
  readonly resultOf: (code: number, args: readonly (number | undefined)[]) => number | undefined;
  /** What `nodeTypes` looks up. */
  readonly tables: TypeTables;
}

export interface TypeDefinition {
  readonly name: string;
  readonly value: ValueType;
  readonly columns?: readonly Column[];
  readonly constant?: Constant;
}

/** Names of functions, separated by spaces, which share a signature in names of types. */
export interface SignatureDefinition {
  readonly names: string;
  readonly args: readonly string[];
  readonly result: string;
}

/**
 * Checks a set and prepares it for use. The last argument of a function with a period is the period.
 *
 * @throws {RangeError} when the window is out of range
 * @throws {Error} when the set could not make a tree of each of its types, or contradicts the language
 */
export function primitiveSet(
  name: string,
  window: number,
  typeDefinitions: readonly TypeDefinition[],
  signatureDefinitions: readonly SignatureDefinition[],
): PrimitiveSet {
  checkWindow(window);
  const types = typeDefinitions.map((t) => ({
    name: t.name,
    value: t.value,
    columns: (t.columns ?? []).map(columnCode),
    constant: t.constant,
  }));
  const typeNamed = (wanted: string): number => {
    const index = types.findIndex((t) => t.name === wanted);
    if (index < 0) throw new Error(`the set ${name} has no type ${wanted}`);
    return index;
  };
  const signatures = signatureDefinitions.flatMap(({ names, args, result }) =>
    names.split(' ').map((word) => signature(types, word, args.map(typeNamed), typeNamed(result))),
  );
  const results = new ResultTypes(types.length, signatures);
  for (const { primitive, args, result } of signatures) {
    const orders = primitive.commutative ? [args, args.toReversed()] : [args];
    for (const order of orders) {
      if ((results.of(primitive.code, order) ?? result) !== result)
        throw new Error(`the set ${name} gives two types to one use of ${primitive.name}`);
      results.set(primitive.code, order, result);
    }
  }
  const period = typeNamed('period');
  const root = typeNamed('signal');
  const terminals = types.reduce((n, t, i) => n + t.columns.length + (t.constant || i === period ? 1 : 0), 0);
  const functions = types.map((_, type) => [
    ...Map.groupBy(
      signatures.filter((s) => s.result === type),
      (s) => s.primitive,
    ).values(),
  ]);
  const count = new Set(signatures.map((s) => s.primitive)).size;
  return {
    name,
    window,
    types,
    root,
    period,
    functions,
    terminalRatio: terminals / (terminals + count),
    feasibility: feasibility(types, period, functions),
    resultOf: (code, args) => results.of(code, args),
    tables: { terminals: terminalTypes(types, period, window), results },
  };
}

/** What the types of nodes follow from: tables, since variation asks at every node. */
interface TypeTables {
  /** By code the type of a column or period; `types.length` for what the set does not have. */
  readonly terminals: Uint8Array;
  readonly results: ResultTypes;
}

function terminalTypes(types: readonly SetType[], period: number, window: number): Uint8Array {
  const terminals = new Uint8Array(PERIOD + window + 1).fill(types.length);
  for (const [type, { columns }] of types.entries()) for (const code of columns) terminals[code] = type;
  for (let n = MIN_PERIOD; n <= window; n++) terminals[PERIOD + n] = period;
  return terminals;
}

/** For each function and the types of its arguments the type of the result. An unknown type is one more, behind the last. */
class ResultTypes {
  readonly #unknown: number;
  readonly #most: number;
  readonly #table: Uint8Array;

  constructor(types: number, signatures: readonly Signature[]) {
    this.#unknown = types;
    this.#most = Math.max(...signatures.map((s) => s.args.length));
    const functions = 1 + Math.max(...signatures.map((s) => s.primitive.code));
    this.#table = new Uint8Array(functions * (types + 1) ** this.#most).fill(types);
  }

  /** The type that a function makes of the `count` types which stand from `first` on. */
  ofStack(code: number, stack: Int32Array, first: number, count: number): number {
    if (count > this.#most) return this.#unknown;
    const width = this.#unknown + 1;
    let place = code;
    for (let i = 0; i < this.#most; i++) place = place * width + (i < count ? stack[first + i]! : 0);
    // Functions that the set does not have may lie beyond the table.
    return place < this.#table.length ? this.#table[place]! : this.#unknown;
  }

  of(code: number, args: readonly (number | undefined)[]): number | undefined {
    const found = this.ofStack(code, this.#stackOf(args), 0, args.length);
    return found === this.#unknown ? undefined : found;
  }

  set(code: number, args: readonly number[], result: number): void {
    this.#table[this.#stackOf(args).reduce((place, type) => place * (this.#unknown + 1) + type, code)] = result;
  }

  /** At least as long as the longest list of arguments. */
  #stackOf(args: readonly (number | undefined)[]): Int32Array {
    return Int32Array.from({ length: Math.max(this.#most, args.length) }, (_, i) => (i < args.length ? (args[i] ?? this.#unknown) : 0));
  }
}

function signature(types: readonly SetType[], word: string, args: readonly number[], result: number): Signature {
  const primitive = primitiveNamed(word);
  const fits = primitive && primitive.result === types[result]!.value && args.length === primitive.args.length;
  if (!fits || !primitive.args.every((type, i) => types[args[i]!]!.value === type))
    throw new Error(`the language has no such use of ${word}`);
  return { primitive, args, result };
}

/**
 * The type of each node in a set, found from the leaves up; undefined where the set does not know such a use (a
 * number that no type accepts, volume added to a price), and so for every function above it.
 */
export function nodeTypes(set: PrimitiveSet, { codes, constants }: Genome): (number | undefined)[] {
  // Variation asks for this twice a child: nothing but the result is allocated, and every answer comes from a table.
  const { types, tables } = set;
  const unknown = types.length;
  const found = new Array<number | undefined>(codes.length);
  const stack = codes.length <= shared.length ? shared : new Int32Array(codes.length);
  let top = 0;
  let number = 0;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    const taken = arity(code);
    let type: number;
    if (taken > 0) {
      top -= taken;
      type = tables.results.ofStack(code, stack, top, taken);
    } else if (code === NUMBER) type = numberType(types, constants[number++]!);
    else type = tables.terminals[code] ?? unknown;
    stack[top++] = type;
    found[place] = type === unknown ? undefined : type;
  }
  return found;
}

const shared = new Int32Array(256);

function numberType(types: readonly SetType[], value: number): number {
  for (let type = 0; type < types.length; type++) if (types[type]!.constant?.accepts(value)) return type;
  return types.length;
}
