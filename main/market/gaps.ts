import { barSize, DAY, dayOf, HOUR } from './calendar.ts';

/** Where bars are missing: between the bar at `after` and the one behind it. */
export interface Gap {
  readonly after: number;
  /** Of the last bar before the gap and the first one behind it, milliseconds since 1970, UTC. */
  readonly from: number;
  readonly to: number;
  /** How many bars of the usual size would fit in. Where nights and weekends lie in it, more than are missing. */
  readonly bars: number;
}

/** Exchanges close for no longer than this: Easter, Christmas, the days around New Year. */
const LONGEST_HOLIDAY = 5 * DAY;

/** Breaks within a day that are shorter than this do not end a session. */
const NIGHT = 3 * HOUR;

/** A break at the same time of day on so many days is a custom (lunch, maintenance), not a gap. */
const CUSTOM = 0.2;

/**
 * Stretches without bars that neither the weekend nor a holiday nor a break of every day explains. A judgement from the
 * times alone, since a file does not bring its exchange's calendar: markets that trade around the clock may not pause at
 * all, others up to five days, and bars of a week or more may come late by half their size.
 */
export function findGaps(time: Float64Array): Gap[] {
  const size = barSize(time);
  const days = new Set<number>();
  for (const t of time) days.add(dayOf(t));
  const saturdays = [...days].filter((day) => (day + 5) % 7 === 0).length;
  const aroundTheClock = saturdays * 14 > days.size;
  const breaks = size < DAY && !aroundTheClock ? breaksByTimeOfDay(time, size) : new Map<number, number>();

  const allowed = (i: number, step: number): boolean => {
    if (step <= 1.5 * size) return true;
    if (aroundTheClock || size > 1.5 * DAY) return false;
    if (size >= 0.9 * DAY || step > NIGHT) return step <= LONGEST_HOLIDAY;
    return (breaks.get(time[i - 1]! % DAY) ?? 0) >= CUSTOM * days.size;
  };
  const gaps: Gap[] = [];
  for (let i = 1; i < time.length; i++) {
    const step = time[i]! - time[i - 1]!;
    if (!allowed(i, step)) gaps.push({ after: i - 1, from: time[i - 1]!, to: time[i]!, bars: Math.max(1, Math.round(step / size) - 1) });
  }
  return gaps;
}

/** How often a shorter break begins at each time of day. */
function breaksByTimeOfDay(time: Float64Array, size: number): Map<number, number> {
  const count = new Map<number, number>();
  for (let i = 1; i < time.length; i++) {
    const step = time[i]! - time[i - 1]!;
    if (step <= 1.5 * size || step > NIGHT) continue;
    const clock = time[i - 1]! % DAY;
    count.set(clock, (count.get(clock) ?? 0) + 1);
  }
  return count;
}
