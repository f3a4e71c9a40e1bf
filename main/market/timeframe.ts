import { DAY, HOUR, MINUTE } from './calendar.ts';
import { TimeframeError } from './errors.ts';

/** The size of resampled bars: so many milliseconds from the start of the session on, a session, a week or a month. */
export type Timeframe = { readonly unit: 'slot'; readonly step: number } | { readonly unit: 'session' | 'week' | 'month' };

const spelling = 'a timeframe is minutes (5m), hours (1h, 4h), 1d (a session), 1w or 1M (a month)';

/** Reads `5m`, `1h`, `1d`, `1w` or `1M`. @throws {TimeframeError} that says how timeframes are written */
export function parseTimeframe(text: string): Timeframe {
  const [, digits, unit] = /^([1-9]\d*)([mhdwM])$/.exec(text) ?? [];
  const count = Number(digits);
  if (unit === 'm' || unit === 'h') {
    const step = count * (unit === 'm' ? MINUTE : HOUR);
    if (step < DAY) return { unit: 'slot', step };
  } else if (count === 1) {
    return { unit: unit === 'd' ? 'session' : unit === 'w' ? 'week' : 'month' };
  }
  throw new TimeframeError(`"${text}" is no timeframe: ${spelling}`);
}

/** How people read the size of a bar: 5 minutes, 4 hours, 1 day. */
function sizeText(size: number): string {
  const [name, unit] = size >= DAY ? (['day', DAY] as const) : size >= HOUR ? (['hour', HOUR] as const) : (['minute', MINUTE] as const);
  const count = Math.round((size / unit) * 10) / 10;
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** @throws {TimeframeError} when bars of `size` milliseconds do not fill bars of this timeframe evenly */
export function checkTimeframe(text: string, size: number): void {
  const timeframe = parseTimeframe(text);
  if (timeframe.unit === 'slot' && (timeframe.step <= size || timeframe.step % size !== 0)) {
    throw new TimeframeError(`bars of ${sizeText(size)} cannot be put together to ${text}: take a larger multiple of them`);
  }
  const largest = timeframe.unit === 'session' ? DAY - 1 : DAY;
  if (timeframe.unit !== 'slot' && size > largest) {
    throw new TimeframeError(`bars of ${sizeText(size)} cannot be put together to ${text}: import bars that are smaller`);
  }
}
