import type { Sight } from './sight.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** 1970 began on a Thursday. */
const MONDAY = 4 * DAY;

interface Step {
  readonly unit: 'minute' | 'day' | 'month' | 'year';
  readonly every: number;
  /** Milliseconds, about. */
  readonly length: number;
}

const step = (unit: Step['unit'], length: number) => (every: number) => ({ unit, every, length: every * length });
const steps: readonly Step[] = [
  ...[1, 5, 15, 30, 60, 180, 360, 720].map(step('minute', MINUTE)),
  ...[1, 2, 7, 14].map(step('day', DAY)),
  ...[1, 3, 6].map(step('month', 30.44 * DAY)),
  ...[1, 2, 5, 10, 20, 50, 100].map(step('year', 365.25 * DAY)),
];

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

export interface TimeTick {
  /** Milliseconds since 1970, UTC. */
  readonly time: number;
  readonly text: string;
}

/** Moments in equal steps of the calendar, at most so many, each as short as what stands before it allows: 2004, Apr, 13 Jan, 14:30. */
export function timeTicks([from, to]: Sight, most = 8): TimeTick[] {
  if (!(to > from)) return [];
  const chosen = steps.find(({ length }) => (to - from) / length <= most) ?? steps.at(-1)!;
  const found = momentsOf(chosen, from, to);
  return found.map((time, i) => ({ time, text: textOf(chosen, time, found[i - 1]) }));
}

/** The place of the first of ascending times that is not before a moment; that of the last when all are. */
export function firstFrom(times: Float64Array, moment: number): number {
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function momentsOf({ unit, every, length }: Step, from: number, to: number): number[] {
  const all: number[] = [];
  if (unit === 'minute' || unit === 'day') {
    const origin = unit === 'day' && every >= 7 ? MONDAY : 0;
    for (let time = Math.ceil((from - origin) / length) * length + origin; time <= to; time += length) all.push(time);
    return all;
  }
  const size = unit === 'year' ? 12 * every : every;
  const first = new Date(from);
  const month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  for (let place = Math.floor(month / size) * size; ; place += size) {
    const time = Date.UTC(Math.floor(place / 12), place % 12);
    if (time > to) return all;
    if (time >= from) all.push(time);
  }
}

/** The year is told where it changes and at the first, the day likewise among times of day. */
function textOf({ unit }: Step, time: number, before: number | undefined): string {
  const at = new Date(time);
  const year = String(at.getUTCFullYear());
  const newYear = before === undefined || new Date(before).getUTCFullYear() !== at.getUTCFullYear();
  const month = months[at.getUTCMonth()]!;
  if (unit === 'year') return year;
  if (unit === 'month') return !newYear ? month : at.getUTCMonth() === 0 ? year : `${month} ${year}`;
  const day = `${at.getUTCDate()} ${month}`;
  if (unit === 'day') return newYear ? `${day} ${year}` : day;
  const clock = at.toISOString().slice(11, 16);
  if (before === undefined) return clock === '00:00' ? day : `${day} ${clock}`;
  return clock === '00:00' ? day : clock;
}
