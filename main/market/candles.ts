import type { Bars } from './bars.ts';

/** Bars put together by number, so many to one: what a chart draws of a stretch. */
export interface Candles {
  /** How many bars a candle holds; the last one of the data may hold fewer. */
  readonly step: number;
  /** The place of each candle's first bar. */
  readonly start: Float64Array;
  /** When that opened. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Levels of a pyramid: candles of so many bars, and of so many of those. */
const [BASE, FACTOR] = [16, 16];

/**
 * Candles of a data set, made of larger ones where there are: a stretch of a million bars costs what a few thousand do.
 * Larger candles are made once, when they are first needed.
 */
export class CandlePyramid {
  readonly #bars: Bars;
  readonly #levels: Candles[] = [];

  constructor(bars: Bars) {
    this.#bars = bars;
  }

  /** As `candles`; volumes are added up in another order. */
  candles(from: number, to: number, count: number): Candles {
    const { first, end, step } = stretchOf(this.#bars.length, from, to, count);
    let source: Bars | Candles = this.#bars;
    let size = 1;
    for (let level = 0, held = BASE; held <= step && held < this.#bars.length; level++, held *= FACTOR) {
      this.#levels[level] ??= merged(source, size, this.#bars.length, 0, this.#bars.length, held);
      source = this.#levels[level]!;
      size = held;
    }
    return merged(source, size, this.#bars.length, first, end, step);
  }
}

/**
 * The bars [from, to) as at most `count` candles, give or take the one at each end: open of the first, highest high,
 * lowest low, close of the last and sum of the volumes. A candle begins at a multiple of the step, a power of two, so
 * that candles stay what they are while a chart is moved.
 */
export function candles(bars: Bars, from: number, to: number, count: number): Candles {
  const { first, end, step } = stretchOf(bars.length, from, to, count);
  return merged(bars, 1, bars.length, first, end, step);
}

function stretchOf(bars: number, from: number, to: number, count: number) {
  const [first, end] = [Math.max(0, Math.floor(from)), Math.min(bars, Math.ceil(to))];
  return { first, end, step: 2 ** Math.max(0, Math.ceil(Math.log2((end - first) / count))) };
}

/** Columns of prices, of bars or of candles of `size` bars each, as candles of `step` bars over the bars [first, end). */
function merged(source: Omit<Bars, 'length'>, size: number, bars: number, first: number, end: number, step: number): Candles {
  const begin = Math.floor(first / step) * step;
  const length = Math.max(0, Math.ceil((end - begin) / step));
  const column = () => new Float64Array(length);
  const made = { start: column(), time: column(), open: column(), high: column(), low: column(), close: column(), volume: column() };
  for (let c = 0; c < length; c++) {
    const a = (begin + c * step) / size;
    const b = Math.ceil(Math.min(begin + (c + 1) * step, bars) / size);
    let [high, low, volume] = [source.high[a]!, source.low[a]!, 0];
    for (let i = a; i < b; i++) {
      if (source.high[i]! > high) high = source.high[i]!;
      if (source.low[i]! < low) low = source.low[i]!;
      volume += source.volume[i]!;
    }
    made.start[c] = a * size;
    made.time[c] = source.time[a]!;
    made.open[c] = source.open[a]!;
    made.close[c] = source.close[b - 1]!;
    made.high[c] = high;
    made.low[c] = low;
    made.volume[c] = volume;
  }
  return { step, ...made };
}
