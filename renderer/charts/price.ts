import type { BarsView } from '../../preload/contract.ts';
import { decimal } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, pairs, pointed, type Span, shaded, timeAxis, tooltip, tooltipHtml } from './parts.ts';

/** Closing prices of a data set with the periods of the experiment shaded. */
export function priceChart(bars: BarsView, spans: readonly Span[], colors: ChartColors): ChartOption {
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 60, right: 14, top: 10, bottom: 24 },
    xAxis: timeAxis(colors),
    yAxis: {
      ...axis(colors),
      type: 'value',
      scale: true,
      splitNumber: 4,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => v.toLocaleString('en-US') },
    },
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const [time, close] = pointed(params)[0]?.value ?? [];
        return tooltipHtml(date(time), [{ name: 'Close', value: decimal(close, 2), color: colors.accent }]);
      },
    },
    series: [
      {
        type: 'line',
        name: 'Close',
        data: pairs(bars.time, bars.close),
        showSymbol: false,
        sampling: 'lttb',
        lineStyle: { width: 1.25, color: colors.accent },
        itemStyle: { color: colors.accent },
        animation: false,
        markArea: shaded(colors, spans),
      },
    ],
  };
}
