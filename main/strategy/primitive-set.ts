import { type Feasibility, feasibility } from './feasibility.ts';
import type { Genome } from './genome.ts';
import {
  arity,
  type Column,
  checkWindow,
  columnCode,
  NUMBER,
  PERIOD,
  type Primitive,
  primitiveNamed,
  type ValueType,
  valueType,
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
  /** The type of what a function makes of arguments of these types, all those from `first` on; undefined where it does not take them. */
  readonly resultOf: (code: number, args: readonly (number | undefined)[], first?: number) => number | undefined;
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
    resultOf: (code, args, first) => results.of(code, args, first),
  };
}

/** For each function and the types of its arguments the type of the result: a table, since variation asks at every node. */
class ResultTypes {
  /** Types, and one more place for an unknown one. */
  readonly #width: number;
  readonly #most: number;
  /** 1 + the type, or 0. */
  readonly #table: Uint8Array;

  constructor(types: number, signatures: readonly Signature[]) {
    this.#width = types + 1;
    this.#most = Math.max(...signatures.map((s) => s.args.length));
    this.#table = new Uint8Array((1 + Math.max(...signatures.map((s) => s.primitive.code))) * this.#width ** this.#most);
  }

  #place(code: number, args: readonly (number | undefined)[], first: number): number {
    let place = code;
    for (let i = 0; i < this.#most; i++) place = place * this.#width + (first + i < args.length ? (args[first + i] ?? this.#width - 1) : 0);
    return place;
  }

  of(code: number, args: readonly (number | undefined)[], first = 0): number | undefined {
    if (args.length - first > this.#most) return undefined;
    const found = this.#table[this.#place(code, args, first)];
    return found ? found - 1 : undefined;
  }

  set(code: number, args: readonly number[], result: number): void {
    this.#table[this.#place(code, args, 0)] = 1 + result;
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
export function nodeTypes(set: PrimitiveSet, g: Genome): (number | undefined)[] {
  // Variation asks for this twice a child: nothing is allocated on the way.
  const { codes, constants } = g;
  const found: (number | undefined)[] = [];
  const stack: (number | undefined)[] = [];
  let number = 0;
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    const taken = arity(code);
    const type =
      taken > 0
        ? set.resultOf(code, stack, stack.length - taken)
        : code === NUMBER
          ? numberType(set, constants[number++]!)
          : terminalType(set, code);
    found.push(type);
    stack.length -= taken;
    stack.push(type);
  }
  return found;
}

function numberType({ types }: PrimitiveSet, value: number): number | undefined {
  for (let type = 0; type < types.length; type++) if (types[type]!.constant?.accepts(value)) return type;
  return undefined;
}

function terminalType({ types, period, window }: PrimitiveSet, code: number): number | undefined {
  if (code >= PERIOD) return valueType(code) && code - PERIOD <= window ? period : undefined;
  for (let type = 0; type < types.length; type++) if (types[type]!.columns.includes(code)) return type;
  return undefined;
}
