/**
 * Rolling functions in O(1) a bar that carry nothing from one window into the next: the method of van Herk (1992) and
 * of Gil and Werman (1993), for sums as well as for extremes.
 *
 * Boundaries stand at the multiples of the period n. The window that ends at bar m + j, 0 ≤ j < n, holds the n − 1 − j
 * values before the boundary m and the values m … m + j. So the sums running back from m − 1 and those running forward
 * from m give all n windows that hold bar m, by one addition each. A window's result depends on its own values alone,
 * and its error is that of a sum of n values.
 *
 * Lanes are boundaries: four are worked on at a time, in two vectors, so that no lane waits for another. `x` and `out`
 * are addresses of bar 0 of a column; before it lie at least n values (NaN before the data), after its end at least 4n
 * of any value, written to freely in `out`. `first` is the first boundary, `bars` the length, `scratch` 64n bytes.
 */

/** Lane 0 from `p`, lane 1 from `p + step`. */
export function pair(p: usize, step: usize): v128 {
  return v128.load_lane<f64>(p + step, v128.load_zero<f64>(p), 1);
}

export function storePair(p: usize, step: usize, v: v128): void {
  v128.store_lane<f64>(p, v, 0);
  v128.store_lane<f64>(p + step, v, 1);
}

/**
 * Makes windows exact whose values are all equal: each of them holds the boundary `m`, so the runs of its value on both
 * sides tell which. They get that value, or 0 when `zero`.
 */
export function exactWhenFlat(out: usize, x: usize, n: i32, zero: bool): void {
  const value = load<f64>(x);
  if (load<f64>(x - 8) != value && load<f64>(x + 8) != value) return;
  let before: i32 = 0;
  while (before < n - 1 && load<f64>(x - ((<usize>before + 1) << 3)) == value) before++;
  let after: i32 = 0;
  while (after < n - 1 && load<f64>(x + ((<usize>after + 1) << 3)) == value) after++;
  for (let j = n - 1 - before; j <= after; j++) store<f64>(out + ((<usize>j) << 3), zero ? 0 : value);
}
