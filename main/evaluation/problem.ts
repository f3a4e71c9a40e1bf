import type { Period } from '../market/bars.ts';
import type { KernelBars } from './kernel/share.ts';
import type { SharedBars } from './shared-bars.ts';

/** What strategies are evaluated on: together with a genome it decides the fitness, to the last bit. */
export interface Problem {
  readonly bars: SharedBars;
  /** Bars [start, end) over which the fitness is averaged. */
  readonly periods: readonly Period[];
  /** Bars at the start of each period that are only history; no strategy looks back further. */
  readonly window: number;
  /** Bars that a strategy has to hold in each period, or it gets the worst fitness. Absent: 1. */
  readonly minHeldBars?: number;
  /** The same bars where kernels work on them; without, the plain path evaluates. Never changes a fitness. */
  readonly kernelBars?: KernelBars;
}

/** Throws a RangeError that names the period on which no strategy could ever hold a bar. */
export function checkProblem({ bars, periods, window }: Problem): void {
  if (periods.length === 0) throw new RangeError('there has to be at least one period');
  for (const { start, end } of periods) {
    const name = `period ${start}:${end}`;
    if (!(start >= 0 && end <= bars.length)) throw new RangeError(`${name} lies outside the ${bars.length} bars of the data set`);
    if (!(end - start >= window + 2)) {
      throw new RangeError(`${name} is too short: with a window of ${window} bars it needs at least ${window + 2}`);
    }
  }
}
