import type { RollingView } from '../../preload/contract.ts';
import { decimal } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption, YAxis } from './echarts.ts';
import { axis, base, pointed, type Span, shaded, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';
import { extentWithin, roundAxis, type Sight, wholeOf } from './sight.ts';

/** The axis of the ratios in sight, with 0 on it. */
export function rollingAxis({ time, sharpe }: RollingView, colors: ChartColors, sight: Sight | null): YAxis {
  const [low, high] = extentWithin(time, [sharpe], sight) ?? [0, 1];
  const { min, max, interval, digits } = roundAxis([Math.min(0, low), Math.max(0, high)]);
  const ends = { min: low < 0 ? min : 0, max: high > 0 ? max : 0, interval };
  const formatter = (v: number) => decimal(v, digits);
  return { ...axis(colors), type: 'value', ...ends, axisLabel: { ...axis(colors).axisLabel, formatter } };
}

/** The Sharpe ratio of the last so many days, with a line at 0; broken where there is none. */
export function rollingChart(rolling: RollingView, spans: readonly Span[], colors: ChartColors): ChartOption {
  const { time, sharpe, length } = rolling;
  const points = Array.from(time, (t, i): [number, number | null] => [t, Number.isNaN(sharpe[i]!) ? null : sharpe[i]!]);
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 10, bottom: 24 },
    xAxis: {
      ...timeAxis(colors, wholeOf(time)),
      axisLine: { show: true, onZero: true, lineStyle: { color: colors.neutral } },
    },
    yAxis: rollingAxis(rolling, colors, null),
    dataZoom: [zoom],
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const [t, value] = pointed(params)[0]?.value ?? [];
        return tooltipHtml(date(t), [{ name: `Sharpe of the last ${length}`, value: decimal(value, 2), color: colors.accent }]);
      },
    },
    series: [
      {
        type: 'line',
        name: 'Sharpe ratio',
        data: points,
        showSymbol: false,
        connectNulls: false,
        lineStyle: { width: 1.25, color: colors.accent },
        itemStyle: { color: colors.accent },
        markArea: { ...shaded(colors, spans), label: { show: false } },
      },
    ],
  };
}
