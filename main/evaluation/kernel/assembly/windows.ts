/** Rolling functions other than the mean; how they work, and their arguments, stand in boundaries.ts. */
import { exactWhenFlat, pair, storePair } from './boundaries';

/**
 * Population deviation: with y = x − x[m], which is a value of every window of the boundary, √(n·Σy² − (Σy)²) ÷ n.
 * Because (mean − x[m])² ≤ n·variance, the subtraction loses at most a factor n of precision, whatever the data.
 */
export function deviation(out: usize, x: usize, n: i32, first: i32, bars: i32, scratch: usize): void {
  const step = (<usize>n) << 3;
  const size = f64x2.splat(n);
  const inverse = f64x2.splat(1 / <f64>n);
  const zero = f64x2.splat(0);
  for (let m = first; m < bars; m += 4 * n) {
    const at = x + ((<usize>m) << 3);
    const a = pair(at, step);
    const b = pair(at + 2 * step, step);
    let s = zero;
    let q = zero;
    let t = zero;
    let r = zero;
    let temp = scratch;
    v128.store(temp, s);
    v128.store(temp, s, 16);
    v128.store(temp, s, 32);
    v128.store(temp, s, 48);
    for (let p = at - 8, end = at - step; p > end; p -= 8) {
      const v = f64x2.sub(pair(p, step), a);
      const w = f64x2.sub(pair(p + 2 * step, step), b);
      s = f64x2.add(s, v);
      q = f64x2.add(q, f64x2.mul(v, v));
      t = f64x2.add(t, w);
      r = f64x2.add(r, f64x2.mul(w, w));
      temp += 64;
      v128.store(temp, s);
      v128.store(temp, q, 16);
      v128.store(temp, t, 32);
      v128.store(temp, r, 48);
    }
    s = zero;
    q = zero;
    t = zero;
    r = zero;
    let o = out + ((<usize>m) << 3);
    for (let p = at, end = at + step; p < end; p += 8) {
      const v = f64x2.sub(pair(p, step), a);
      const w = f64x2.sub(pair(p + 2 * step, step), b);
      s = f64x2.add(s, v);
      q = f64x2.add(q, f64x2.mul(v, v));
      t = f64x2.add(t, w);
      r = f64x2.add(r, f64x2.mul(w, w));
      const sum = f64x2.add(v128.load(temp), s);
      const sum2 = f64x2.add(v128.load(temp, 32), t);
      const d = f64x2.sub(f64x2.mul(size, f64x2.add(v128.load(temp, 16), q)), f64x2.mul(sum, sum));
      const d2 = f64x2.sub(f64x2.mul(size, f64x2.add(v128.load(temp, 48), r)), f64x2.mul(sum2, sum2));
      storePair(o, step, f64x2.mul(f64x2.sqrt(f64x2.pmax(d, zero)), inverse));
      storePair(o + 2 * step, step, f64x2.mul(f64x2.sqrt(f64x2.pmax(d2, zero)), inverse));
      temp -= 64;
      o += 8;
    }
    o = out + ((<usize>m) << 3);
    exactWhenFlat(o, at, n, true);
    exactWhenFlat(o + step, at + step, n, true);
    exactWhenFlat(o + 2 * step, at + 2 * step, n, true);
    exactWhenFlat(o + 3 * step, at + 3 * step, n, true);
  }
}

/**
 * Mean with the weights 1 … n. Back from m − 1 the sums of the sums so far give weights that grow towards m; forward
 * from m each value has j − i less than … the k = n − 1 − j values before: Σ(k + 1 + i)·x[m + i] = (k + 1)·Σx + Σi·x.
 */
export function weightedMean(out: usize, x: usize, n: i32, first: i32, bars: i32, scratch: usize): void {
  const step = (<usize>n) << 3;
  const total = f64x2.splat((<f64>n * (<f64>n + 1)) / 2);
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let m = first; m < bars; m += 4 * n) {
    const at = x + ((<usize>m) << 3);
    let s = zero;
    let q = zero;
    let t = zero;
    let r = zero;
    let temp = scratch;
    v128.store(temp, s);
    v128.store(temp, s, 16);
    for (let p = at - 8, end = at - step; p > end; p -= 8) {
      s = f64x2.add(s, pair(p, step));
      t = f64x2.add(t, pair(p + 2 * step, step));
      q = f64x2.add(q, s);
      r = f64x2.add(r, t);
      temp += 32;
      v128.store(temp, q);
      v128.store(temp, r, 16);
    }
    s = pair(at, step);
    t = pair(at + 2 * step, step);
    q = zero;
    r = zero;
    let k = f64x2.splat(n);
    let i = zero;
    let o = out + ((<usize>m) << 3);
    storePair(o, step, f64x2.div(f64x2.add(v128.load(temp), f64x2.add(f64x2.mul(k, s), q)), total));
    storePair(o + 2 * step, step, f64x2.div(f64x2.add(v128.load(temp, 16), f64x2.add(f64x2.mul(k, t), r)), total));
    for (let p = at + 8, end = at + step; p < end; p += 8) {
      const v = pair(p, step);
      const w = pair(p + 2 * step, step);
      i = f64x2.add(i, one);
      k = f64x2.sub(k, one);
      s = f64x2.add(s, v);
      t = f64x2.add(t, w);
      q = f64x2.add(q, f64x2.mul(i, v));
      r = f64x2.add(r, f64x2.mul(i, w));
      temp -= 32;
      o += 8;
      storePair(o, step, f64x2.div(f64x2.add(v128.load(temp), f64x2.add(f64x2.mul(k, s), q)), total));
      storePair(o + 2 * step, step, f64x2.div(f64x2.add(v128.load(temp, 16), f64x2.add(f64x2.mul(k, t), r)), total));
    }
    o = out + ((<usize>m) << 3);
    exactWhenFlat(o, at, n, false);
    exactWhenFlat(o + step, at + step, n, false);
    exactWhenFlat(o + 2 * step, at + 2 * step, n, false);
    exactWhenFlat(o + 3 * step, at + 3 * step, n, false);
  }
}

/**
 * Largest value, or the smallest when `sign` is −0 (the largest of the negated). pmax drops a NaN in the running value,
 * so the NaNs seen are kept as masks beside it and put in at the end.
 */
export function extreme(out: usize, x: usize, n: i32, first: i32, bars: i32, scratch: usize, sign: f64): void {
  const step = (<usize>n) << 3;
  const flip = f64x2.splat(sign);
  for (let m = first; m < bars; m += 4 * n) {
    const at = x + ((<usize>m) << 3);
    let s = f64x2.splat(-Infinity);
    let t = s;
    let sNaN = i64x2.splat(0);
    let tNaN = sNaN;
    let temp = scratch;
    v128.store(temp, s);
    v128.store(temp, s, 16);
    for (let p = at - 8, end = at - step; p > end; p -= 8) {
      const v = v128.xor(pair(p, step), flip);
      const w = v128.xor(pair(p + 2 * step, step), flip);
      s = f64x2.pmax(v, s);
      t = f64x2.pmax(w, t);
      sNaN = v128.or(sNaN, f64x2.ne(v, v));
      tNaN = v128.or(tNaN, f64x2.ne(w, w));
      temp += 32;
      v128.store(temp, v128.or(s, sNaN));
      v128.store(temp, v128.or(t, tNaN), 16);
    }
    s = f64x2.splat(-Infinity);
    t = s;
    sNaN = i64x2.splat(0);
    tNaN = sNaN;
    let o = out + ((<usize>m) << 3);
    for (let p = at, end = at + step; p < end; p += 8) {
      const v = v128.xor(pair(p, step), flip);
      const w = v128.xor(pair(p + 2 * step, step), flip);
      s = f64x2.pmax(v, s);
      t = f64x2.pmax(w, t);
      sNaN = v128.or(sNaN, f64x2.ne(v, v));
      tNaN = v128.or(tNaN, f64x2.ne(w, w));
      const before = v128.load(temp);
      const before2 = v128.load(temp, 16);
      storePair(o, step, v128.xor(v128.or(f64x2.pmax(before, s), sNaN), flip));
      storePair(o + 2 * step, step, v128.xor(v128.or(f64x2.pmax(before2, t), tNaN), flip));
      temp -= 32;
      o += 8;
    }
  }
}
