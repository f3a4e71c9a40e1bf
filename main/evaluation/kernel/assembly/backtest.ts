/**
 * The backtest of one period. Bit i of `bits` decides about the return i of `returns`, from `first` to `last`, both
 * included; `wins` has the bits of the returns above 0. Operation for operation that of main/backtest/metrics.ts.
 *
 * Writes sharpe, maximum drawdown and win rate to `out`, uses 8 bytes of `dense` a held return.
 * @returns the number of held returns; with 0 nothing is written
 */
export function backtest(bits: usize, returns: usize, wins: usize, first: i32, last: i32, dense: usize, out: usize): i32 {
  let end = dense;
  let won: i64 = 0;
  let sum: f64 = 0;
  let curve: f64 = 1;
  let peak: f64 = -Infinity;
  let trough: f64 = -Infinity;
  let drawdown: f64 = 0;
  for (let word = first >> 6; word <= last >> 6; word++) {
    let held = load<u64>(bits + ((<usize>word) << 3));
    if (word == first >> 6) held &= ~(<u64>0) << (<u64>first & 63);
    if (word == last >> 6) held &= ~(<u64>0) >> (63 - (<u64>last & 63));
    if (held == 0) continue;
    won += popcnt(held & load<u64>(wins + ((<usize>word) << 3)));
    const block = returns + ((<usize>word) << 9);
    do {
      const r = load<f64>(block + ((<usize>ctz(held)) << 3));
      held &= held - 1;
      store<f64>(end, r);
      end += 8;
      sum += r;
      curve *= 1 + r;
      // The deepest fall from a peak is the one to the lowest point after it: one division a peak instead of one a bar.
      if (curve > peak) {
        const fall = (peak - trough) / peak;
        if (fall > drawdown) drawdown = fall;
        peak = curve;
        trough = curve;
      } else if (curve < trough) trough = curve;
    } while (held != 0);
  }
  const count = <i32>((end - dense) >> 3);
  if (count == 0) return 0;
  const fall = (peak - trough) / peak;
  if (fall > drawdown) drawdown = fall;
  const start = load<f64>(dense);
  // The lowest point is the deepest fall only from a peak above 0, and nothing is larger than NaN.
  if (!(1 + start > 0) || curve - curve != 0) drawdown = plainDrawdown(dense, end);

  const mean = sum / <f64>count;
  let squares: f64 = 0;
  let deviates: bool = false;
  for (let p = dense; p < end; p += 8) {
    const r = load<f64>(p);
    deviates = deviates || r != start;
    const d = r - mean;
    squares += d * d;
  }
  const deviation = Math.sqrt(squares / <f64>count);
  store<f64>(out, deviates && deviation != 0 ? (mean / deviation) * Math.sqrt(252) : 0);
  store<f64>(out, drawdown, 8);
  store<f64>(out, <f64>won / <f64>count, 16);
  return count;
}

/** Drawdown bar by bar, for curves that start at 0 or below or are not finite. */
function plainDrawdown(dense: usize, end: usize): f64 {
  let curve: f64 = 1;
  let peak: f64 = -Infinity;
  let drawdown: f64 = 0;
  for (let p = dense; p < end; p += 8) {
    curve *= 1 + load<f64>(p);
    peak = max<f64>(peak, curve);
    drawdown = max<f64>(drawdown, (peak - curve) / peak);
  }
  return drawdown;
}
