import type { LogbookRow, Quartiles, Summary } from '../../../preload/contract.ts';
import type { ChartColors } from '../colors.ts';
import type { ChartOption } from '../echarts.ts';
import { tooltipHtml } from '../parts.ts';
import { area } from './area.ts';
import { type Format, generationsText, line, overGenerations, type Point, pointedGeneration } from './axes.ts';
import type { Sample } from './sample.ts';

/** A number of the population, over the generations. */
export interface BandsPlot {
  readonly sample: Sample;
  /** Null where every strategy failed, which leaves a gap. */
  readonly summary: (row: LogbookRow) => Summary | null;
  /** Absent in rows of older versions: then the mean is drawn in place of the median. */
  readonly quartiles: (row: LogbookRow) => Quartiles | null;
  readonly format: Format;
  /** Which of the extremes is the good one, drawn in the colour of success. */
  readonly better: 'max' | 'min' | null;
  /** Generations of the whole run. */
  readonly generations: number;
  /** Leaves out of sight what lies beyond the worse quartile: one bad strategy makes the others a line. */
  readonly close?: boolean;
}

/** Minimum, quartiles and maximum of one number over the generations. */
export function bandsChart(plot: BandsPlot, colors: ChartColors): ChartOption {
  const { sample, summary, quartiles, format, better, generations, close = false } = plot;
  const { rows } = sample;
  const shared = overGenerations(sample, generations, format, colors);
  const quartered = rows.some((row) => quartiles(row));
  const extreme = (which: 'min' | 'max') => (better === which ? colors.good : colors.neutral);
  const hidden = close && quartered && better !== null ? (better === 'max' ? 'min' : 'max') : null;
  /** The better extreme is a line to follow, the other one the edge of an area. */
  const weightOf = (which: 'min' | 'max'): [width: number, opacity: number] =>
    better === which ? [1.75, 1] : [0.75, hidden === which ? 0 : 0.5];
  const points = (of: (row: LogbookRow) => number | null | undefined) => rows.map((row): Point => [row.generation, of(row) ?? null]);
  const edges = (low: (row: LogbookRow) => number | null | undefined, high: (row: LogbookRow) => number | null | undefined) =>
    rows.map((row) => [row.generation, low(row) ?? null, high(row) ?? null] as const);
  const side = (which: 'min' | 'max') => (row: LogbookRow) =>
    hidden === which ? quartiles(row)?.[which === 'min' ? 'q1' : 'q3'] : summary(row)?.[which];
  return {
    ...shared,
    tooltip: {
      ...shared.tooltip,
      formatter: (params) => {
        const row = rows.find((other) => other.generation === pointedGeneration(params));
        if (!row) return '';
        const title = generationsText(sample, row.generation);
        const all = summary(row);
        const q = quartiles(row);
        if (!all) return tooltipHtml(title, [{ name: 'No strategy traded', value: '' }]);
        return tooltipHtml(title, [
          { name: 'Maximum', value: format(all.max), color: extreme('max') },
          ...(q ? [{ name: 'Third quartile', value: format(q.q3) }] : []),
          ...(q ? [{ name: 'Median', value: format(q.median), color: colors.accent }] : []),
          ...(q ? [{ name: 'First quartile', value: format(q.q1) }] : []),
          { name: 'Minimum', value: format(all.min), color: extreme('min') },
          { name: 'Mean', value: format(all.avg), ...(q ? {} : { color: colors.accent }) },
        ]);
      },
    },
    series: [
      area('outer', edges(side('min'), side('max')), colors.accent, 0.1),
      ...(quartered
        ? [
            area(
              'inner',
              edges(
                (row) => quartiles(row)?.q1,
                (row) => quartiles(row)?.q3,
              ),
              colors.accent,
              0.2,
            ),
          ]
        : []),
      line('Maximum', points(side('max')), extreme('max'), ...weightOf('max')),
      quartered
        ? line(
            'Median',
            points((row) => quartiles(row)?.median),
            colors.accent,
            2,
          )
        : line(
            'Mean',
            points((row) => summary(row)?.avg),
            colors.accent,
            2,
          ),
      line('Minimum', points(side('min')), extreme('min'), ...weightOf('min')),
    ],
  };
}
