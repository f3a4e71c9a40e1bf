import type { ChartColors } from './colors.ts';
import type { Sight } from './sight.ts';
import { timeTicks } from './time-ticks.ts';

/** What every chart shares: fonts, axes, grid lines and the tooltip, in the colours of the theme. */

export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Ubuntu, Cantarell, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const SIZE = 11;

export function base(colors: ChartColors) {
  return {
    // Not even of axes: while one zooms, and while rows arrive, the labels of before and after would stand over each other.
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, fontSize: SIZE, color: colors.muted },
  };
}

export function axis(colors: ChartColors) {
  return {
    axisLine: { show: true, lineStyle: { color: colors.border } },
    axisTick: { show: false },
    axisLabel: { color: colors.muted, fontSize: SIZE, hideOverlap: true },
    splitLine: { show: true, lineStyle: { color: colors.grid, width: 1 } },
    nameTextStyle: { color: colors.muted, fontSize: SIZE },
  };
}

/** What an axis over generations says below its numbers; charts leave room for it. */
export const ofGenerations = { name: 'Generation', nameLocation: 'middle' as const, nameGap: 20 };
export const generationsGrid = { left: 52, right: 16, top: 10, bottom: 36 } as const;

/** The labels of a time axis on which so much is in sight: at equal steps, which those of the library are not. */
export function timeLabels(sight: Sight) {
  const marks = timeTicks(sight);
  const texts = new Map(marks.map(({ time, text }) => [time, text]));
  return { customValues: marks.map(({ time }) => time), formatter: (time: number) => texts.get(time) ?? '' };
}

export function timeAxis(colors: ChartColors, sight: Sight) {
  const shared = axis(colors);
  return {
    ...shared,
    type: 'time' as const,
    axisLabel: { ...shared.axisLabel, ...timeLabels(sight) },
    splitLine: { show: false },
    useUTC: true,
  };
}

export function tooltip(colors: ChartColors) {
  return {
    backgroundColor: colors.surface,
    borderColor: colors.border,
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: colors.text, fontSize: 12, fontFamily: FONT },
    extraCssText: 'box-shadow: 0 2px 8px rgba(0,0,0,.18); font-variant-numeric: tabular-nums;',
    confine: true,
    transitionDuration: 0,
  };
}

/** A tooltip's lines: a title, then name and value pairs. Texts are escaped: strategy names come from files. */
export function tooltipHtml(title: string, lines: readonly { name: string; value: string; color?: string }[]): string {
  const dot = (color?: string) =>
    color ? `<span style="display:inline-block;width:8px;height:8px;border-radius:4px;margin-right:6px;background:${color}"></span>` : '';
  const rows = lines.map(
    ({ name, value, color }) =>
      `<tr><td style="padding-right:16px">${dot(color)}${escapeHtml(name)}</td><td style="text-align:right">${escapeHtml(value)}</td></tr>`,
  );
  return `<div style="font-weight:600;margin-bottom:2px">${escapeHtml(title)}</div><table style="border-spacing:0">${rows.join('')}</table>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Dragging moves through time; the wheel zooms with Ctrl only, since without it the page should scroll. */
export const zoom = { type: 'inside' as const, filterMode: 'none' as const, zoomOnMouseWheel: 'ctrl' as const, moveOnMouseMove: true };

/** What the pointer of an axis is on: the values of its points. */
export function pointed(params: unknown): { readonly name: string; readonly color: string; readonly value: readonly number[] }[] {
  return (Array.isArray(params) ? params : [params]).map(({ seriesName, color, data }) => ({
    name: String(seriesName),
    color: String(color),
    value: data,
  }));
}

export interface Span {
  readonly from: number;
  readonly to: number;
  /** Counted from 1; its place in the list when absent. */
  readonly number?: number;
  /** What it is for; training when absent. */
  readonly role?: 'training' | 'validation' | 'holdout';
}

const roleNames = { training: 'Period', validation: 'Validation', holdout: 'Holdout' } as const;
const roleLetters = { training: '', validation: 'V', holdout: 'H' } as const;

/** Shares of the axis that a whole name takes, and a letter with a number. */
const [NAME, MARK] = [0.14, 0.03];

/**
 * The stretches of time over which strategies are judged: numbered, training shaded in turn, the others in their own colours.
 *
 * @param whole what the axis shows: names that have no room are shortened, or left out; absent, all are written
 */
export function shaded(colors: ChartColors, spans: readonly Span[], whole = 0) {
  const nameOf = ({ from, to, role, number }: Required<Span>) => {
    if (to - from >= NAME * whole) return `${roleNames[role]} ${number}`;
    return to - from >= MARK * whole ? `${roleLetters[role]}${number}` : '';
  };
  const color = (role: NonNullable<Span['role']>, number: number) => {
    if (role === 'training') return number % 2 === 1 ? colors.shade : colors['shade-2'];
    return role === 'validation' ? colors['shade-validation'] : colors['shade-holdout'];
  };
  return {
    silent: true,
    label: { show: true, position: 'insideTop' as const, color: colors.muted, fontSize: SIZE },
    data: spans
      .map((span, i) => ({ ...span, number: span.number ?? i + 1, role: span.role ?? ('training' as const) }))
      .map((span): [{ name: string; xAxis: number; itemStyle: { color: string } }, { xAxis: number }] => [
        { name: nameOf(span), xAxis: span.from, itemStyle: { color: color(span.role, span.number) } },
        { xAxis: span.to },
      ]),
  };
}

/** Points of a line: [x, y] pairs of two columns of equal length. */
export function pairs(x: ArrayLike<number>, y: ArrayLike<number>): [number, number][] {
  return Array.from({ length: Math.min(x.length, y.length) }, (_, i) => [x[i]!, y[i]!]);
}

/**
 * The end of an axis of shares that come near to all of it: 100 %, where rounding up would show what cannot be.
 * Undefined, which leaves the end to the library, elsewhere.
 */
export const shareEnd =
  (format: (value: number) => string) =>
  ({ max }: { readonly max: number }): number | undefined =>
    format(1) === '100.0%' && max > 0.8 && max <= 1 ? 1 : undefined;

/** Zeros at the end say nothing on an axis: 1.500 → 1.5, 20.0% → 20%. */
export const shortLabel = (text: string) =>
  text.replace(/\.(\d*?)0+(%?)$/, (_, digits: string, unit: string) => (digits ? `.${digits}` : '') + unit);
