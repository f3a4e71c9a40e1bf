import type { StrategyReport } from '../../preload/contract.ts';
import { percent } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption, YAxis } from './echarts.ts';
import { axis, base, pointed, type Span, shaded, shortLabel, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';
import { extentWithin, roundAxis, type Sight, wholeOf } from './sight.ts';

/** The axis of the drawdowns in sight, with the maximum, at 0, always at its upper end. */
export function drawdownAxis({ time, drawdown }: StrategyReport['curve'], colors: ChartColors, sight: Sight | null): YAxis {
  const [, deepest] = extentWithin(time, [drawdown], sight) ?? [0, 0];
  const { max, interval } = roundAxis([0, deepest || 0.01], 3);
  const formatter = (v: number) => shortLabel(percent(v, 2));
  return { ...axis(colors), type: 'value', min: -Math.min(1, max), max: 0, interval, axisLabel: { ...axis(colors).axisLabel, formatter } };
}

/** How far the equity lies under its running maximum, drawn downwards (an underwater chart). */
export function drawdownChart(curve: StrategyReport['curve'], spans: readonly Span[], colors: ChartColors): ChartOption {
  const under = Array.from(curve.time, (time, i): [number, number] => [time, curve.drawdown[i]! === 0 ? 0 : -curve.drawdown[i]!]);
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 8, bottom: 24 },
    xAxis: { ...timeAxis(colors, wholeOf(curve.time)), axisLine: { show: true, onZero: false, lineStyle: { color: colors.border } } },
    yAxis: drawdownAxis(curve, colors, null),
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
        lineStyle: { width: 1, color: colors.bad },
        itemStyle: { color: colors.bad },
        areaStyle: { color: colors.bad, opacity: 0.22 },
        markArea: { ...shaded(colors, spans), label: { show: false } },
      },
    ],
  };
}
