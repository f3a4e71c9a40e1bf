import type { HistogramView } from '../../preload/contract.ts';
import { count, percent } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, shortLabel, tooltip, tooltipHtml } from './parts.ts';

/** How often which return came: losses and gains in their colours, 0 between two bars. */
export function histogramChart({ start, step, counts }: HistogramView, what: string, colors: ChartColors): ChartOption {
  const edge = (i: number) => start + i * step;
  const digits = Math.max(0, -Math.floor(Math.log10(step * 100)));
  const written = (value: number) => percent(value, digits);
  return {
    ...base(colors),
    grid: { left: 52, right: 14, top: 10, bottom: 36 },
    xAxis: {
      ...axis(colors),
      type: 'value',
      min: edge(0),
      max: edge(counts.length),
      splitLine: { show: false },
      name: 'Return',
      nameLocation: 'middle',
      nameGap: 22,
      // The ends lie wherever the first and last return do, too near to the labels beside them.
      axisLabel: {
        ...axis(colors).axisLabel,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (v: number) => shortLabel(percent(v, Math.max(1, digits))),
      },
    },
    yAxis: {
      ...axis(colors),
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => count(v) },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: (params) => {
        const i = (Array.isArray(params) ? params[0] : params)?.dataIndex ?? 0;
        return tooltipHtml(`${written(edge(i))} to ${written(edge(i + 1))}`, [{ name: what, value: count(counts[i]) }]);
      },
    },
    series: [
      {
        type: 'bar',
        name: what,
        barWidth: '94%',
        data: Array.from(counts, (value, i) => ({
          value: [edge(i + 0.5), value],
          itemStyle: { color: edge(i + 0.5) < 0 ? colors.bad : colors.good },
        })),
      },
    ],
  };
}
