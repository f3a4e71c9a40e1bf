/**
 * Whether counts agree with the shares expected, by Pearson's test at p = 0.001 (critical value after Wilson and
 * Hilferty 1931). With a fixed seed it gives the same answer every time.
 */
export function agrees(counts: readonly number[], shares: readonly number[] = counts.map(() => 1)): boolean {
  const total = counts.reduce((a, b) => a + b, 0);
  const weight = shares.reduce((a, b) => a + b, 0);
  const statistic = counts.reduce((sum, count, i) => {
    const expected = (total * shares[i]!) / weight;
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  const freedom = counts.length - 1;
  const spread = 2 / (9 * freedom);
  return statistic < freedom * (1 - spread + 3.0902 * Math.sqrt(spread)) ** 3;
}
