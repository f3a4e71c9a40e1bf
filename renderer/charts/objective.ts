import type { LogbookRow, Summary } from '../../preload/contract.ts';
import { count } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, shortLabel, tooltip, tooltipHtml } from './parts.ts';

export interface SummaryPlot {
  readonly rows: readonly LogbookRow[];
  /** The number that is drawn; null where every strategy failed, which leaves a gap. */
  readonly summary: (row: LogbookRow) => Summary | null;
  readonly format: (value: number | null | undefined) => string;
  /** Of the best of a generation on the validation periods; absent or null where there is none. */
  readonly validation?: (row: LogbookRow) => number | null;
  /** Which of the extremes is the good one, drawn in the colour of success. */
  readonly better: 'max' | 'min' | null;
  /** Generations of the whole run: the axis does not move while it evolves. */
  readonly generations: number;
}

/** Minimum, average and maximum of one number over the generations. */
export function summaryChart({ rows, summary, validation, format, better, generations }: SummaryPlot, colors: ChartColors): ChartOption {
  const extreme = (which: 'min' | 'max') => (better === which ? colors.good : colors.neutral);
  const validated = validation !== undefined && rows.some((row) => validation(row) !== null);
  const line = (name: string, field: 'min' | 'avg' | 'max', color: string, width: number) => ({
    type: 'line' as const,
    name,
    data: rows.map((row): [number, number | null] => [row.generation, summary(row)?.[field] ?? null]),
    showSymbol: rows.length === 1,
    symbolSize: 5,
    lineStyle: { width, color },
    itemStyle: { color },
  });
  return {
    ...base(colors),
    // Rows arrive faster than an axis moves: its labels would never stand where they belong.
    animation: false,
    grid: { left: 52, right: 12, top: 10, bottom: 24 },
    xAxis: { ...axis(colors), type: 'value', min: 0, max: Math.max(1, generations), minInterval: 1, splitLine: { show: false } },
    yAxis: {
      ...axis(colors),
      type: 'value',
      scale: true,
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(format(v)) },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const points = (Array.isArray(params) ? params : [params]).map((p) => p.data as [number, number | null]);
        const row = rows.find((r) => r.generation === points[0]?.[0]);
        const s = row && summary(row);
        if (!row) return '';
        const title = `Generation ${count(row.generation)}`;
        if (!s) return tooltipHtml(title, [{ name: 'No strategy traded', value: '' }]);
        return tooltipHtml(title, [
          { name: 'Maximum', value: format(s.max), color: extreme('max') },
          { name: 'Average', value: format(s.avg), color: colors.accent },
          { name: 'Minimum', value: format(s.min), color: extreme('min') },
          ...(validated ? [{ name: 'Best on validation', value: format(validation?.(row)), color: colors.validation }] : []),
        ]);
      },
    },
    series: [
      line('Maximum', 'max', extreme('max'), 1.5),
      line('Average', 'avg', colors.accent, 2),
      line('Minimum', 'min', extreme('min'), 1.5),
      ...(validated
        ? [
            {
              type: 'line' as const,
              name: 'Best on validation',
              data: rows.map((row): [number, number | null] => [row.generation, validation?.(row) ?? null]),
              showSymbol: rows.length === 1,
              symbolSize: 5,
              lineStyle: { width: 1.5, color: colors.validation },
              itemStyle: { color: colors.validation },
            },
          ]
        : []),
    ],
  };
}
