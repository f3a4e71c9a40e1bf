import { type SharedBars, viewBars } from '../shared-bars.ts';
import { instantiate, type Kernel } from './kernel.ts';
import { dataColumns, type Layout, layoutOf, PAGE } from './layout.ts';

/** Bars in the memory that the kernels of all workers share. Goes to workers in messages; nothing is copied. */
export interface KernelBars {
  /** Unique in the process. */
  readonly id: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  /** For each of `dataColumns`, whether it has no value below 0. */
  readonly nonNegative: readonly boolean[];
  /** For each of `dataColumns`, by what its prefix sums are scaled; 0 where its values do not fit into fixed point. */
  readonly scales: readonly number[];
  /** For each of `dataColumns`, the most equal values in a row: longer windows are never flat. */
  readonly longestRuns: readonly number[];
}

let made = 0;

/**
 * Copies the bars into a memory for kernels, with what is computed from them once: true ranges, and for the decision
 * at each bar the return that it decides about.
 *
 * @param workers how many threads will evaluate at the same time; each needs a region of its own
 * @throws RangeError with the numbers when the data do not fit
 */
export function shareWithKernels(module: WebAssembly.Module, shared: SharedBars, window: number, workers: number): KernelBars {
  const bars = viewBars(shared);
  const layout = layoutOf(bars.length, window, workers);
  const memory = allocate(layout);
  const column = (name: keyof Layout['data']) => new Float64Array(memory.buffer, layout.data[name], bars.length);
  const pad = Math.max(layout.region.before / 8, layout.halo);
  for (const name of dataColumns) new Float64Array(memory.buffer, layout.data[name] - pad * 8, pad).fill(Number.NaN);
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) column(name).set(bars[name]);

  const { high, low, close } = bars;
  const trueRange = column('trueRange');
  trueRange[0] = Number.NaN;
  for (let t = 1; t < bars.length; t++) {
    const before = close[t - 1]!;
    trueRange[t] = Math.max(high[t]! - low[t]!, Math.abs(high[t]! - before), Math.abs(low[t]! - before));
  }
  const nextReturn = column('nextReturn');
  const wins = new Uint8Array(memory.buffer, layout.wins);
  for (let t = 0; t + 2 < bars.length; t++) {
    const r = (close[t + 2]! - close[t + 1]!) / close[t + 1]!;
    nextReturn[t] = r;
    if (r > 0) wins[t >> 3]! |= 1 << (t & 7);
  }
  const nonNegative = dataColumns.map((name) => column(name).every((value) => !(value < 0)));
  const kernel = instantiate(module, memory);
  const scales = dataColumns.map((name) => (name === 'nextReturn' ? 0 : sumUp(kernel, layout, name, column(name))));
  const longestRuns = dataColumns.map((name) => longestRun(column(name)));
  return { id: made++, module, memory, layout, nonNegative, scales, longestRuns };
}

function longestRun(values: Float64Array): number {
  let longest = 0;
  let run = 0;
  for (let t = 0; t < values.length; t++) {
    run = values[t] === values[t - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
}

/** A window's sum has to stay below 2⁶² in fixed point, which leaves its values so many bits fewer. */
const SUM_BITS = 62;

/** Fills the prefix sums of a column. @returns its scale, 0 when it has values that need more bits than there are */
function sumUp(kernel: Kernel, layout: Layout, name: keyof Layout['data'], values: Float64Array): number {
  let largest = 0;
  for (const value of values) if (Math.abs(value) > largest) largest = Math.abs(value);
  if (largest === 0) return 0;
  const bits = SUM_BITS - Math.ceil(Math.log2(layout.window));
  const exponent = bits - Math.floor(Math.log2(largest)) - 2;
  const scale = 2 ** exponent;
  if (exponent < -1_000 || exponent > 1_000) return 0;
  // The first bar has no true range.
  const from = name === 'trueRange' ? 1 : 0;
  return kernel.prefixSums(layout.sums[name], layout.data[name], from, layout.bars, scale, 2 ** bits) ? scale : 0;
}

function allocate({ bytes, bars, region, firstRegion }: Layout): WebAssembly.Memory {
  const pages = bytes / PAGE;
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    const mebibytes = (n: number) => `${(n / 2 ** 20).toFixed(0)} MiB`;
    const message =
      `no memory for ${bars} bars: ${mebibytes(bytes)} of address space cannot be had, of which ${mebibytes(firstRegion)} hold the data ` +
      `and up to ${mebibytes(region.bytes)} are used by a worker; look for a limit on virtual memory (ulimit -v, container)`;
    throw new RangeError(message, { cause });
  }
}

/** A region of the memory for the calling thread and no other, or undefined when all have been given out. */
export function claimRegion({ memory, layout }: KernelBars): number | undefined {
  const region = Atomics.add(new Int32Array(memory.buffer, layout.claims, 1), 0, 1);
  return region < layout.regions ? region : undefined;
}
