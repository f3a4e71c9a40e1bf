import type { CorrelationView } from '../../preload/contract.ts';
import { decimal } from '../format/numbers.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, tooltip, tooltipHtml } from './parts.ts';

/** Up to so many the numbers stand in the squares. */
const WRITTEN = 14;

/** The correlation of every two strategies: from −1 (one's loss is the other's gain) through 0 to 1 (the same). */
export function correlationChart({ matrix }: CorrelationView, names: readonly string[], colors: ChartColors): ChartOption {
  const n = names.length;
  const cells = Array.from(matrix, (value, i): [number, number, number | string] => [
    i % n,
    Math.floor(i / n),
    Number.isNaN(value) ? '-' : value,
  ]);
  const category = { ...axis(colors), type: 'category' as const, data: [...names], splitLine: { show: false } };
  return {
    ...base(colors),
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: { ...category, axisLabel: { ...category.axisLabel, rotate: n > 12 ? 60 : 0, width: 90, overflow: 'truncate' } },
    yAxis: { ...category, inverse: true, axisLabel: { ...category.axisLabel, width: 110, overflow: 'truncate' } },
    visualMap: { show: false, min: -1, max: 1, dimension: 2, inRange: { color: [colors.bad, colors.surface, colors.accent] } },
    tooltip: {
      ...tooltip(colors),
      trigger: 'item',
      formatter: (params) => {
        const place = (Array.isArray(params) ? params[0] : params)?.dataIndex ?? 0;
        const [x, y, value] = cells[place]!;
        return tooltipHtml(`${names[y]} and ${names[x]}`, [
          { name: 'Correlation', value: typeof value === 'number' ? decimal(value, 3) : 'none' },
        ]);
      },
    },
    series: [
      {
        type: 'heatmap',
        name: 'Correlation',
        // On a strong colour the text of the page is not to be read.
        data: cells.map((value) => ({
          value,
          name: `${value[1]} ${value[0]}`,
          label: { color: Math.abs(Number(value[2])) > 0.6 ? colors.surface : colors.text },
        })),
        label: {
          show: n <= WRITTEN,
          color: colors.text,
          formatter: ({ data }) => {
            const value = (data as { value: [number, number, number | string] }).value[2];
            return typeof value === 'number' ? decimal(value, 2) : '–';
          },
        },
        itemStyle: { borderColor: colors.surface, borderWidth: n > 60 ? 0 : 1 },
        emphasis: { disabled: true },
      },
    ],
  };
}
