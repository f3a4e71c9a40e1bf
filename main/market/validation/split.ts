import type { Period } from '../bars.ts';
import { PeriodError } from '../errors.ts';
import { checkPeriods } from '../splits.ts';

/** What a period is for: strategies are selected on training, watched on validation, and judged once on the holdout. */
export const roles = ['training', 'validation', 'holdout'] as const;
export type Role = (typeof roles)[number];

/** A period with the name that reports and errors use. */
export interface NamedPeriod extends Period {
  readonly name: string;
}

/**
 * Which periods serve what. A period judges the closes from start + window to end − 1; its first `window` bars are only
 * history. What periods of a different role share is therefore at most history: no return is judged in two roles.
 */
export type Split = { readonly [R in Role]: readonly NamedPeriod[] } & { readonly name: string };

/**
 * Returns, as a range [first, last): the return of bar b is that from its close to the next. All that a data set has to
 * judge are those from `window` to `length − 1`.
 */
export interface Returns {
  readonly first: number;
  readonly last: number;
}

export const judgeable = (length: number, window: number): Returns => ({ first: window, last: length - 1 });

/** The period that judges these returns: before them the bars of its history, after them the close of the last. */
export const periodOf = ({ first, last }: Returns, window: number, name: string): NamedPeriod => ({
  start: first - window,
  end: last + 1,
  name,
});

/** The returns that a period judges. */
export const returnsOf = ({ start, end }: Period, window: number): Returns => ({ first: start + window, last: end - 1 });

/** Cuts a range of returns at shares of it (rising, from 0 to 1). */
export function cutReturns({ first, last }: Returns, shares: readonly number[]): Returns[] {
  const places = shares.map((share) => first + Math.round(share * (last - first)));
  return places.slice(1).map((place, i) => ({ first: places[i]!, last: place }));
}

/** Equal parts of a range of returns, which differ by one at most. */
export const equalParts = (returns: Returns, count: number): Returns[] =>
  cutReturns(
    returns,
    Array.from({ length: count + 1 }, (_, i) => i / count),
  );

/** @throws {PeriodError} when `count` is no whole number from `least` on */
export function checkCount(what: string, count: number, least: number): void {
  if (!Number.isInteger(count) || count < least) throw new PeriodError(`${count} ${what}: take a whole number from ${least} on`);
}

/** @throws {PeriodError} when the share is not between 0 and 1, both excluded */
export function checkShare(what: string, share: number): void {
  if (!(share > 0 && share < 1)) throw new PeriodError(`${what} is ${share}: take a share between 0 and 1, such as 0.25`);
}

/**
 * Checks that every period of a generated split judges a return.
 *
 * @param what was to be generated, as in `20 runs`
 * @throws {PeriodError} that says what would mend it
 */
export function checkLongEnough(split: Split, what: string, length: number, window: number): void {
  for (const { start, end, name } of roles.flatMap((role) => split[role])) {
    if (end - start < window + 2) {
      const why = `${name} would have nothing to judge behind the ${window} bars of its history`;
      throw new PeriodError(`${length} bars are too few for ${what}: ${why}; take more bars, fewer periods or a smaller window`);
    }
  }
}

/**
 * Checks what a user has written: every period fits the data and judges a return, and no return
 * is judged in two roles.
 *
 * @param length bars of the data set
 * @throws {PeriodError} that names the periods and says how to mend them
 */
export function checkSplit(split: Split, length: number, window: number): void {
  const named = roles.flatMap((role) => split[role].map((period) => ({ ...period, role })));
  if (split.training.length === 0) throw new PeriodError('there is no training period: give one or more');
  checkPeriods(named, length, window);
  const byStart = named.map((period) => ({ ...period, ...returnsOf(period, window) })).sort((a, b) => a.first - b.first);
  for (const [i, a] of byStart.entries()) {
    for (const b of byStart.slice(i + 1)) {
      if (b.first >= a.last) break;
      if (a.role !== b.role) {
        const [from, to] = [b.first, Math.min(a.last, b.last)];
        const remedy = `begin ${b.name} at ${a.last - window} or later, or end ${a.name} at ${b.first + 1} or before`;
        throw new PeriodError(`${a.name} and ${b.name} both judge bars ${from} to ${to}: ${remedy}`);
      }
    }
  }
}
