import type { Comparison } from '../../preload/contract.ts';
import { metricText } from '../format/fitness.ts';
import { count } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, generationsGrid, ofGenerations, shareEnd, shortLabel, tooltip, tooltipHtml } from './parts.ts';

/** Best (drawn through) and average (dashed) of two runs over the generations, in one of the objectives that both have. */
export function comparisonChart({ runs, objectives, generations }: Comparison, objective: number, colors: ChartColors): ChartOption {
  const { format } = metricText[objectives[objective]!.metric];
  const sides = [colors.accent, colors.highlight] as const;
  const line = (side: 0 | 1, field: 'best' | 'mean') => ({
    type: 'line' as const,
    name: `${runs[side].name}, ${field}`,
    data: generations.map((g): [number, number | null] => [g.generation, g.values[objective]![field][side]]),
    showSymbol: generations.length === 1,
    symbolSize: 5,
    lineStyle: {
      width: field === 'best' ? 2 : 1.25,
      color: sides[side],
      type: field === 'best' ? ('solid' as const) : ('dashed' as const),
    },
    itemStyle: { color: sides[side] },
  });
  return {
    ...base(colors),
    grid: generationsGrid,
    xAxis: {
      ...axis(colors),
      ...ofGenerations,
      type: 'value',
      min: 0,
      max: Math.max(1, generations.length - 1),
      minInterval: 1,
      splitLine: { show: false },
    },
    yAxis: {
      ...axis(colors),
      type: 'value',
      scale: true,
      max: shareEnd(format),
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(format(v)) },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const point = (Array.isArray(params) ? params : [params])[0]?.data as [number, number | null] | undefined;
        const g = generations.find((other) => other.generation === point?.[0]);
        if (!g) return '';
        const { best, mean } = g.values[objective]!;
        return tooltipHtml(
          `Generation ${count(g.generation)}`,
          runs.map((run, side) => ({
            name: run.name,
            value: `${format(best[side as 0 | 1])}, average ${format(mean[side as 0 | 1])}`,
            color: sides[side as 0 | 1],
          })),
        );
      },
    },
    series: [line(0, 'best'), line(1, 'best'), line(0, 'mean'), line(1, 'mean')],
  };
}
