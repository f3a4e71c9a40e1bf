import { type Draft, type DraftPeriod, type PeriodRole, periodRoles } from './draft.ts';
import { withoutSplit } from './held-out.ts';

/** Bars [start, end). */
export interface BarRange {
  readonly start: number;
  readonly end: number;
}

/** What is dragged of a period: an end of it, or all of it. */
export type DragPart = 'start' | 'end' | 'whole';

interface DragLimits {
  /** Of the data set. */
  readonly bars: number;
  /** The fewest that a period may have: the window and two more. */
  readonly least: number;
  /** Where other periods begin and end. */
  readonly edges: readonly number[];
  /** How near an edge has to be to draw the period to it, in bars. */
  readonly near: number;
}

/**
 * A period after a part of it was dragged by so many bars: it stays within the data, keeps the length that the window
 * needs, and is drawn to edges that are near.
 */
export function dragged(range: BarRange, part: DragPart, by: number, { bars, least, edges, near }: DragLimits): BarRange {
  const { start, end } = range;
  const snapped = (bar: number) => {
    const edge = [0, bars, ...edges].reduce((best, next) => (Math.abs(next - bar) < Math.abs(best - bar) ? next : best));
    return Math.abs(edge - bar) <= near ? edge : bar;
  };
  const within = (bar: number, low: number, high: number) => Math.max(low, Math.min(Math.max(low, high), bar));
  if (part === 'start') return { start: within(snapped(Math.round(start + by)), 0, end - least), end };
  if (part === 'end') return { start, end: within(snapped(Math.round(end + by)), Math.min(bars, start + least), bars) };
  const length = end - start;
  const [first, last] = [Math.round(start + by), Math.round(end + by)];
  const [atStart, atEnd] = [snapped(first), snapped(last)];
  // The nearer edge of the two wins.
  const moved = atEnd !== last && (atStart === first || Math.abs(atEnd - last) < Math.abs(atStart - first)) ? atEnd - length : atStart;
  const place = within(moved, 0, bars - length);
  return { start: place, end: place + length };
}

const typed = ({ start, end }: BarRange) => ({ start: String(start), end: String(end) });

/** The draft with one of its periods elsewhere. @param training its training periods, the default ones where it names none */
export function withRange(draft: Draft, training: readonly DraftPeriod[], role: PeriodRole, index: number, range: BarRange): Draft {
  const own = role === 'periods' ? training : draft[role];
  return { ...draft, kept: withoutSplit(draft), [role]: own.map((period, i) => (i === index ? { ...period, ...typed(range) } : period)) };
}

/**
 * The draft with one period more, in its place among those of its role; the others make room for it.
 *
 * @param least the fewest bars that a period may have: what is left of one that has fewer goes
 */
export function withDrawn(draft: Draft, training: readonly DraftPeriod[], role: PeriodRole, range: BarRange, least: number): Draft {
  const lists = { periods: training, validation: draft.validation, holdout: draft.holdout };
  const [periods, validation, holdout] = periodRoles.map((of) => {
    const beside = numbered(lists[of].flatMap((period) => around(period, range, least)));
    if (of !== role) return beside;
    const all = [...beside, { id: beside.length, ...typed(range) }];
    return all.sort((a, b) => Number(a.start) - Number(b.start));
  }) as [DraftPeriod[], DraftPeriod[], DraftPeriod[]];
  // Something has to be trained on: a period over all of it stays over it, and the form says so.
  return { ...draft, kept: withoutSplit(draft), periods: periods.length > 0 ? periods : training, validation, holdout };
}

/** What is left of a period before and behind a stretch. What is no period yet stays as it is typed. */
function around(period: DraftPeriod, { start, end }: BarRange, least: number): DraftPeriod[] {
  const own = rangeOf(period, Number.POSITIVE_INFINITY);
  if (!own || own.end <= start || own.start >= end) return [period];
  const pieces = [
    { start: own.start, end: Math.min(own.end, start) },
    { start: Math.max(own.start, end), end: own.end },
  ];
  return pieces.filter((piece) => piece.end - piece.start >= least).map((piece) => ({ ...period, ...typed(piece) }));
}

const numbered = (periods: readonly DraftPeriod[]): DraftPeriod[] => periods.map((period, id) => ({ ...period, id }));

/** What is typed, as bars; null where that is no period. */
export function rangeOf({ start, end }: DraftPeriod, bars: number): BarRange | null {
  const range = { start: Number(start), end: Number(end) };
  const whole = start.trim() !== '' && end.trim() !== '' && Number.isInteger(range.start) && Number.isInteger(range.end);
  return whole && range.start >= 0 && range.start < range.end && range.end <= bars ? range : null;
}
