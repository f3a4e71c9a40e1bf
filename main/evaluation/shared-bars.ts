import { type Bars, barsOver, copyToBuffer } from '../market/bars.ts';
import { type TradingDays, tradingDays } from '../market/sessions.ts';

/** Bars in memory that all threads of the process see. A message to a worker carries the handle, never the bars. */
export interface SharedBars {
  /** Six columns of `length` float64 each, as `copyToBuffer` lays them out. */
  readonly buffer: SharedArrayBuffer;
  readonly length: number;
}

const BYTES_A_BAR = 6 * Float64Array.BYTES_PER_ELEMENT;

/** Copies the bars into shared memory: once a data set, whatever the number of workers, generations and runs. */
export function shareBars(bars: Bars): SharedBars {
  return { buffer: copyToBuffer(bars, new SharedArrayBuffer(bars.length * BYTES_A_BAR)), length: bars.length };
}

/** The columns, as views: nothing is copied. */
export const viewBars = ({ buffer, length }: SharedBars): Bars => barsOver(buffer, length);

const counted = new WeakMap<SharedArrayBuffer, { readonly days: TradingDays | undefined }>();

/** To which trading day each bar belongs, as `tradingDays` says, found once a data set. */
export function tradingDaysOf(bars: SharedBars): TradingDays | undefined {
  const known = counted.get(bars.buffer) ?? { days: tradingDays(viewBars(bars).time) };
  counted.set(bars.buffer, known);
  return known.days;
}
