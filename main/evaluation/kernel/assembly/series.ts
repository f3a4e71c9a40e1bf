/** The parts of rsi and zscore that are not window sums, and ema. */

/** What x rose by since the bar before, 0 where it did not; NaN where either value is. */
export function rises(out: usize, x: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, f64x2.pmax(f64x2.sub(v128.load(x + i), v128.load(x + i - 8)), zero));
  }
}

/** What x fell by since the bar before, 0 where it did not; NaN where either value is. */
export function falls(out: usize, x: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    v128.store(out + i, f64x2.pmax(f64x2.sub(v128.load(x + i - 8), v128.load(x + i)), zero));
  }
}

/** 100·up ÷ (up + down), 50 where that would be 0 ÷ 0. */
export function strength(out: usize, up: usize, down: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  const fifty = f64x2.splat(50);
  const hundred = f64x2.splat(100);
  for (let i: usize = 0; i < bytes; i += 16) {
    const u = v128.load(up + i);
    const total = f64x2.add(u, v128.load(down + i));
    v128.store(out + i, v128.bitselect(fifty, f64x2.div(f64x2.mul(hundred, u), total), f64x2.eq(total, zero)));
  }
}

/** (x − mean) ÷ deviation, 0 where the deviation is 0. */
export function standardised(out: usize, x: usize, mean: usize, deviation: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const d = v128.load(deviation + i);
    v128.store(out + i, v128.andnot(f64x2.div(f64x2.sub(v128.load(x + i), v128.load(mean + i)), d), f64x2.eq(d, zero)));
  }
}

/** e ← e + α·(x − e) from `before`, started anew after a NaN. */
export function ema(out: usize, x: usize, alpha: f64, before: f64, bars: i32): void {
  let e = before;
  for (let i: usize = 0, end = (<usize>bars) << 3; i < end; i += 8) {
    const value = load<f64>(x + i);
    e = isNaN(e) ? value : e + alpha * (value - e);
    store<f64>(out + i, e);
  }
}
