/** Functions that look at one bar, or at it and the one before: columns in, a new column of the same length out. */

export function add(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! + b[t]!;
  return out;
}

export function sub(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! - b[t]!;
  return out;
}

export function mul(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! * b[t]!;
  return out;
}

/** a ÷ b, 1 where b = 0 (whatever a is, NaN included). */
export function div(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = b[t] === 0 ? 1 : a[t]! / b[t]!;
  return out;
}

export function neg(a: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = -a[t]!;
  return out;
}

export function abs(a: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = Math.abs(a[t]!);
  return out;
}

/** The smaller of two values, NaN if either is NaN. */
export function min(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = Math.min(a[t]!, b[t]!);
  return out;
}

/** The larger of two values, NaN if either is NaN. */
export function max(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = Math.max(a[t]!, b[t]!);
  return out;
}

/** a > b, false where either is NaN. */
export function gt(a: Float64Array, b: Float64Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! > b[t]! ? 1 : 0;
  return out;
}

/** a < b, false where either is NaN. */
export const lt = (a: Float64Array, b: Float64Array): Uint8Array => gt(b, a);

/** a > b now and a ≤ b one bar before; false at the first bar. */
export function crossAbove(a: Float64Array, b: Float64Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 1; t < out.length; t++) out[t] = a[t]! > b[t]! && a[t - 1]! <= b[t - 1]! ? 1 : 0;
  return out;
}

/** a < b now and a ≥ b one bar before; false at the first bar. */
export const crossBelow = (a: Float64Array, b: Float64Array): Uint8Array => crossAbove(b, a);

export function and(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! & b[t]!;
  return out;
}

export function or(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! | b[t]!;
  return out;
}

export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! ^ b[t]!;
  return out;
}

export function not(a: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = a[t]! ^ 1;
  return out;
}

/** a where the condition holds, else b. */
export function ifElse(condition: Uint8Array, a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let t = 0; t < out.length; t++) out[t] = condition[t] === 1 ? a[t]! : b[t]!;
  return out;
}
