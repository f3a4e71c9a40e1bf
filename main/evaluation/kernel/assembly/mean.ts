/** The rolling mean; how it works, and its arguments, stand in boundaries.ts. */
import { exactWhenFlat, pair, storePair } from './boundaries';

/**
 * Mean: the sum with the rounding errors collected by Knuth's TwoSum on the way, then divided. Order of the additions:
 * back from m − 1, forward from m, the two together. Flat windows are exact.
 */
export function mean(out: usize, x: usize, n: i32, first: i32, bars: i32, scratch: usize): void {
  const step = (<usize>n) << 3;
  const size = f64x2.splat(n);
  for (let m = first; m < bars; m += 4 * n) {
    const at = x + ((<usize>m) << 3);
    let s = f64x2.splat(0);
    let e = f64x2.splat(0);
    let t = f64x2.splat(0);
    let f = f64x2.splat(0);
    let temp = scratch;
    v128.store(temp, s);
    v128.store(temp, s, 16);
    v128.store(temp, s, 32);
    v128.store(temp, s, 48);
    for (let p = at - 8, end = at - step; p > end; p -= 8) {
      const v = pair(p, step);
      const w = pair(p + 2 * step, step);
      const sv = f64x2.add(s, v);
      const tw = f64x2.add(t, w);
      const vb = f64x2.sub(sv, s);
      const wb = f64x2.sub(tw, t);
      e = f64x2.add(e, f64x2.add(f64x2.sub(s, f64x2.sub(sv, vb)), f64x2.sub(v, vb)));
      f = f64x2.add(f, f64x2.add(f64x2.sub(t, f64x2.sub(tw, wb)), f64x2.sub(w, wb)));
      s = sv;
      t = tw;
      temp += 64;
      v128.store(temp, s);
      v128.store(temp, e, 16);
      v128.store(temp, t, 32);
      v128.store(temp, f, 48);
    }
    s = f64x2.splat(0);
    e = f64x2.splat(0);
    t = f64x2.splat(0);
    f = f64x2.splat(0);
    let o = out + ((<usize>m) << 3);
    for (let p = at, end = at + step; p < end; p += 8) {
      const v = pair(p, step);
      const w = pair(p + 2 * step, step);
      const sv = f64x2.add(s, v);
      const tw = f64x2.add(t, w);
      const vb = f64x2.sub(sv, s);
      const wb = f64x2.sub(tw, t);
      e = f64x2.add(e, f64x2.add(f64x2.sub(s, f64x2.sub(sv, vb)), f64x2.sub(v, vb)));
      f = f64x2.add(f, f64x2.add(f64x2.sub(t, f64x2.sub(tw, wb)), f64x2.sub(w, wb)));
      s = sv;
      t = tw;
      storePair(o, step, f64x2.div(join(v128.load(temp), v128.load(temp, 16), s, e), size));
      storePair(o + 2 * step, step, f64x2.div(join(v128.load(temp, 32), v128.load(temp, 48), t, f), size));
      temp -= 64;
      o += 8;
    }
    o = out + ((<usize>m) << 3);
    exactWhenFlat(o, at, n, false);
    exactWhenFlat(o + step, at + step, n, false);
    exactWhenFlat(o + 2 * step, at + 2 * step, n, false);
    exactWhenFlat(o + 3 * step, at + 3 * step, n, false);
  }
}

/** Two sums with their errors, added and rounded once; where the sum has become infinite the error is NaN, and left out. */
function join(s: v128, e: v128, t: v128, f: v128): v128 {
  const sum = f64x2.add(s, t);
  const b = f64x2.sub(sum, s);
  const lost = f64x2.add(f64x2.add(e, f), f64x2.add(f64x2.sub(s, f64x2.sub(sum, b)), f64x2.sub(t, b)));
  return f64x2.add(sum, v128.and(lost, f64x2.eq(lost, lost)));
}

/**
 * The same for columns without a value below 0, with the same bits: of two such numbers the larger is the one larger in
 * magnitude, and then Dekker's Fast2Sum finds the error with half the additions. The order of the operands of pmax and
 * pmin is such that a NaN in either gets into the sum.
 */
export function meanOfNonNegative(out: usize, x: usize, n: i32, first: i32, bars: i32, scratch: usize): void {
  const step = (<usize>n) << 3;
  const size = f64x2.splat(n);
  for (let m = first; m < bars; m += 4 * n) {
    const at = x + ((<usize>m) << 3);
    let s = f64x2.splat(0);
    let e = f64x2.splat(0);
    let t = f64x2.splat(0);
    let f = f64x2.splat(0);
    let temp = scratch;
    v128.store(temp, s);
    v128.store(temp, s, 16);
    v128.store(temp, s, 32);
    v128.store(temp, s, 48);
    for (let p = at - 8, end = at - step; p > end; p -= 8) {
      const v = pair(p, step);
      const w = pair(p + 2 * step, step);
      const sMax = f64x2.pmax(v, s);
      const sMin = f64x2.pmin(s, v);
      const tMax = f64x2.pmax(w, t);
      const tMin = f64x2.pmin(t, w);
      s = f64x2.add(sMax, sMin);
      t = f64x2.add(tMax, tMin);
      e = f64x2.add(e, f64x2.sub(sMin, f64x2.sub(s, sMax)));
      f = f64x2.add(f, f64x2.sub(tMin, f64x2.sub(t, tMax)));
      temp += 64;
      v128.store(temp, s);
      v128.store(temp, e, 16);
      v128.store(temp, t, 32);
      v128.store(temp, f, 48);
    }
    s = f64x2.splat(0);
    e = f64x2.splat(0);
    t = f64x2.splat(0);
    f = f64x2.splat(0);
    let o = out + ((<usize>m) << 3);
    for (let p = at, end = at + step; p < end; p += 8) {
      const v = pair(p, step);
      const w = pair(p + 2 * step, step);
      const sMax = f64x2.pmax(v, s);
      const sMin = f64x2.pmin(s, v);
      const tMax = f64x2.pmax(w, t);
      const tMin = f64x2.pmin(t, w);
      s = f64x2.add(sMax, sMin);
      t = f64x2.add(tMax, tMin);
      e = f64x2.add(e, f64x2.sub(sMin, f64x2.sub(s, sMax)));
      f = f64x2.add(f, f64x2.sub(tMin, f64x2.sub(t, tMax)));
      storePair(o, step, f64x2.div(joinNonNegative(v128.load(temp), v128.load(temp, 16), s, e), size));
      storePair(o + 2 * step, step, f64x2.div(joinNonNegative(v128.load(temp, 32), v128.load(temp, 48), t, f), size));
      temp -= 64;
      o += 8;
    }
    o = out + ((<usize>m) << 3);
    exactWhenFlat(o, at, n, false);
    exactWhenFlat(o + step, at + step, n, false);
    exactWhenFlat(o + 2 * step, at + 2 * step, n, false);
    exactWhenFlat(o + 3 * step, at + 3 * step, n, false);
  }
}

/** As `join`; the error may become −Infinity here too. */
function joinNonNegative(s: v128, e: v128, t: v128, f: v128): v128 {
  const larger = f64x2.pmax(t, s);
  const smaller = f64x2.pmin(s, t);
  const sum = f64x2.add(larger, smaller);
  const lost = f64x2.add(f64x2.add(e, f), f64x2.sub(smaller, f64x2.sub(sum, larger)));
  return f64x2.add(sum, v128.and(lost, f64x2.gt(lost, f64x2.splat(-Infinity))));
}
