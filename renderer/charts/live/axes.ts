import { count } from '../../format/numbers.ts';
import type { ChartColors } from '../colors.ts';
import { axis, base, generationsGrid, ofGenerations, shareEnd, shortLabel, tooltip } from '../parts.ts';
import type { Sample } from './sample.ts';

/** Up to so many generations the axis shows all that are asked for from the start. */
const FIXED = 100;

/** The end of an axis over generations: it stays as long as it can, and goes in steps of 1, 2 and 5 where nobody knows how far a run gets. */
export function lastShown({ rows }: Sample, generations: number): number {
  if (generations <= FIXED) return Math.max(1, generations);
  const last = Math.max(FIXED, rows.at(-1)?.generation ?? 0) * 1.02;
  const power = 10 ** Math.floor(Math.log10(last));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= last)!;
  return Math.min(generations, step * power);
}

export type Format = (value: number | null | undefined) => string;

/** What charts over generations share; their number at the left, in the same width everywhere. */
export function overGenerations(sample: Sample, generations: number, format: Format, colors: ChartColors) {
  return {
    ...base(colors),
    grid: generationsGrid,
    xAxis: {
      ...axis(colors),
      ...ofGenerations,
      type: 'value' as const,
      min: 0,
      max: lastShown(sample, generations),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(colors),
      type: 'value' as const,
      scale: true,
      max: shareEnd(format),
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(format(v)) },
    },
    tooltip: { ...tooltip(colors), trigger: 'axis' as const },
  };
}

/** "Generation 12", or all those that a point stands for. */
export function generationsText({ stride }: Sample, generation: number): string {
  const first = generation - (generation % stride);
  return first === generation ? `Generation ${count(generation)}` : `Generations ${count(first)} to ${count(generation)}`;
}

/** The generation that the pointer of the axis is on. */
export function pointedGeneration(params: unknown): number | undefined {
  const [first] = (Array.isArray(params) ? params : [params]) as { readonly axisValue?: unknown; readonly data?: unknown }[];
  const x = Array.isArray(first?.data) ? first.data[0] : first?.axisValue;
  return typeof x === 'number' ? x : undefined;
}

export type Point = [generation: number, value: number | null];

/** A line over generations; a gap where there is no value, a dot where it would be too short to be seen. */
export const line = (name: string, data: Point[], color: string, width: number, opacity = 1) => ({
  type: 'line' as const,
  id: name,
  name,
  data,
  showSymbol: data.length === 1,
  symbolSize: 5,
  lineStyle: { width, color, opacity },
  itemStyle: { color },
  emphasis: { disabled: true },
});
