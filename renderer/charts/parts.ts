import type { ChartColors } from './colors.ts';

/** What every chart shares: fonts, axes, grid lines and the tooltip, in the colours of the theme. */

const FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Ubuntu, Cantarell, "Noto Sans", "Liberation Sans", Arial, sans-serif';
const SIZE = 11;

export function base(colors: ChartColors) {
  return {
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

export function timeAxis(colors: ChartColors) {
  const shared = axis(colors);
  return { ...shared, type: 'time' as const, splitLine: { show: false }, useUTC: true };
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

/** The stretches of time over which strategies are judged: numbered, training shaded in turn, the others in their own colours. */
export function shaded(colors: ChartColors, spans: readonly Span[]) {
  const color = (role: NonNullable<Span['role']>, number: number) => {
    if (role === 'training') return number % 2 === 1 ? colors.shade : colors['shade-2'];
    return role === 'validation' ? colors['shade-validation'] : colors['shade-holdout'];
  };
  return {
    silent: true,
    label: { show: true, position: 'insideTop' as const, color: colors.muted, fontSize: SIZE },
    data: spans
      .map((span, i) => ({ ...span, number: span.number ?? i + 1, role: span.role ?? ('training' as const) }))
      .map(({ from, to, number, role }): [{ name: string; xAxis: number; itemStyle: { color: string } }, { xAxis: number }] => [
        { name: `${roleNames[role]} ${number}`, xAxis: from, itemStyle: { color: color(role, number) } },
        { xAxis: to },
      ]),
  };
}

/** Points of a line: [x, y] pairs of two columns of equal length. */
export function pairs(x: ArrayLike<number>, y: ArrayLike<number>): [number, number][] {
  return Array.from({ length: Math.min(x.length, y.length) }, (_, i) => [x[i]!, y[i]!]);
}

/** Zeros at the end say nothing on an axis: 1.500 → 1.5, 20.0% → 20%. */
export const shortLabel = (text: string) =>
  text.replace(/\.(\d*?)0+(%?)$/, (_, digits: string, unit: string) => (digits ? `.${digits}` : '') + unit);
