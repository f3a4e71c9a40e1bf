/** Trading days a year, by which the Sharpe ratio is annualised. */
const DAYS = 252;

/** True when there is nothing that could deviate: all values are equal (`===`), or there are none. */
function flat(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/**
 * Annualised Sharpe ratio of returns, without a risk-free rate: (mean ÷ population deviation) · √252.
 * Two passes, each from the first return to the last; 0 where there is no deviation.
 */
export function sharpe(returns: Float64Array): number {
  if (flat(returns)) return 0;
  let sum = 0;
  for (let i = 0; i < returns.length; i++) sum += returns[i]!;
  const mean = sum / returns.length;
  let squares = 0;
  for (let i = 0; i < returns.length; i++) {
    const d = returns[i]! - mean;
    squares += d * d;
  }
  const deviation = Math.sqrt(squares / returns.length);
  return deviation === 0 ? 0 : (mean / deviation) * Math.sqrt(DAYS);
}

/**
 * Largest fall of the compounded curve from its running maximum, as a fraction of that maximum (0.25 = 25 %). The curve
 * starts at its first value, 1 + r₁, so a loss on the first held bar is no drawdown. 0 when there are no returns.
 */
export function maxDrawdown(returns: Float64Array): number {
  let curve = 1;
  let peak = Number.NEGATIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < returns.length; i++) {
    curve *= 1 + returns[i]!;
    peak = Math.max(peak, curve);
    largest = Math.max(largest, (peak - curve) / peak);
  }
  return largest;
}

/** Share of returns above 0; 0 when there are none. */
export function winRate(returns: Float64Array): number {
  let wins = 0;
  for (let i = 0; i < returns.length; i++) if (returns[i]! > 0) wins++;
  return returns.length === 0 ? 0 : wins / returns.length;
}

/** What an investment of 1 grows by: the compounded return, 0 when there are none. */
export function totalReturn(returns: Float64Array): number {
  let curve = 1;
  for (let i = 0; i < returns.length; i++) curve *= 1 + returns[i]!;
  return curve - 1;
}
