/**
 * Rolling functions: a column in, a new column of the same length out, NaN where there is not enough history.
 *
 * Every window is computed on its own, from its oldest value to its newest: nothing is carried from one window into the
 * next, and two windows with the same values give the same result to the last bit. What kernels and exported code have
 * to agree with:
 * - A sum is compensated (see `compensated`), so it is the exact sum rounded once, save in rare cases; any method as
 *   accurate agrees with it. Plain left-to-right sums do not do: prices are decimals with ties, and in the reference
 *   cases a mean of 50.199999999999996 for 50.2 at one bar is a wrong fitness.
 * - Windows whose n values are all equal (`===`) are exact: their mean is that value, their deviation 0.
 * - The sign of a zero is not specified. No signal depends on it: a division by either zero is 1.
 */

/** Length of the run of equal values that ends at each bar: a window of n bars is flat where this is at least n. */
function runLengths(x: Float64Array): Int32Array {
  const runs = new Int32Array(x.length);
  let run = 0;
  for (let t = 0; t < x.length; t++) {
    run = x[t] === x[t - 1] ? run + 1 : 1;
    runs[t] = run;
  }
  return runs;
}

/** Replaces the values of flat windows: by the oldest value of the window, or by 0 when no `source` is given. */
function makeFlatExact(out: Float64Array, x: Float64Array, n: number, source?: Float64Array): void {
  const runs = runLengths(x);
  for (let t = n - 1; t < x.length; t++) if (runs[t]! >= n) out[t] = source ? source[t - n + 1]! : 0;
}

const nanColumn = (length: number) => new Float64Array(length).fill(Number.NaN);

/** A sum and what rounding took from it, or the sum alone where it has become infinite or NaN. */
const compensated = (sum: number, lost: number): number => (Number.isFinite(lost) ? sum + lost : sum);

/**
 * Mean of the last n values: (x₁ + x₂ + … + xₙ) ÷ n. A flat window is exact.
 * The sum runs from the oldest value with Knuth's TwoSum collecting the rounding errors (TAOCP 2, 4.2.2, theorem B).
 */
export function sma(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n - 1; t < x.length; t++) {
    let sum = 0;
    let lost = 0;
    for (let i = t - n + 1; i <= t; i++) {
      const value = x[i]!;
      const next = sum + value;
      const added = next - sum;
      lost += sum - (next - added) + (value - added);
      sum = next;
    }
    out[t] = compensated(sum, lost) / n;
  }
  makeFlatExact(out, x, n, x);
  return out;
}

/**
 * Linearly weighted mean (TA-Lib WMA): (1·x₁ + 2·x₂ + … + n·xₙ) ÷ (n(n+1)/2), oldest first. Each product is rounded,
 * their sum is as in `sma`. A flat window is exact.
 */
export function wma(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n - 1; t < x.length; t++) {
    let sum = 0;
    let lost = 0;
    for (let weight = 1; weight <= n; weight++) {
      const value = weight * x[t - n + weight]!;
      const next = sum + value;
      const added = next - sum;
      lost += sum - (next - added) + (value - added);
      sum = next;
    }
    out[t] = compensated(sum, lost) / ((n * (n + 1)) / 2);
  }
  makeFlatExact(out, x, n, x);
  return out;
}

/**
 * Exponential mean with α = 2 ÷ (n + 1): e ← e + α·(x − e), started with the first value that is not NaN, and again
 * after a NaN. In this form a flat stretch leaves e unchanged to the last bit once it is reached.
 */
export function ema(x: Float64Array, n: number): Float64Array {
  const alpha = 2 / (n + 1);
  const out = new Float64Array(x.length);
  let e = Number.NaN;
  for (let t = 0; t < x.length; t++) {
    const value = x[t]!;
    e = Number.isNaN(e) ? value : e + alpha * (value - e);
    out[t] = e;
  }
  return out;
}

/** Population deviations about the given means. */
function deviations(x: Float64Array, n: number, means: Float64Array): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n - 1; t < x.length; t++) {
    const mean = means[t]!;
    let squares = 0;
    for (let i = t - n + 1; i <= t; i++) {
      const d = x[i]! - mean;
      squares += d * d;
    }
    out[t] = Math.sqrt(squares / n);
  }
  makeFlatExact(out, x, n);
  return out;
}

/**
 * Population deviation of the last n values: m as in `sma`, then √((((x₁−m)² + (x₂−m)²) + …) ÷ n), a plain sum,
 * oldest first. Exactly 0 in a flat window.
 */
export const std = (x: Float64Array, n: number): Float64Array => deviations(x, n, sma(x, n));

/** (x − sma) ÷ std; 0 where std is 0, NaN where it is NaN. */
export function zscore(x: Float64Array, n: number): Float64Array {
  const means = sma(x, n);
  const out = deviations(x, n, means);
  for (let t = 0; t < x.length; t++) {
    const deviation = out[t]!;
    out[t] = deviation === 0 ? 0 : (x[t]! - means[t]!) / deviation;
  }
  return out;
}

/** Largest of the last n values, NaN if one of them is NaN. */
export function highest(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  let nan = -1;
  let top = -1;
  for (let t = 0; t < x.length; t++) {
    const oldest = t - n + 1;
    if (Number.isNaN(x[t]!)) nan = t;
    if (top < oldest || top <= nan) {
      // The largest has left the window, or a NaN came after it: look through the window again.
      top = Math.max(oldest, nan + 1);
      for (let i = top + 1; i <= t; i++) if (x[i]! >= x[top]!) top = i;
    } else if (x[t]! >= x[top]!) top = t;
    if (oldest >= 0 && nan < oldest) out[t] = x[top]!;
  }
  return out;
}

/** Smallest of the last n values, NaN if one of them is NaN. */
export function lowest(x: Float64Array, n: number): Float64Array {
  const negated = x.map((value) => -value);
  const out = highest(negated, n);
  for (let t = 0; t < out.length; t++) out[t] = -out[t]!;
  return out;
}

/** x[t] ÷ x[t−n] − 1; 0 where x[t−n] = 0. */
export function roc(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n; t < x.length; t++) {
    const before = x[t - n]!;
    out[t] = before === 0 ? 0 : x[t]! / before - 1;
  }
  return out;
}

/** x[t−n]. */
export function delay(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  if (n < x.length) out.set(x.subarray(0, x.length - n), n);
  return out;
}

/** x[t] − x[t−n]. */
export function delta(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n; t < x.length; t++) out[t] = x[t]! - x[t - n]!;
  return out;
}

/**
 * Relative strength index with simple means (Cutler): (100·U) ÷ (U + D), 50 where U + D = 0. U and D are the means,
 * as in `sma`, of the last n rises max(x[t] − x[t−1], 0) and falls max(x[t−1] − x[t], 0).
 */
export function rsi(x: Float64Array, n: number): Float64Array {
  const length = x.length;
  const rises = nanColumn(length);
  const falls = nanColumn(length);
  for (let t = 1; t < length; t++) {
    const change = x[t]! - x[t - 1]!;
    rises[t] = Math.max(change, 0);
    falls[t] = Math.max(-change, 0);
  }
  const out = sma(rises, n);
  const down = sma(falls, n);
  for (let t = 0; t < length; t++) {
    const up = out[t]!;
    const total = up + down[t]!;
    out[t] = total === 0 ? 50 : (100 * up) / total;
  }
  return out;
}

/**
 * Average true range (Wilder's true range, simple mean): the mean, as in `sma`, of the last n true ranges
 * max(high − low, |high − previous close|, |low − previous close|). The first bar has none.
 */
export function atr(high: Float64Array, low: Float64Array, close: Float64Array, n: number): Float64Array {
  const ranges = nanColumn(close.length);
  for (let t = 1; t < close.length; t++) {
    const before = close[t - 1]!;
    ranges[t] = Math.max(high[t]! - low[t]!, Math.abs(high[t]! - before), Math.abs(low[t]! - before));
  }
  return sma(ranges, n);
}
