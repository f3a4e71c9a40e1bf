import type { StrategyReport } from '../../preload/contract.ts';
import { decimal } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors } from './colors.ts';
import type { ChartOption, YAxis } from './echarts.ts';
import { axis, base, pairs, pointed, type Span, shaded, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';
import { extentWithin, roundAxis, type Sight, wholeOf } from './sight.ts';

/** So much growth in sight, from the lowest to the highest, and it takes powers of two to see it. */
const LOG_FROM = 4;

/**
 * The axis of what is in sight of the curves. A short stretch of a logarithmic one has round numbers instead of powers of
 * two, of which there may be none: over so little the two look alike.
 */
export function equityAxis(curve: StrategyReport['curve'], scale: 'linear' | 'log', colors: ChartColors, sight: Sight | null): YAxis {
  return growthAxis(extentWithin(curve.time, [curve.equity, curve.buyAndHold], sight), scale, colors, sight);
}

/** The same for the smallest and the largest growth in sight. */
export function growthAxis(
  extent: readonly [low: number, high: number] | null,
  scale: 'linear' | 'log',
  colors: ChartColors,
  sight: Sight | null,
): YAxis {
  const [low, high] = extent ?? [1, 1];
  const label = axis(colors).axisLabel;
  if (scale === 'log' && low > 0 && (sight === null || high / low > LOG_FROM)) {
    const ends = logBounds(low, high, sight ? low : 1);
    const formatter = (v: number) => `${Number(v.toPrecision(3))}×`;
    return { ...axis(colors), type: 'log', logBase: 2, ...ends, axisLabel: { ...label, formatter } };
  }
  const { digits, ...ends } = roundAxis([low, high]);
  return { ...axis(colors), type: 'value', ...ends, axisLabel: { ...label, formatter: (v: number) => `${v.toFixed(digits)}×` } };
}

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
    lineStyle: { width, color },
    itemStyle: { color },
  });
  const growth = (v: number | undefined) => `${decimal(v, 2)}×`;
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 10, bottom: 24 },
    xAxis: timeAxis(colors, wholeOf(curve.time)),
    yAxis: equityAxis(curve, scale, colors, null),
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

/** The powers of two around the values, and one more that is to be on the axis: a log axis of ECharts starts at 1 otherwise and wastes the room. */
function logBounds(lowest: number, highest: number, about: number): { min: number; max: number } {
  const low = Math.floor(Math.log2(Math.min(lowest, about)));
  return { min: 2 ** low, max: 2 ** Math.max(low + 1, Math.ceil(Math.log2(Math.max(highest, about)))) };
}
