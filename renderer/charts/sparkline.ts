import type { BarsView } from '../../preload/contract.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { base, pairs } from './parts.ts';

/** How a price went, without axes: to recognise data by. */
export function sparkline(bars: BarsView, colors: ChartColors): ChartOption {
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 0, right: 0, top: 2, bottom: 2 },
    xAxis: { type: 'time', show: false },
    yAxis: { type: 'value', scale: true, show: false },
    series: [
      {
        type: 'line',
        name: 'Close',
        data: pairs(bars.time, bars.close),
        showSymbol: false,
        silent: true,
        lineStyle: { width: 1.25, color: colors.accent },
      },
    ],
  };
}
