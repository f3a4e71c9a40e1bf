/**
 * Rolling functions: a column in, a new column of the same length out, NaN where there is not enough history.
 *
 * Every window is computed on its own: nothing is carried from one window into the next. What the kernel
 * (main/evaluation/kernel) and exported code have to agree with, to the last bit:
 * - The order of the additions, see `boundary`.
 * - The sum of a mean is compensated (see `Sum`), so it is the exact sum rounded once, save in rare cases, and windows
 *   with the same values in another order have the same mean. Plain sums do not do: prices are decimals with ties, and in
 *   the reference cases a mean of 50.199999999999996 for 50.2 at one bar is a wrong fitness.
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

/**
 * The last multiple of n at or before bar t. It stands in the window of n bars that ends at t, and cuts it in two: sums
 * run from there, back through the older part and forward through the newer, since then the sums of one boundary serve
 * all n windows that hold it (van Herk 1992, for extremes) and a kernel needs O(1) a bar, with nothing carried over.
 */
const boundary = (t: number, n: number) => t - (t % n);

/** Adds up values with Knuth's TwoSum collecting the rounding errors (TAOCP 2, 4.2.2, theorem B). */
class Sum {
  sum = 0;
  lost = 0;

  add(value: number): void {
    const next = this.sum + value;
    const added = next - this.sum;
    this.lost += this.sum - (next - added) + (value - added);
    this.sum = next;
  }

  /** The sum rounded once; where it has become infinite what was lost is NaN, and left out. */
  get rounded(): number {
    return Number.isNaN(this.lost) ? this.sum : this.sum + this.lost;
  }
}

/** Mean of the last n values: (x₁ + x₂ + … + xₙ) ÷ n, the sum rounded once (see `Sum`). A flat window is exact. */
export function sma(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n - 1; t < x.length; t++) {
    const m = boundary(t, n);
    const older = new Sum();
    const newer = new Sum();
    for (let i = m - 1; i > t - n; i--) older.add(x[i]!);
    for (let i = m; i <= t; i++) newer.add(x[i]!);
    const lost = older.lost + newer.lost;
    older.lost = 0;
    older.add(newer.sum);
    older.lost = lost + older.lost;
    out[t] = older.rounded / n;
  }
  makeFlatExact(out, x, n, x);
  return out;
}

/**
 * Linearly weighted mean (TA-Lib WMA): (1·x₁ + 2·x₂ + … + n·xₙ) ÷ (n(n+1)/2). With k values before the boundary m, the
 * older part is the sum of its sums so far, from m − 1 back, and the newer is (k + 1)·Σx[m+i] + Σi·x[m+i].
 * A flat window is exact.
 */
export function wma(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  for (let t = n - 1; t < x.length; t++) {
    const m = boundary(t, n);
    let sum = 0;
    let older = 0;
    for (let i = m - 1; i > t - n; i--) {
      sum += x[i]!;
      older += sum;
    }
    let newer = x[m]!;
    let weighted = 0;
    for (let i = 1; i <= t - m; i++) {
      newer += x[m + i]!;
      weighted += i * x[m + i]!;
    }
    out[t] = (older + ((n - (t - m)) * newer + weighted)) / ((n * (n + 1)) / 2);
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

/**
 * Population deviation of the last n values: √(n·Σy² − (Σy)²) ÷ n with y = x − x[m], where m is the boundary. Because
 * x[m] is in the window, (mean − x[m])² ≤ n·variance: the subtraction costs at most a factor n of precision, however
 * small the deviation is beside the mean. Exactly 0 in a flat window.
 */
export function std(x: Float64Array, n: number): Float64Array {
  const out = nanColumn(x.length);
  const inverse = 1 / n;
  for (let t = n - 1; t < x.length; t++) {
    const m = boundary(t, n);
    const origin = x[m]!;
    const sum = [0, 0] as [number, number];
    const squares = [0, 0] as [number, number];
    const add = (part: 0 | 1, value: number) => {
      const y = value - origin;
      sum[part] += y;
      squares[part] += y * y;
    };
    for (let i = m - 1; i > t - n; i--) add(0, x[i]!);
    for (let i = m; i <= t; i++) add(1, x[i]!);
    const total = sum[0] + sum[1];
    const scaled = n * (squares[0] + squares[1]) - total * total;
    out[t] = Math.sqrt(Math.max(scaled, 0)) * inverse;
  }
  makeFlatExact(out, x, n);
  return out;
}

/** (x − sma) ÷ std; 0 where std is 0, NaN where it is NaN. */
export function zscore(x: Float64Array, n: number): Float64Array {
  const means = sma(x, n);
  const out = std(x, n);
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
