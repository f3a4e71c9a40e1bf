/**
 * Means of the columns of the data from prefix sums in fixed point. Whole numbers of 64 bits add up without any rounding,
 * modulo 2⁶⁴ over the whole column and exactly over a window, so this gives the same bits as the compensated sums of
 * mean.ts wherever the values fit; prices, volumes and ranges do.
 */
import { exactWhenFlat } from './boundaries';

/**
 * Sums of x·scale from bar `from` on, up to and including each bar; `scale` is a power of 2.
 * @returns whether every x·scale is a whole number of a magnitude below `limit`
 */
export function prefixSums(out: usize, x: usize, from: i32, bars: i32, scale: f64, limit: f64): bool {
  let sum: i64 = 0;
  let exact: bool = true;
  for (let i: usize = (<usize>from) << 3, end = (<usize>bars) << 3; i < end; i += 8) {
    const scaled = load<f64>(x + i) * scale;
    const whole = <i64>scaled;
    exact = exact && <f64>whole == scaled && abs(scaled) < limit;
    sum += whole;
    store<i64>(out + i, sum);
  }
  return exact;
}

/**
 * Mean of the last n values of a column from its prefix `sums`, which hold 0 before their first bar. NaN before bar `from`,
 * where the first window is complete. Flat windows are left to `makeFlatExact`.
 */
export function meanOfSums(out: usize, sums: usize, n: i32, inverseScale: f64, from: i32, bars: i32): void {
  const size = f64x2.splat(n);
  const scale = f64x2.splat(inverseScale);
  const back = (<usize>n) << 3;
  for (let p = sums, o = out, end = sums + ((<usize>bars) << 3); p < end; p += 16, o += 16) {
    const sum = f64x2.replace_lane(
      f64x2.splat(<f64>(load<i64>(p) - load<i64>(p - back))),
      1,
      <f64>(load<i64>(p, 8) - load<i64>(p - back, 8)),
    );
    v128.store(o, f64x2.div(f64x2.mul(sum, scale), size));
  }
  for (let t = 0; t < min(from, bars); t++) store<f64>(out + ((<usize>t) << 3), NaN);
}

/** Gives windows of n equal values that value as their mean. */
export function makeFlatExact(out: usize, x: usize, n: i32, first: i32, bars: i32): void {
  for (let m = first; m < bars; m += n) exactWhenFlat(out + ((<usize>m) << 3), x + ((<usize>m) << 3), n, false);
}
