import { NONE } from './numbers.ts';

const pad = (n: number) => String(n).padStart(2, '0');

/** The UTC date of a bar, as in the data: 2004-03-17. */
export function date(milliseconds: number | null | undefined): string {
  if (milliseconds == null || !Number.isFinite(milliseconds)) return NONE;
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** When a bar opened, UTC: the day, or for bars within a day with its time, 2004-03-17 14:30. */
export function barTime(milliseconds: number | null | undefined, intraday: boolean): string {
  if (!intraday || milliseconds == null || !Number.isFinite(milliseconds)) return date(milliseconds);
  return new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
}

/** A moment in the reader's own time zone: 2026-08-22 14:05. */
export function moment(milliseconds: number | null | undefined): string {
  if (milliseconds == null || !Number.isFinite(milliseconds)) return NONE;
  const d = new Date(milliseconds);
  return `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())} ${pad(d.getHours())}:${pad(d.getMinutes())}`;
}

/** Seconds as 0.4 s, 12 s, 3:05 min, 2:03:09 h or 3 d 4 h. */
export function duration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return NONE;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)}:${pad(s % 60)} min`;
  if (s < 86_400) return `${Math.floor(s / 3600)}:${pad(Math.floor(s / 60) % 60)}:${pad(s % 60)} h`;
  return `${Math.floor(s / 86_400)} d ${Math.floor(s / 3600) % 24} h`;
}

/** When the bar at `index` opened, from times at equal steps over `bars` bars (all of them, or every so many). */
export function timeAt(time: ArrayLike<number>, bars: number, index: number): number | null {
  if (time.length === 0 || !Number.isInteger(index) || index < 0 || index >= bars) return null;
  if (time.length === bars) return time[index]!;
  return time[Math.round((index / Math.max(1, bars - 1)) * (time.length - 1))]!;
}
