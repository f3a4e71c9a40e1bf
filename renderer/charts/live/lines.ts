import type { LogbookRow } from '../../../preload/contract.ts';
import type { ChartColors, ColorName } from '../colors.ts';
import type { ChartOption } from '../echarts.ts';
import { tooltipHtml } from '../parts.ts';
import { type Format, generationsText, line, overGenerations, type Point, pointedGeneration } from './axes.ts';
import type { Sample } from './sample.ts';

export interface NamedLine {
  readonly name: string;
  readonly of: (row: LogbookRow) => number | null | undefined;
  readonly color: ColorName;
}

export interface LinesPlot {
  readonly sample: Sample;
  readonly lines: readonly NamedLine[];
  readonly format: Format;
  readonly generations: number;
  /** Both ends of the y axis; found from the values when absent. */
  readonly range?: readonly [number, number];
}

/** Some numbers that every generation has one of, such as measures of diversity. */
export function linesChart({ sample, lines, format, generations, range }: LinesPlot, colors: ChartColors): ChartOption {
  const { rows } = sample;
  const shared = overGenerations(sample, generations, format, colors);
  return {
    ...shared,
    ...(range ? { yAxis: { ...shared.yAxis, min: range[0], max: range[1], interval: (range[1] - range[0]) / 4 } } : {}),
    tooltip: {
      ...shared.tooltip,
      formatter: (params) => {
        const row = rows.find((other) => other.generation === pointedGeneration(params));
        if (!row) return '';
        return tooltipHtml(
          generationsText(sample, row.generation),
          lines.map(({ name, of, color }) => ({ name, value: format(of(row)), color: colors[color] })),
        );
      },
    },
    series: lines.map(({ name, of, color }) =>
      line(
        name,
        rows.map((row): Point => [row.generation, of(row) ?? null]),
        colors[color],
        1.75,
      ),
    ),
  };
}
