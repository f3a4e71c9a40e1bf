import type { Bars } from '../../market/bars.ts';
import type { Returns } from '../../market/validation/split.ts';
import { flatOn } from './sealed.ts';

/** Why a trade ended: the rule was no longer true, the data ends, or a sealed period begins. */
export const endings = ['signal', 'end of data', 'sealed'] as const;
export type Ending = (typeof endings)[number];

/** Trades in the order of time, a column each. */
export interface Trades {
  readonly count: number;
  /** The bars at whose close was bought and sold. */
  readonly entry: Uint32Array;
  readonly exit: Uint32Array;
  /** close[exit] / close[entry] − 1, as a fraction. */
  readonly return: Float64Array;
  /** Maximum adverse and favourable excursion: lowest low and highest high after the entry, against its price; ≤ 0 and ≥ 0. */
  readonly mae: Float64Array;
  readonly mfe: Float64Array;
  /** Place in `endings`. */
  readonly ending: Uint8Array;
}

/**
 * The trades of a strategy over a whole data set, filled as the fitness fills: the decision at bar b − 1 is carried out at
 * the close of bar b, and bars held without a break are one trade. Their returns multiply up to the equity curve.
 *
 * @param signals one byte a bar
 * @param sealed returns [first, last) on which nothing may be told: no trade is held there
 */
export function tradesOf(signals: Uint8Array, bars: Bars, sealed: readonly Returns[] = []): Trades {
  const { length, close, high, low } = bars;
  const decisions = flatOn(sealed, signals);
  const entry: number[] = [];
  const exit: number[] = [];
  for (let b = 1; b <= length - 2; b++) {
    if (decisions[b - 1] !== 1) continue;
    if (exit.at(-1) === b) exit[exit.length - 1] = b + 1;
    else {
      entry.push(b);
      exit.push(b + 1);
    }
  }
  const count = entry.length;
  const columns = { return: new Float64Array(count), mae: new Float64Array(count), mfe: new Float64Array(count) };
  const ending = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const [from, to] = [entry[i]!, exit[i]!];
    let lowest = close[from]!;
    let highest = lowest;
    for (let t = from + 1; t <= to; t++) {
      lowest = Math.min(lowest, low[t]!);
      highest = Math.max(highest, high[t]!);
    }
    columns.return[i] = close[to]! / close[from]! - 1;
    columns.mae[i] = lowest / close[from]! - 1;
    columns.mfe[i] = highest / close[from]! - 1;
    // What would hold the next bar is still true: it is the data or the seal that ends the trade.
    if (signals[to - 1] === 1) ending[i] = to === length - 1 ? endings.indexOf('end of data') : endings.indexOf('sealed');
  }
  return { count, entry: Uint32Array.from(entry), exit: Uint32Array.from(exit), ...columns, ending };
}
