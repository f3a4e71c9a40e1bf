/**
 * Pearson's correlation of every two columns, over their common rows: a square, row after row. NaN where a column does not
 * vary, the diagonal included.
 *
 * @param rows places to count; absent: all
 */
export function correlations(columns: readonly Float64Array[], rows?: Uint32Array): Float64Array {
  const standard = columns.map((column) => standardised(rows ? Float64Array.from(rows, (row) => column[row]!) : column.slice()));
  const n = columns.length;
  const square = new Float64Array(n * n).fill(Number.NaN);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = correlation(standard[i]!, standard[j]!);
      square[i * n + j] = value;
      square[j * n + i] = value;
    }
  }
  return square;
}

/** Of two columns that `standardised` made. */
export function correlation(a: Float64Array | null, b: Float64Array | null): number {
  if (!a || !b) return Number.NaN;
  if (a === b) return 1;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return Math.max(-1, Math.min(1, sum));
}

/** In place, with mean 0 and a sum of squares of 1; null where nothing varies. */
export function standardised(column: Float64Array): Float64Array | null {
  if (column.length === 0 || column.every((value) => value === column[0])) return null;
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  let squares = 0;
  for (let i = 0; i < column.length; i++) {
    column[i]! -= mean;
    squares += column[i]! ** 2;
  }
  const norm = Math.sqrt(squares);
  for (let i = 0; i < column.length; i++) column[i]! /= norm;
  return column;
}
