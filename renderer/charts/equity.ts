import type { StrategyReport } from '../../preload/contract.ts';
import { decimal } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption } from './echarts.ts';
import { axis, base, pairs, pointed, type Span, shaded, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';

/** Growth of 1 in the strategy and in buy and hold, over all bars; the training periods are shaded. */
export function equityChart(
  curve: StrategyReport['curve'],
  spans: readonly Span[],
  scale: 'linear' | 'log',
  colors: ChartColors,
): ChartOption {
  const line = (name: string, y: Float64Array, color: string, width: number) => ({
    type: 'line' as const,
    name,
    data: pairs(curve.time, y),
    showSymbol: false,
    sampling: 'lttb' as const,
    lineStyle: { width, color },
    itemStyle: { color },
    animation: false,
  });
  const growth = (v: number | undefined) => `${decimal(v, 2)}×`;
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 10, bottom: 24 },
    xAxis: timeAxis(colors),
    yAxis: {
      ...axis(colors),
      ...(scale === 'log'
        ? { type: 'log' as const, logBase: 2, ...logBounds([curve.equity, curve.buyAndHold]) }
        : { type: 'value' as const, scale: true }),
      axisLabel: { ...axis(colors).axisLabel, formatter: (v: number) => `${Number(v.toPrecision(3))}×` },
    },
    dataZoom: [zoom],
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const points = pointed(params);
        return tooltipHtml(
          date(points[0]?.value[0]),
          points.map(({ name, color, value }) => ({ name, color, value: growth(value[1]) })),
        );
      },
    },
    series: [
      { ...line('Strategy', curve.equity, colors.accent, 1.75), z: 3, markArea: shaded(colors, spans) },
      line('Buy and hold', curve.buyAndHold, colors.neutral, 1.25),
    ],
  };
}

/** The powers of two around the values: a log axis of ECharts starts at 1 otherwise and wastes the room. */
export function logBounds(curves: readonly ArrayLike<number>[]): { min: number; max: number } {
  let low = 1;
  let high = 1;
  for (const curve of curves) {
    for (let i = 0; i < curve.length; i++) {
      if (curve[i]! > 0) low = Math.min(low, curve[i]!);
      high = Math.max(high, curve[i]!);
    }
  }
  return { min: 2 ** Math.floor(Math.log2(low)), max: 2 ** Math.max(Math.floor(Math.log2(low)) + 1, Math.ceil(Math.log2(high))) };
}
