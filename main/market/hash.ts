import { createHash } from 'node:crypto';
import { type Bars, barColumns } from './bars.ts';

/**
 * SHA-256 of the bars, hexadecimal: of their number as a float64, then of the columns time, open, high, low, close and
 * volume, each as float64, little-endian. Two data sets with the same hash give every strategy the same fitness.
 */
export function dataHash(bars: Bars): string {
  const hash = createHash('sha256').update(Float64Array.of(bars.length));
  for (const name of barColumns) hash.update(bars[name]);
  return hash.digest('hex');
}
