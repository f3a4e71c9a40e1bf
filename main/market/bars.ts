/** Open, high, low and close of one instrument at equal steps of time, with the volume traded: a column each. */
export interface Bars {
  /** Number of bars, the length of every column. */
  readonly length: number;
  /** When each bar opened: milliseconds since 1970, UTC, strictly rising. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

export const barColumns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** A stretch of bars, by their places: [start, end). */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Bars over one buffer that holds the six columns one after the other, as `copyToBuffer` lays them out. */
export function barsOver(buffer: ArrayBufferLike, length: number): Bars {
  const column = (i: number) => new Float64Array(buffer, i * length * 8, length);
  return { length, time: column(0), open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) };
}

/** Copies the bars into a buffer of at least `length × 48` bytes: shared memory, or what a file or database keeps. */
export function copyToBuffer<B extends ArrayBufferLike>(bars: Bars, buffer: B): B {
  const target = barsOver(buffer, bars.length);
  for (const name of barColumns) target[name].set(bars[name]);
  return buffer;
}

/** The place of the first of these rising values that is not less; their number when all are. */
export function firstFrom(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
