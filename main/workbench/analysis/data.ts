import { type Calendar, calendarOf } from '../../backtest/analysis/days.ts';
import { signals } from '../../backtest/signals.ts';
import { KernelEvaluator } from '../../evaluation/kernel/evaluator.ts';
import { loadKernel } from '../../evaluation/kernel/load.ts';
import { claimRegion, shareWithKernels } from '../../evaluation/kernel/share.ts';
import { type SharedBars, viewBars } from '../../evaluation/shared-bars.ts';
import type { Bars } from '../../market/bars.ts';
import { type Genome, lookback } from '../../strategy/genome.ts';
import { perYear } from '../problem.ts';

/** The bars of a data set on their way to a job. */
export interface DataInput {
  /** SHA-256 of the bars: what is known of them is kept under it. */
  readonly hash: string;
  readonly bars: SharedBars;
}

/** From so many bars on, laying them out for the kernel pays with the first strategy. */
const LONG = 50_000;

/** One data set, with what has been found out about it. */
export class AnalysedData {
  /** Always the same handle, by which other rooms know what they have found out. */
  readonly shared: SharedBars;
  readonly bars: Bars;
  #calendar: Calendar | undefined;
  #kernel: { readonly window: number; readonly evaluator: KernelEvaluator } | null | undefined;

  constructor(shared: SharedBars) {
    this.shared = shared;
    this.bars = viewBars(shared);
  }

  /** By how many bars a year to annualise. */
  get perYear(): number {
    return perYear(this.shared);
  }

  /** @param perYear for bars of a day or more; absent: as is the custom for their times */
  calendar(perYear?: number): Calendar {
    this.#calendar ??= calendarOf(this.bars);
    return perYear === undefined || this.#calendar.unit === 'day' ? this.#calendar : { ...this.#calendar, perYear };
  }

  /** The decision at every bar, one byte a bar: those of the plain interpreter, on long data from the kernel. */
  decisions(genome: Genome): Uint8Array {
    const evaluator = this.bars.length < LONG ? undefined : this.#evaluator(lookback(genome));
    return evaluator?.decisions(genome) ?? signals(genome, this.bars);
  }

  #evaluator(window: number): KernelEvaluator | undefined {
    if (this.#kernel === undefined || (this.#kernel && this.#kernel.window < window)) this.#kernel = this.#makeKernel(window);
    return this.#kernel?.evaluator;
  }

  /** Null where there is no kernel, or no memory for it: the plain path gives the same, later. */
  #makeKernel(lookback: number) {
    const module = loadKernel();
    if (!module) return null;
    const window = Math.max(FEWEST_WINDOW, lookback);
    try {
      const bars = shareWithKernels(module, this.shared, window, 1);
      return { window, evaluator: new KernelEvaluator(bars, claimRegion(bars)!, { share: false }) };
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
}

/** Most strategies look back no further, so that the kernel is laid out once. */
const FEWEST_WINDOW = 250;

/** How many data sets are kept: those of the strategies that one compares. */
const KEPT = 2;

/** The data sets that jobs have been about, least recently used first. */
export class KnownData {
  readonly #known = new Map<string, AnalysedData>();

  get({ hash, bars }: DataInput): AnalysedData {
    const data = this.#known.get(hash) ?? new AnalysedData(bars);
    this.#known.delete(hash);
    this.#known.set(hash, data);
    for (const other of [...this.#known.keys()].slice(0, -KEPT)) this.#known.delete(other);
    return data;
  }
}
