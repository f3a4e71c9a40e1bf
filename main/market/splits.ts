import type { Period } from './bars.ts';
import { PeriodError } from './errors.ts';

/** Cuts `length` bars into `count` periods, one behind the other, whose lengths differ by one bar at most. */
export function equalPeriods(length: number, count: number): Period[] {
  if (!Number.isInteger(count) || count < 1 || count > length) {
    throw new PeriodError(`${length} bars cannot be cut into ${count} periods: choose a whole number from 1 to ${length}`);
  }
  const cut = (i: number) => Math.floor((i * length) / count);
  return Array.from({ length: count }, (_, i) => ({ start: cut(i), end: cut(i + 1) }));
}

/**
 * Checks that a fitness can be computed on each period. Returns are those of bars start + window to end − 2, so a
 * period that is to hold one has at least window + 2 bars. Periods may overlap.
 *
 * @param length bars of the data set
 * @param window bars that a decision may look back on
 * @throws PeriodError that names the period and says how to mend it
 */
export function checkPeriods(periods: readonly (Period & { readonly name?: string })[], length: number, window: number): void {
  if (periods.length === 0) throw new PeriodError('there is no period: give one or more, such as 0:1000');
  periods.forEach(({ start, end, name: given }, i) => {
    const name = `${given ?? `period ${i + 1}`} (${start}:${end})`;
    if (!Number.isInteger(start) || !Number.isInteger(end)) throw new PeriodError(`${name} has to begin and end at whole bars`);
    if (start < 0) throw new PeriodError(`${name} begins before the first bar: begin at 0 or later`);
    if (end > length) throw new PeriodError(`${name} ends behind the data, which has ${length} bars: end at ${length} or before`);
    if (end <= start) throw new PeriodError(`${name} ends before it begins: the end has to be larger than the start`);
    if (end - start < window + 2) {
      const message = `${name} has ${end - start} bars, and a window of ${window} needs at least ${window + 2}`;
      throw new PeriodError(`${message}: make the period longer, take fewer periods, or make the window smaller`);
    }
  });
}
