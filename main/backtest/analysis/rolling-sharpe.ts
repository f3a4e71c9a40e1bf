/**
 * Annualised Sharpe ratio of the last n returns at each of them, as empyrical's roll_sharpe_ratio: mean ÷ sample deviation
 * · √(returns a year), without a risk-free rate. NaN where fewer than n came before, one is NaN, or nothing deviates.
 */
export function rollingSharpe(returns: Float64Array, n: number, perYear: number): Float64Array {
  const out = new Float64Array(returns.length).fill(Number.NaN);
  for (let end = n; end <= returns.length; end++) {
    let sum = 0;
    let level = true;
    for (let i = end - n; i < end; i++) {
      sum += returns[i]!;
      level &&= returns[i] === returns[end - 1];
    }
    if (level || Number.isNaN(sum)) continue;
    const mean = sum / n;
    let squares = 0;
    for (let i = end - n; i < end; i++) squares += (returns[i]! - mean) ** 2;
    out[end - 1] = (mean / Math.sqrt(squares / (n - 1))) * Math.sqrt(perYear);
  }
  return out;
}

/** A quarter, half and whole year of returns, each at least 3. */
export const rollingWindows = (perYear: number): number[] => [...new Set([4, 2, 1].map((part) => Math.max(3, Math.round(perYear / part))))];
