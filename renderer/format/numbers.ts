/** Numbers as they are shown: a true minus sign, thousands separated, and a dash for what does not exist. */

export const NONE = '–';

const minus = (text: string) => text.replace('-', '−');
const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

export function count(value: number | null | undefined): string {
  return value == null || !Number.isFinite(value) ? NONE : minus(whole.format(value));
}

export function decimal(value: number | null | undefined, digits = 2): string {
  return value == null || !Number.isFinite(value) ? NONE : minus(positiveZero(value.toFixed(digits)));
}

/** A price with six digits or more, and two behind the point at the least: 1,381.52, 1.10235, 0.000123457. */
export function price(value: number | null | undefined): string {
  if (value == null || !Number.isFinite(value)) return NONE;
  const digits = value === 0 ? 2 : Math.min(12, Math.max(2, 5 - Math.floor(Math.log10(Math.abs(value)))));
  return minus(value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
}

/** A fraction as a percentage: 0.1234 → 12.3%. Large ones lose their digits: 45.67 → 4,567%. */
export function percent(fraction: number | null | undefined, digits = 1): string {
  if (fraction == null || !Number.isFinite(fraction)) return NONE;
  const value = fraction * 100;
  return Math.abs(value) >= 1000 ? `${count(value)}%` : `${minus(positiveZero(value.toFixed(digits)))}%`;
}

/** Per second, with few digits: 12,345/s, 0.42 evaluations/s. */
export function rate(perSecond: number | null | undefined, of = ''): string {
  if (perSecond == null || !Number.isFinite(perSecond)) return NONE;
  return `${perSecond < 10 ? decimal(perSecond, 2) : count(perSecond)}${of && ` ${of}`}/s`;
}

/** −0.00 says nothing that 0.00 does not. */
const positiveZero = (text: string) => (/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);

/** Keeps the beginning and the end of a long text such as a path. */
export function middleTruncate(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = Math.max(2, length - 1);
  return `${text.slice(0, Math.floor(kept / 3))}…${text.slice(text.length - Math.ceil((kept * 2) / 3))}`;
}

/** Four significant digits, for numbers of any size: 0.01234, 12,340. */
export function digits(value: number | null | undefined): string {
  if (value == null || !Number.isFinite(value)) return NONE;
  return Math.abs(value) >= 1000 ? count(value) : minus(String(Number(value.toPrecision(4))));
}

/** Of a file: 12.3 MB, 850 KB. */
export const fileSize = (bytes: number): string => (bytes >= 1e6 ? `${decimal(bytes / 1e6, 1)} MB` : `${count(Math.ceil(bytes / 1e3))} KB`);
