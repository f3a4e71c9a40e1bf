/**
 * Functions of one bar. Columns are addresses of f64; an operand that is the same at every bar is an address of 16
 * equal f64 and the mask 0, any other has the mask −1. `bytes` is a multiple of 128: 16 bars, one store of signal bits.
 */

export function add(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    v128.store(out + i, f64x2.add(v128.load(p), v128.load(q)));
    v128.store(out + i, f64x2.add(v128.load(p, 16), v128.load(q, 16)), 16);
    v128.store(out + i, f64x2.add(v128.load(p, 32), v128.load(q, 32)), 32);
    v128.store(out + i, f64x2.add(v128.load(p, 48), v128.load(q, 48)), 48);
  }
}

export function sub(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    v128.store(out + i, f64x2.sub(v128.load(p), v128.load(q)));
    v128.store(out + i, f64x2.sub(v128.load(p, 16), v128.load(q, 16)), 16);
    v128.store(out + i, f64x2.sub(v128.load(p, 32), v128.load(q, 32)), 32);
    v128.store(out + i, f64x2.sub(v128.load(p, 48), v128.load(q, 48)), 48);
  }
}

export function mul(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    v128.store(out + i, f64x2.mul(v128.load(p), v128.load(q)));
    v128.store(out + i, f64x2.mul(v128.load(p, 16), v128.load(q, 16)), 16);
    v128.store(out + i, f64x2.mul(v128.load(p, 32), v128.load(q, 32)), 32);
    v128.store(out + i, f64x2.mul(v128.load(p, 48), v128.load(q, 48)), 48);
  }
}

/** a ÷ b, 1 where b = 0. */
export function div(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const y = v128.load(b + (i & bMask));
    v128.store(out + i, v128.bitselect(one, f64x2.div(v128.load(a + (i & aMask)), y), f64x2.eq(y, zero)));
  }
}

/** a ÷ b − 1, 0 where b = 0. */
export function change(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const y = v128.load(b + (i & bMask));
    v128.store(out + i, v128.andnot(f64x2.sub(f64x2.div(v128.load(a + (i & aMask)), y), one), f64x2.eq(y, zero)));
  }
}

/** The smaller of two, NaN if either is NaN: pmin hands on a NaN of its first operand only, the comparison adds the other's. */
function smaller(p: usize, q: usize): v128 {
  const y = v128.load(q);
  return v128.or(f64x2.pmin(v128.load(p), y), f64x2.ne(y, y));
}

function larger(p: usize, q: usize): v128 {
  const y = v128.load(q);
  return v128.or(f64x2.pmax(v128.load(p), y), f64x2.ne(y, y));
}

export function min(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    v128.store(out + i, smaller(p, q));
    v128.store(out + i, smaller(p + 16, q + 16), 16);
    v128.store(out + i, smaller(p + 32, q + 32), 32);
    v128.store(out + i, smaller(p + 48, q + 48), 48);
  }
}

export function max(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 64) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    v128.store(out + i, larger(p, q));
    v128.store(out + i, larger(p + 16, q + 16), 16);
    v128.store(out + i, larger(p + 32, q + 32), 32);
    v128.store(out + i, larger(p + 48, q + 48), 48);
  }
}

export function neg(out: usize, a: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 32) {
    v128.store(out + i, f64x2.neg(v128.load(a + i)));
    v128.store(out + i, f64x2.neg(v128.load(a + i, 16)), 16);
  }
}

export function abs(out: usize, a: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 32) {
    v128.store(out + i, f64x2.abs(v128.load(a + i)));
    v128.store(out + i, f64x2.abs(v128.load(a + i, 16)), 16);
  }
}

export function fill(out: usize, value: f64, bytes: usize): void {
  const v = f64x2.splat(value);
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v);
}

/** a where the bit is set, else b. */
export function ifElse(out: usize, bits: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 128) {
    const word = <u32>load<u16>(bits + (i >> 6));
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    if (word == 0 || word == 0xffff) {
      const from = word ? p : q;
      for (let k: usize = 0; k < 128; k += 16) v128.store(out + i + k, v128.load(from + k));
      continue;
    }
    const w = i64x2.splat(word);
    v128.store(out + i, v128.bitselect(v128.load(p), v128.load(q), i64x2.ne(v128.and(w, i64x2(1, 2)), i64x2(0, 0))));
    v128.store(out + i, v128.bitselect(v128.load(p, 16), v128.load(q, 16), i64x2.ne(v128.and(w, i64x2(4, 8)), i64x2(0, 0))), 16);
    v128.store(out + i, v128.bitselect(v128.load(p, 32), v128.load(q, 32), i64x2.ne(v128.and(w, i64x2(16, 32)), i64x2(0, 0))), 32);
    v128.store(out + i, v128.bitselect(v128.load(p, 48), v128.load(q, 48), i64x2.ne(v128.and(w, i64x2(64, 128)), i64x2(0, 0))), 48);
    v128.store(out + i, v128.bitselect(v128.load(p, 64), v128.load(q, 64), i64x2.ne(v128.and(w, i64x2(256, 512)), i64x2(0, 0))), 64);
    v128.store(out + i, v128.bitselect(v128.load(p, 80), v128.load(q, 80), i64x2.ne(v128.and(w, i64x2(1024, 2048)), i64x2(0, 0))), 80);
    v128.store(out + i, v128.bitselect(v128.load(p, 96), v128.load(q, 96), i64x2.ne(v128.and(w, i64x2(4096, 8192)), i64x2(0, 0))), 96);
    v128.store(out + i, v128.bitselect(v128.load(p, 112), v128.load(q, 112), i64x2.ne(v128.and(w, i64x2(16384, 32768)), i64x2(0, 0))), 112);
  }
}
