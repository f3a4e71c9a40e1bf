const clock = /^[T ,:]?\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(.*)$/i;
const compact = /^[T ]?\s*(\d\d)(\d\d)(\d\d)?$/;
const hours = /^[T ,]?\s*(\d{1,2})-?([ap]m)$/i;
const zone = /^(?:UTC|GMT)?([+-])(\d\d)(?::?(\d\d))?$/i;

const HOUR = 3_600_000;
const MINUTE = 60_000;

/**
 * What stands behind a date: nothing, a time of day, and perhaps Z, UTC, GMT or an offset such as +01:00 or GMT+0100.
 * @returns milliseconds to add to midnight to get UTC, NaN when it cannot be read (other zone names included)
 */
export function parseClock(text: string): number {
  if (text === '') return 0;
  const rest = text.trim();
  const packed = compact.exec(rest);
  if (packed) return timeOfDay(Number(packed[1]), Number(packed[2]), Number(packed[3] ?? 0));
  const onlyHour = hours.exec(rest);
  if (onlyHour) return timeOfDay(hour24(Number(onlyHour[1]), onlyHour[2]!), 0, 0);
  const parts = clock.exec(rest);
  if (!parts) return Number.NaN;
  const [, hour, minute, second = '0', fraction = '0', half, behind] = parts;
  const day = timeOfDay(half ? hour24(Number(hour), half) : Number(hour), Number(minute), Number(second));
  return day + Number(`0.${fraction}`) * 1000 - offset(behind!);
}

function timeOfDay(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second < 60 ? hour * HOUR + minute * MINUTE + second * 1000 : Number.NaN;
}

/** 12 AM is midnight, 12 PM noon. */
function hour24(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/** Milliseconds by which a zone is ahead of UTC. */
function offset(text: string): number {
  if (text === '' || /^(z|utc|gmt)$/i.test(text)) return 0;
  const parts = zone.exec(text);
  if (!parts || Number(parts[2]) > 14 || Number(parts[3] ?? 0) > 59) return Number.NaN;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * HOUR + Number(parts[3] ?? 0) * MINUTE);
}
