import { decimal } from '../format/numbers.ts';
import { date } from '../format/time.ts';
import type { ChartColors, ColorName } from './colors.ts';
import type { ChartOption, YAxis } from './echarts.ts';
import { growthAxis } from './equity.ts';
import { base, pairs, pointed, type Span, shaded, timeAxis, tooltip, tooltipHtml, zoom } from './parts.ts';
import { extentWithin, type Sight } from './sight.ts';

/** Growth of 1, of one of several. */
export interface OverlaidCurve {
  readonly name: string;
  readonly color: ColorName;
  readonly time: Float64Array;
  readonly equity: Float64Array;
}

/** Colours for as many curves as can still be told apart. */
export const overlayColors = [
  'accent',
  'highlight',
  'mutation',
  'both',
  'good',
  'bad',
  'initialise',
  'validation',
] as const satisfies readonly ColorName[];

/** From the first moment of any curve to the last. */
export const wholeOfAll = (curves: readonly OverlaidCurve[]): Sight => [
  Math.min(...curves.map(({ time }) => time[0] ?? Number.POSITIVE_INFINITY)),
  Math.max(...curves.map(({ time }) => time.at(-1) ?? Number.NEGATIVE_INFINITY)),
];

/** The axis of what is in sight of all curves. */
export function overlayAxis(curves: readonly OverlaidCurve[], colors: ChartColors, sight: Sight | null): YAxis {
  const seen = curves.filter(({ time }) => sight === null || (time[0]! <= sight[1] && time.at(-1)! >= sight[0]));
  const ends = seen.flatMap(({ time, equity }) => extentWithin(time, [equity], sight) ?? []);
  return growthAxis(ends.length === 0 ? null : [Math.min(...ends), Math.max(...ends)], 'log', colors, sight);
}

/** Several equity curves over each other, on a logarithmic scale. */
export function overlayChart(curves: readonly OverlaidCurve[], spans: readonly Span[], colors: ChartColors): ChartOption {
  return {
    ...base(colors),
    useUTC: true,
    grid: { left: 52, right: 14, top: 10, bottom: 24 },
    xAxis: timeAxis(colors, wholeOfAll(curves)),
    yAxis: overlayAxis(curves, colors, null),
    dataZoom: [zoom],
    tooltip: {
      ...tooltip(colors),
      trigger: 'axis',
      formatter: (params) => {
        const points = pointed(params);
        return tooltipHtml(
          date(points[0]?.value[0]),
          points.map(({ name, color, value }) => ({ name, color, value: `${decimal(value[1], 2)}×` })),
        );
      },
    },
    series: curves.map(({ name, color, time, equity }, i) => ({
      type: 'line' as const,
      name,
      data: pairs(time, equity),
      showSymbol: false,
      lineStyle: { width: color === 'neutral' ? 1 : 1.75, color: colors[color] },
      itemStyle: { color: colors[color] },
      ...(i === 0 ? { markArea: shaded(colors, spans) } : {}),
    })),
  };
}
