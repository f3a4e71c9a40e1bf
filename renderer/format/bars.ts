import { count, NONE } from './numbers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const units = [
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1000],
] as const;

/** The size of a bar: 5 minutes, 4 hours, 1 day, 1 week, 1 month. */
export function barSizeText(milliseconds: number | null | undefined): string {
  if (milliseconds == null || !(milliseconds > 0)) return NONE;
  const days = milliseconds / DAY;
  if (days >= 27 && days <= 32) return '1 month';
  if (days >= 360 && days <= 370) return '1 year';
  const [name, size] = units.find(([, unit]) => milliseconds >= unit && Number.isInteger(milliseconds / unit)) ?? units.at(-1)!;
  const number = milliseconds / size;
  return `${number.toLocaleString('en-US', { maximumFractionDigits: 2 })} ${name}${number === 1 ? '' : 's'}`;
}

/** The size of a file: 812 bytes, 14 kB, 3.4 MB. */
export function fileSizeText(bytes: number): string {
  if (bytes < 1_000) return `${count(bytes)} bytes`;
  if (bytes < 1_000_000) return `${count(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** When a bar opened, with its time of day where the bars are smaller than a day. */
export function barTime(milliseconds: number, barSize: number): string {
  const text = new Date(milliseconds).toISOString();
  return barSize < DAY ? text.slice(0, 16).replace('T', ' ') : text.slice(0, 10);
}

/** A price with as many digits as tell it from its neighbours: 4,105.25, 12.34, 1.08764. */
export function priceText(price: number | null | undefined): string {
  if (price == null || !Number.isFinite(price)) return NONE;
  const digits = price >= 100 ? 2 : price >= 10 ? 3 : 5;
  return price.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: digits });
}
