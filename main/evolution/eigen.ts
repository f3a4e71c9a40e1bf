/** Eigenvalues, smallest first, and unit eigenvectors in the columns of `vectors`: vectors[i][j] is component i of eigenvector j. */
export interface Eigen {
  readonly values: number[];
  readonly vectors: number[][];
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's cyclic rotations (Golub and Van Loan, §8.5), exact to
 * the last bits for the small matrices of CMA-ES. Of each eigenvector the largest component is positive, so that the
 * result depends on the matrix alone. Additions, divisions and square roots only: every machine gets the same bits.
 */
export function eigenSymmetric(matrix: readonly (readonly number[])[]): Eigen {
  const n = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p]![q]! ** 2;
    if (off === 0) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, i) => i).sort((i, j) => a[i]![i]! - a[j]![j]!);
  const signs = order.map((j) => {
    const largest = v.reduce((best, row) => (Math.abs(row[j]!) > Math.abs(best) ? row[j]! : best), 0);
    return largest < 0 ? -1 : 1;
  });
  return { values: order.map((j) => a[j]![j]!), vectors: v.map((row) => order.map((j, k) => row[j]! * signs[k]!)) };
}

/** Turns the plane of p and q so that the element between them becomes 0. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  // Too small to change anything beside the diagonal.
  if (Math.abs(apq) <= Number.EPSILON * 1e-3 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!))) {
    a[p]![q] = 0;
    a[q]![p] = 0;
    return;
  }
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const turn = (row: number[]) => {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  };
  for (const row of a) turn(row);
  const [rowP, rowQ] = [a[p]!, a[q]!];
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k]!, rowQ[k]!];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  a[p]![q] = 0;
  a[q]![p] = 0;
  for (const row of v) turn(row);
}
