/** Types of the text notation: one number per bar, one boolean per bar, or a whole number of bars. */
export type ValueType = 'series' | 'signal' | 'period';

/** A function of the language. Its meaning at each bar stands in the table of README.md beside this file. */
export interface Primitive {
  readonly name: string;
  /** Stored in genomes and databases: never changed, never reused. */
  readonly code: number;
  readonly args: readonly ValueType[];
  readonly result: 'series' | 'signal';
  /**
   * Bars needed before the current one: the most any value argument needs, plus this. Where there is a period, a
   * period longer by one bar needs exactly one bar more; what a budget allows is computed from that.
   */
  readonly lookback: (period: number) => number;
  /**
   * The two arguments may be swapped: NaN stays NaN, and the sign of a zero, all that could differ, never reaches a
   * signal (no function turns −0 into anything but what it turns 0 into, up to the sign of a zero).
   */
  readonly commutative: boolean;
}

/** Codes below 16 are terminals. */
export const NUMBER = 0;
export const columns = ['open', 'high', 'low', 'close', 'volume'] as const;
export type Column = (typeof columns)[number];
/** Code of a column: 1 (open) to 5 (volume). */
export const columnCode = (column: Column): number => columns.indexOf(column) + 1;
/** The column of a code, undefined for any other code. */
export const columnOf = (code: number): Column | undefined => columns[code - 1];

/** A period of n bars is the code PERIOD + n. */
export const PERIOD = 256;
export const MIN_PERIOD = 2;
export const DEFAULT_WINDOW = 100;
/** The largest window whose periods still fit a 16-bit code. */
export const MAX_WINDOW = 65_535 - PERIOD;

/** @throws {RangeError} when the window is no whole number of bars that periods can go up to */
export function checkWindow(window: number): void {
  if (!Number.isInteger(window) || window < MIN_PERIOD || window > MAX_WINDOW) {
    throw new RangeError(`the window is a whole number of bars from ${MIN_PERIOD} to ${MAX_WINDOW}, not ${window}`);
  }
}

const none = () => 0;
const one = () => 1;
const window = (n: number) => n - 1;
const back = (n: number) => n;

function primitive(
  code: number,
  name: string,
  args: readonly ValueType[],
  result: Primitive['result'],
  lookback: Primitive['lookback'] = none,
  commutative = false,
): Primitive {
  return { code, name, args, result, lookback, commutative };
}

const S = 'series' as const;
const B = 'signal' as const;
const P = 'period' as const;

export const primitives: readonly Primitive[] = [
  primitive(16, 'add', [S, S], S, none, true),
  primitive(17, 'sub', [S, S], S),
  primitive(18, 'mul', [S, S], S, none, true),
  primitive(19, 'div', [S, S], S),
  primitive(20, 'neg', [S], S),
  primitive(21, 'abs', [S], S),
  primitive(22, 'min', [S, S], S, none, true),
  primitive(23, 'max', [S, S], S, none, true),
  primitive(32, 'sma', [S, P], S, window),
  primitive(33, 'wma', [S, P], S, window),
  primitive(34, 'ema', [S, P], S, window),
  primitive(35, 'std', [S, P], S, window),
  primitive(36, 'zscore', [S, P], S, window),
  primitive(37, 'highest', [S, P], S, window),
  primitive(38, 'lowest', [S, P], S, window),
  primitive(39, 'roc', [S, P], S, back),
  primitive(40, 'delay', [S, P], S, back),
  primitive(41, 'delta', [S, P], S, back),
  primitive(42, 'rsi', [S, P], S, back),
  primitive(43, 'atr', [P], S, back),
  primitive(64, 'gt', [S, S], B),
  primitive(65, 'lt', [S, S], B),
  primitive(66, 'crossAbove', [S, S], B, one),
  primitive(67, 'crossBelow', [S, S], B, one),
  primitive(80, 'and', [B, B], B, none, true),
  primitive(81, 'or', [B, B], B, none, true),
  primitive(82, 'xor', [B, B], B, none, true),
  primitive(83, 'not', [B], B),
  primitive(84, 'ifElse', [B, S, S], S),
];

// Evolution asks for these millions of times: plain tables, since codes of functions lie below PERIOD.
const byCode: readonly (Primitive | undefined)[] = Array.from({ length: PERIOD }, (_, code) => primitives.find((p) => p.code === code));
const arities = Uint8Array.from(byCode, (p) => p?.args.length ?? 0);
const byName = new Map(primitives.map((p) => [p.name, p]));

export const primitiveOf = (code: number): Primitive | undefined => (code < PERIOD ? byCode[code] : undefined);
export const primitiveNamed = (name: string): Primitive | undefined => byName.get(name);

/** How many arguments the node with this code takes: 0 for numbers, columns and periods. */
export const arity = (code: number): number => (code < PERIOD ? arities[code]! : 0);

/** The type of the value that a node with this code has, undefined for a code that stands for nothing. */
export function valueType(code: number): ValueType | undefined {
  if (code >= PERIOD) return code - PERIOD >= MIN_PERIOD ? 'period' : undefined;
  return code === NUMBER || columnOf(code) ? 'series' : byCode[code]?.result;
}

/** Code of a function by name, for code that refers to one of them: `code('sma')`. Throws on an unknown name. */
export function code(name: string): number {
  const found = byName.get(name);
  if (!found) throw new Error(`no primitive is called ${name}`);
  return found.code;
}
