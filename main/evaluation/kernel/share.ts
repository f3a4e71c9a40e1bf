import type { Period } from '../../market/bars.ts';
import type { Problem } from '../problem.ts';
import { viewBars } from '../shared-bars.ts';
import { dataColumns, type Layout, layoutOf, PAGE } from './layout.ts';

/** A problem laid out in the memory that the kernels of all workers share. Goes to workers in messages; nothing is copied. */
export interface SharedProblem {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly layout: Layout;
  readonly periods: readonly Period[];
}

/**
 * Copies the bars into a memory for kernels, with what is computed from them once: true ranges, and for the decision
 * at each bar the return that it decides about.
 *
 * @param workers how many threads will evaluate at the same time; each needs a region of its own
 * @throws RangeError with the numbers when the data do not fit
 */
export function shareProblem(module: WebAssembly.Module, problem: Problem, workers: number): SharedProblem {
  const bars = viewBars(problem.bars);
  const layout = layoutOf(bars.length, problem.window, workers);
  const pages = layout.bytes / PAGE;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const column = (name: keyof Layout['data']) => new Float64Array(memory.buffer, layout.data[name], bars.length);
  const pad = Math.max(layout.region.before / 8, layout.halo);
  for (const name of dataColumns) new Float64Array(memory.buffer, layout.data[name] - pad * 8, pad).fill(Number.NaN);
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const) column(name).set(bars[name]);

  const { high, low, close } = bars;
  const trueRange = column('trueRange');
  const nextReturn = column('nextReturn');
  const wins = new Uint8Array(memory.buffer, layout.wins);
  trueRange[0] = Number.NaN;
  for (let t = 1; t < bars.length; t++) {
    const before = close[t - 1]!;
    trueRange[t] = Math.max(high[t]! - low[t]!, Math.abs(high[t]! - before), Math.abs(low[t]! - before));
  }
  for (let t = 0; t + 2 < bars.length; t++) {
    const r = (close[t + 2]! - close[t + 1]!) / close[t + 1]!;
    nextReturn[t] = r;
    if (r > 0) wins[t >> 3]! |= 1 << (t & 7);
  }
  return { module, memory, layout, periods: problem.periods };
}
