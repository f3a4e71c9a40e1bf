/** An address in the kernel's memory, in bytes. */
export type Address = number;

/** An operand of an elementwise function: a column, or 16 equal values read again and again (mask 0). */
export interface Operand {
  readonly address: Address;
  readonly mask: 0 | -1;
}

type Elementwise = (out: Address, a: Address, aMask: number, b: Address, bMask: number, bytes: number) => void;
type Unary = (out: Address, a: Address, bytes: number) => void;
type Logic = (out: Address, a: Address, b: Address, bytes: number) => void;
type Window = (out: Address, x: Address, period: number, firstBoundary: number, bars: number, scratch: Address) => void;

/** The functions of `assembly/index.ts`; what each does stands there. */
export interface Kernel {
  readonly add: Elementwise;
  readonly sub: Elementwise;
  readonly mul: Elementwise;
  readonly div: Elementwise;
  readonly change: Elementwise;
  readonly min: Elementwise;
  readonly max: Elementwise;
  readonly gt: Elementwise;
  readonly crossAbove: Elementwise;
  readonly neg: Unary;
  readonly abs: Unary;
  readonly rises: Unary;
  readonly falls: Unary;
  readonly fill: (out: Address, value: number, bytes: number) => void;
  readonly ifElse: (out: Address, bits: Address, a: Address, aMask: number, b: Address, bMask: number, bytes: number) => void;
  readonly and: Logic;
  readonly or: Logic;
  readonly xor: Logic;
  readonly not: Unary;
  readonly mean: Window;
  readonly meanOfNonNegative: Window;
  readonly weightedMean: Window;
  readonly prefixSums: (out: Address, x: Address, from: number, bars: number, scale: number, limit: number) => number;
  readonly meanOfSums: (out: Address, sums: Address, period: number, inverseScale: number, from: number, bars: number) => void;
  readonly makeFlatExact: (out: Address, x: Address, period: number, firstBoundary: number, bars: number) => void;
  readonly deviation: Window;
  readonly extreme: (...args: [...Parameters<Window>, sign: number]) => void;
  readonly strength: Logic;
  readonly standardised: (out: Address, x: Address, mean: Address, deviation: Address, bytes: number) => void;
  readonly ema: (out: Address, x: Address, alpha: number, before: number, bars: number) => void;
  readonly backtest: (bits: Address, returns: Address, wins: Address, first: number, last: number, dense: Address, out: Address) => number;
}

/** The kernel over this memory. Instances share nothing else, so each thread makes its own. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
}
