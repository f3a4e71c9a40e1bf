import { DAY, MINUTE } from '../calendar.ts';

/** Clocks are changed at whole quarters of an hour. */
const QUARTER = 15 * MINUTE;

/** Whether this is a zone that the runtime knows: `UTC`, `America/New_York`, `+01:00`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Between the clocks of a place and UTC, with the changes to and from summer time. Times in milliseconds. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();
  /** By day: its offset, null for a day on which clocks are changed. */
  readonly #days = new Map<number, number | null>();

  /** @throws RangeError for a name that is no zone */
  constructor(name: string) {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...parts });
  }

  /** How far the clocks are ahead of UTC. */
  offset(utc: number): number {
    const day = Math.floor(utc / DAY);
    let whole = this.#days.get(day);
    if (whole === undefined) {
      const [first, last] = [this.#exact(day * DAY), this.#exact((day + 1) * DAY)];
      whole = first === last ? first : null;
      this.#days.set(day, whole);
    }
    return whole ?? this.#exact(Math.floor(utc / QUARTER) * QUARTER);
  }

  /**
   * UTC of what a clock shows, as milliseconds of that date and time read as if they were UTC.
   *
   * @param after when an hour comes twice, the first one is meant unless it is not after this
   * @returns NaN for a time that the clock skips
   */
  utc(local: number, after: number): number {
    const [before, behind] = [this.offset(local - DAY), this.offset(local + DAY)];
    const first = local - Math.max(before, behind);
    const second = local - Math.min(before, behind);
    const firstFits = this.offset(first) === local - first;
    if (first === second) return firstFits ? first : Number.NaN;
    const secondFits = this.offset(second) === local - second;
    if (firstFits && (first > after || !secondFits)) return first;
    return secondFits ? second : Number.NaN;
  }

  #exact(utc: number): number {
    const known = this.#offsets.get(utc);
    if (known !== undefined) return known;
    const part = Object.fromEntries(this.#format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const shown = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
    const offset = shown - Math.floor(utc / 1000) * 1000;
    this.#offsets.set(utc, offset);
    return offset;
  }
}
