/** Comparisons of columns and logic: a signal is one bit a bar, bar t in bit t % 8 of byte t / 8. */

/** Sixteen bits from eight masks of two lanes. */
function pack(m0: v128, m1: v128, m2: v128, m3: v128, m4: v128, m5: v128, m6: v128, m7: v128): u32 {
  const low = v128.narrow<i32>(v128.shuffle<i32>(m0, m1, 0, 2, 4, 6), v128.shuffle<i32>(m2, m3, 0, 2, 4, 6));
  const high = v128.narrow<i32>(v128.shuffle<i32>(m4, m5, 0, 2, 4, 6), v128.shuffle<i32>(m6, m7, 0, 2, 4, 6));
  return i8x16.bitmask(v128.narrow<i16>(low, high));
}

/** Bits of a > b at the 16 bars from p and q. */
function greater(p: usize, q: usize): u32 {
  return pack(
    f64x2.gt(v128.load(p), v128.load(q)),
    f64x2.gt(v128.load(p, 16), v128.load(q, 16)),
    f64x2.gt(v128.load(p, 32), v128.load(q, 32)),
    f64x2.gt(v128.load(p, 48), v128.load(q, 48)),
    f64x2.gt(v128.load(p, 64), v128.load(q, 64)),
    f64x2.gt(v128.load(p, 80), v128.load(q, 80)),
    f64x2.gt(v128.load(p, 96), v128.load(q, 96)),
    f64x2.gt(v128.load(p, 112), v128.load(q, 112)),
  );
}

/** Bits of a ≤ b at the 16 bars from p and q. */
function atMost(p: usize, q: usize): u32 {
  return pack(
    f64x2.le(v128.load(p), v128.load(q)),
    f64x2.le(v128.load(p, 16), v128.load(q, 16)),
    f64x2.le(v128.load(p, 32), v128.load(q, 32)),
    f64x2.le(v128.load(p, 48), v128.load(q, 48)),
    f64x2.le(v128.load(p, 64), v128.load(q, 64)),
    f64x2.le(v128.load(p, 80), v128.load(q, 80)),
    f64x2.le(v128.load(p, 96), v128.load(q, 96)),
    f64x2.le(v128.load(p, 112), v128.load(q, 112)),
  );
}

/** Bits of a > b. Operands as in elementwise.ts; `bytes` is that of the columns. */
export function gt(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 128) store<u16>(out + (i >> 6), <u16>greater(a + (i & aMask), b + (i & bMask)));
}

/** Bits of a > b now and a ≤ b one bar before, false at the first bar. */
export function crossAbove(out: usize, a: usize, aMask: usize, b: usize, bMask: usize, bytes: usize): void {
  let before: u32 = 0;
  for (let i: usize = 0; i < bytes; i += 128) {
    const p = a + (i & aMask);
    const q = b + (i & bMask);
    before |= atMost(p, q) << 1;
    store<u16>(out + (i >> 6), <u16>(greater(p, q) & before));
    before >>= 16;
  }
}

/** The bits of `and`, `or`, `xor` work on whole 128-bit words: `bytes` is a multiple of 16. */
export function and(out: usize, a: usize, b: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.and(v128.load(a + i), v128.load(b + i)));
}

export function or(out: usize, a: usize, b: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.or(v128.load(a + i), v128.load(b + i)));
}

export function xor(out: usize, a: usize, b: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.xor(v128.load(a + i), v128.load(b + i)));
}

export function not(out: usize, a: usize, bytes: usize): void {
  for (let i: usize = 0; i < bytes; i += 16) v128.store(out + i, v128.not(v128.load(a + i)));
}
