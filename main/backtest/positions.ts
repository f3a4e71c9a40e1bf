import type { Period } from '../market/bars.ts';

/**
 * Returns of the bars that a strategy holds in a period, in their order, as fractions (0.01 = 1 %).
 *
 * For b from start + window to end − 2, the close of b is held to the close of b + 1 if the signal at b − 1 is true:
 * a decision sees only bars up to b − 1, and the first `window` bars of a period are its history.
 */
export function heldReturns(signals: Uint8Array, close: Float64Array, { start, end }: Period, window: number): Float64Array {
  const returns = new Float64Array(Math.max(0, end - start - window));
  let held = 0;
  for (let b = start + window; b <= end - 2; b++) {
    if (signals[b - 1] === 1) returns[held++] = (close[b + 1]! - close[b]!) / close[b]!;
  }
  return returns.subarray(0, held);
}

/** Whether each bar of a period was held that could be, b from start + window to end − 2: one byte a bar. */
export const holdings = (signals: Uint8Array, { start, end }: Period, window: number): Uint8Array =>
  signals.subarray(start + window - 1, Math.max(start + window - 1, end - 2));

/** The return of each of those bars, as `heldReturns` has them, and 0 where the strategy was flat. */
export function barReturns(signals: Uint8Array, close: Float64Array, { start, end }: Period, window: number): Float64Array {
  const first = start + window;
  const returns = new Float64Array(Math.max(0, end - 1 - first));
  for (let b = first; b <= end - 2; b++) {
    if (signals[b - 1] === 1) returns[b - first] = (close[b + 1]! - close[b]!) / close[b]!;
  }
  return returns;
}
