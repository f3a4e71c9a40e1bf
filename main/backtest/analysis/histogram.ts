/** How often values lie in [start + i · step, start + (i + 1) · step). 0 is always an edge: gains and losses never share a bin. */
export interface Histogram {
  readonly start: number;
  readonly step: number;
  readonly counts: Uint32Array;
}

/** Bins at most, on the whole range: more are no longer told apart. */
const MOST = 60;

/**
 * Bins after Freedman and Diaconis (2 · IQR ÷ ∛n), the width rounded up to 1, 2 or 5 times a power of ten. Values that are
 * not finite are left out; none at all give no bins.
 */
export function histogram(values: ArrayLike<number>): Histogram {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const n = sorted.length;
  if (n === 0) return { start: 0, step: 0, counts: new Uint32Array() };
  const [lowest, highest] = [Math.min(0, sorted[0]!), Math.max(0, sorted[n - 1]!)];
  const spread = sorted[Math.floor(0.75 * (n - 1))]! - sorted[Math.floor(0.25 * (n - 1))]!;
  const width = Math.max((2 * spread) / Math.cbrt(n), (highest - lowest) / (MOST - 2)) || 0.01;
  const step = roundedUp(width);
  const place = (value: number) => {
    // A quotient may be rounded over an edge: what counts is the edge as it is written.
    const k = Math.floor(value / step);
    return value < k * step ? k - 1 : value >= (k + 1) * step ? k + 1 : k;
  };
  const first = place(lowest);
  const counts = new Uint32Array(place(highest) - first + 1);
  for (const value of sorted) counts[place(value) - first]!++;
  return { start: first * step, step, counts };
}

function roundedUp(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * ([1, 2, 5].find((factor) => factor * power >= width) ?? 10);
}
