import type { StrategyReport } from '../../preload/contract.ts';
import { percent } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, pointed, type Span, shaded, shortLabel, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';

/** How far the equity lies under its running maximum, drawn downwards (an underwater chart). */
export function drawdownChart(curve: StrategyReport['curve'], spans: readonly Span[], colors: ChartColors): ChartOption {
  const under = Array.from(curve.time, (time, i): [number, number] => [time, curve.drawdown[i]! === 0 ? 0 : -curve.drawdown[i]!]);
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 8, bottom: 24 },
    xAxis: { ...timeAxis(colors), axisLine: { show: true, onZero: false, lineStyle: { color: colors.border } } },
    yAxis: {
      ...axis(colors),
      type: 'value',
      max: 0,
      splitNumber: 3,
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => shortLabel(percent(v, 2)) },
    },
    dataZoom: [zoom],
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const [time, value] = pointed(params)[0]?.value ?? [];
        return tooltipHtml(date(time), [{ name: 'Drawdown', value: percent(value, 1), color: colors.bad }]);
      },
    },
    series: [
      {
        type: 'line',
        name: 'Drawdown',
        data: under,
        showSymbol: false,
        sampling: 'min',
        lineStyle: { width: 1, color: colors.bad },
        itemStyle: { color: colors.bad },
        areaStyle: { color: colors.bad, opacity: 0.22 },
        animation: false,
        markArea: { ...shaded(colors, spans), label: { show: false } },
      },
    ],
  };
}
